import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from "@aws-sdk/lib-dynamodb";
import { DAY_MS, type EpochMs, SECOND_MS } from "../../domain/time.ts";
import { cloudAnswer, cloudCall } from "../cloud-call.ts";

/** The guard's table and the client that speaks to it. */
export type Table = { readonly documents: DynamoDBDocumentClient; readonly tableName: string };

export type Key = { readonly pk: string; readonly sk: string };
export type Item = Key & Readonly<Record<string, unknown>>;

/** What must hold for a write to happen; `:names` in the expression are filled from `values`. */
export type Condition = { readonly expression: string; readonly values?: Readonly<Record<string, unknown>> };

export const ABSENT: Condition = { expression: "attribute_not_exists(pk)" };

export const permissions = [
  "dynamodb:GetItem",
  "dynamodb:PutItem",
  "dynamodb:DeleteItem",
  "dynamodb:Query",
] as const;

export async function getItem({ documents, tableName }: Table, { pk, sk }: Key): Promise<Item | undefined> {
  const get = new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true });
  const { Item } = await cloudCall("dynamodb:GetItem", documents.send(get));
  return Item as Item | undefined;
}

/** Writes unconditionally and hands back what was there before. */
export async function putItem({ documents, tableName }: Table, item: Item): Promise<Item | undefined> {
  const put = new PutCommand({ TableName: tableName, Item: item, ReturnValues: "ALL_OLD" });
  const { Attributes } = await cloudCall("dynamodb:PutItem", documents.send(put));
  return Attributes as Item | undefined;
}

/** False when the condition did not hold; nothing was written then. */
export async function putItemIf(
  { documents, tableName }: Table,
  item: Item,
  condition: Condition,
): Promise<boolean> {
  const put = new PutCommand({ TableName: tableName, Item: item, ...expressionOf(condition) });
  return (await cloudAnswer("dynamodb:PutItem", documents.send(put), CONDITION_FAILED)).ok;
}

export async function deleteItem({ documents, tableName }: Table, { pk, sk }: Key): Promise<void> {
  const remove = new DeleteCommand({ TableName: tableName, Key: { pk, sk } });
  await cloudCall("dynamodb:DeleteItem", documents.send(remove));
}

/** False when the condition did not hold; nothing was deleted then. */
export async function deleteItemIf(
  { documents, tableName }: Table,
  { pk, sk }: Key,
  condition: Condition,
): Promise<boolean> {
  const remove = new DeleteCommand({ TableName: tableName, Key: { pk, sk }, ...expressionOf(condition) });
  return (await cloudAnswer("dynamodb:DeleteItem", documents.send(remove), CONDITION_FAILED)).ok;
}

/** One partition in the order of its sort keys, all of it or only from one key on; or the last `newest` of it, backwards. */
export async function queryPartition(
  { documents, tableName }: Table,
  pk: string,
  { newest, from: firstKey }: { readonly newest?: number; readonly from?: string } = {},
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const query = new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: firstKey === undefined ? "pk = :pk" : "pk = :pk AND sk >= :firstKey",
      ExpressionAttributeValues: { ":pk": pk, ...(firstKey === undefined ? {} : { ":firstKey": firstKey }) },
      ConsistentRead: true,
      ScanIndexForward: newest === undefined,
      ...(newest === undefined ? {} : { Limit: newest - items.length }),
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    });
    const page = await cloudCall("dynamodb:Query", documents.send(query));
    items.push(...((page.Items ?? []) as Item[]));
    from = page.LastEvaluatedKey;
  } while (from !== undefined && (newest === undefined || items.length < newest));
  return items;
}

/** The value of the time-to-live attribute for an item that is kept for `days` from `fromMs` on. */
export const expiresAfterDays = (fromMs: EpochMs, days: number): number =>
  Math.ceil((fromMs + days * DAY_MS) / SECOND_MS);

const CONDITION_FAILED = ["ConditionalCheckFailedException"];

const expressionOf = ({ expression, values }: Condition) => ({
  ConditionExpression: expression,
  ...(values === undefined ? {} : { ExpressionAttributeValues: { ...values } }),
});
