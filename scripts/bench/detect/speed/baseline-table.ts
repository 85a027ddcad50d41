import { documentClient } from "../../../../lib/aws/clients.ts";
import { dynamoBaselineStore } from "../../../../lib/aws/stores/baseline-store.ts";
import { createTable } from "../../../../lib/aws/stores/create-table.ts";
import type { Table } from "../../../../lib/aws/stores/table.ts";
import type { Baseline } from "../../../../lib/domain/baseline.ts";
import type { EpochMs } from "../../../../lib/domain/time.ts";

const TABLE_NAME = "overcurrent-speed";

const table = (): Table => ({ documents: documentClient(), tableName: TABLE_NAME });

/**
 * Stores baselines in a fresh table, as the nightly learning does.
 * @returns bytes that the store wrote, with keys and all
 */
export async function saveBaselines(baselines: readonly Baseline[], nowMs: EpochMs): Promise<number> {
  const fresh = table();
  await createTable(fresh);
  let bytes = 0;
  fresh.documents.middlewareStack.add(
    (next) => (request) => {
      if ("Item" in request.input) bytes += itemBytes(request.input.Item ?? {});
      return next(request);
    },
    { step: "initialize" },
  );
  await dynamoBaselineStore(fresh, () => nowMs).save(baselines);
  return bytes;
}

/** Loads them as a process does that has just started. */
export const loadBaselines = (nowMs: EpochMs): Promise<readonly Baseline[]> =>
  dynamoBaselineStore(table(), () => nowMs).load();

/** Names and values, as DynamoDB counts the size of an item; a number takes about ten bytes. */
const itemBytes = (item: Readonly<Record<string, unknown>>): number =>
  Object.entries(item).reduce(
    (bytes, [name, value]) =>
      bytes + name.length + (value instanceof Uint8Array || typeof value === "string" ? value.length : 10),
    0,
  );
