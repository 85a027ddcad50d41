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
export type Table = {
  readonly documents: DynamoDBDocumentClient;
  readonly tableName: string;
  /**
   * Put before every partition key on the way in and taken off on the way out, so that several targets share one table and
   * none sees another's items. Absent: the home target.
   */
  readonly partitionPrefix?: string;
};

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

export async function getItem(table: Table, key: Key): Promise<Item | undefined> {
  const get = new GetCommand({
    TableName: table.tableName,
    Key: storedKey(table, key),
    ConsistentRead: true,
  });
  const { Item } = await cloudCall("dynamodb:GetItem", table.documents.send(get));
  return Item && ownItem(table, Item);
}

/** Writes unconditionally and hands back what was there before. */
export async function putItem(table: Table, item: Item): Promise<Item | undefined> {
  const stored = { ...item, ...storedKey(table, item) };
  const put = new PutCommand({ TableName: table.tableName, Item: stored, ReturnValues: "ALL_OLD" });
  const { Attributes } = await cloudCall("dynamodb:PutItem", table.documents.send(put));
  return Attributes && ownItem(table, Attributes);
}

/** False when the condition did not hold; nothing was written then. */
export async function putItemIf(table: Table, item: Item, condition: Condition): Promise<boolean> {
  const stored = { ...item, ...storedKey(table, item) };
  const put = new PutCommand({ TableName: table.tableName, Item: stored, ...expressionOf(condition) });
  return (await cloudAnswer("dynamodb:PutItem", table.documents.send(put), CONDITION_FAILED)).ok;
}

export async function deleteItem(table: Table, key: Key): Promise<void> {
  const remove = new DeleteCommand({ TableName: table.tableName, Key: storedKey(table, key) });
  await cloudCall("dynamodb:DeleteItem", table.documents.send(remove));
}

/** False when the condition did not hold; nothing was deleted then. */
export async function deleteItemIf(table: Table, key: Key, condition: Condition): Promise<boolean> {
  const remove = new DeleteCommand({
    TableName: table.tableName,
    Key: storedKey(table, key),
    ...expressionOf(condition),
  });
  return (await cloudAnswer("dynamodb:DeleteItem", table.documents.send(remove), CONDITION_FAILED)).ok;
}

/** One partition in the order of its sort keys, all of it or only from one key on; or the last `newest` of it, backwards. */
export async function queryPartition(
  table: Table,
  pk: string,
  { newest, from: firstKey }: { readonly newest?: number; readonly from?: string } = {},
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const query = new QueryCommand({
      TableName: table.tableName,
      KeyConditionExpression: firstKey === undefined ? "pk = :pk" : "pk = :pk AND sk >= :firstKey",
      ExpressionAttributeValues: {
        ":pk": storedPartition(table, pk),
        ...(firstKey === undefined ? {} : { ":firstKey": firstKey }),
      },
      ConsistentRead: true,
      ScanIndexForward: newest === undefined,
      ...(newest === undefined ? {} : { Limit: newest - items.length }),
      ...(from === undefined ? {} : { ExclusiveStartKey: from }),
    });
    const page = await cloudCall("dynamodb:Query", table.documents.send(query));
    items.push(...(page.Items ?? []).map((item) => ownItem(table, item)));
    from = page.LastEvaluatedKey;
  } while (from !== undefined && (newest === undefined || items.length < newest));
  return items;
}

/** The value of the time-to-live attribute for an item that is kept for `days` from `fromMs` on. */
export const expiresAfterDays = (fromMs: EpochMs, days: number): number =>
  Math.ceil((fromMs + days * DAY_MS) / SECOND_MS);

const storedPartition = ({ partitionPrefix = "" }: Table, pk: string): string => partitionPrefix + pk;

const storedKey = (table: Table, { pk, sk }: Key): Key => ({ pk: storedPartition(table, pk), sk });

const ownItem = ({ partitionPrefix = "" }: Table, stored: Readonly<Record<string, unknown>>): Item => {
  const item = stored as Item;
  return { ...item, pk: item.pk.slice(partitionPrefix.length) };
};

const CONDITION_FAILED = ["ConditionalCheckFailedException"];

const expressionOf = ({ expression, values }: Condition) => ({
  ConditionExpression: expression,
  ...(values === undefined ? {} : { ExpressionAttributeValues: { ...values } }),
});
