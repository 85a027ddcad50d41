import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { TargetId, TargetRecord } from "../../domain/target.ts";
import type { TargetStore } from "../../ports/stores.ts";
import { cloudCall } from "../cloud-call.ts";
import { getItem, type Item, putItem, queryPartition, type Table } from "./table.ts";

export const permissions = ["dynamodb:UpdateItem"] as const;

const TARGETS = "TARGET";
const REGIONS = { pk: "TARGET#REGIONS", sk: "ENABLED" };

/**
 * One item for each target, of which each run changes only what it has seen itself.
 * @param table of any target: what is known of all of them is kept at home
 */
export function dynamoTargetStore({ documents, tableName }: Table): TargetStore {
  const table: Table = { documents, tableName };
  return {
    list: async () => (await queryPartition(table, TARGETS)).map(recordOf),
    find: async (targetId) => {
      const item = await getItem(table, { pk: TARGETS, sk: targetId });
      return item && recordOf(item);
    },
    note: async ({ targetId, ...seen }) => {
      const given = Object.entries(seen).filter(([, value]) => value !== undefined);
      if (given.length === 0) return;
      const set = given.filter(([, value]) => value !== null);
      const gone = given.filter(([, value]) => value === null);
      const assignments = set.map(([name]) => `#${name} = :${name}`).join(", ");
      const removals = gone.map(([name]) => `#${name}`).join(", ");
      const update = new UpdateCommand({
        TableName: tableName,
        Key: { pk: TARGETS, sk: targetId },
        UpdateExpression: `${assignments && `SET ${assignments}`} ${removals && `REMOVE ${removals}`}`.trim(),
        ExpressionAttributeNames: Object.fromEntries(given.map(([name]) => [`#${name}`, name])),
        ...(set.length > 0 && {
          ExpressionAttributeValues: Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
        }),
      });
      await cloudCall("dynamodb:UpdateItem", documents.send(update));
    },
    enabledRegions: async () => {
      const item = await getItem(table, REGIONS);
      return item && (item.regions as readonly string[]);
    },
    saveEnabledRegions: async (regions) => {
      await putItem(table, { ...REGIONS, regions });
    },
  };
}

const recordOf = ({ pk, sk, ...seen }: Item): TargetRecord => ({ ...seen, targetId: sk as TargetId });
