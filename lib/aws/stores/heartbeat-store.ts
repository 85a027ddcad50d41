import { GUARD_PARTS } from "../../domain/guard-usage.ts";
import type { HeartbeatStore } from "../../ports/heartbeats.ts";
import { putItemIf, queryPartition, type Table } from "./table.ts";

export const HEARTBEATS = "GUARD#HEARTBEAT";

/** One item for each part, so that no part waits for another and each role can be held to this partition. */
export const dynamoHeartbeatStore = (table: Table): HeartbeatStore => ({
  beat: async (part, atMs) => {
    // Two runs of one part may overlap, and the one that began first may end last.
    await putItemIf(
      table,
      { pk: HEARTBEATS, sk: part, atMs },
      { expression: "attribute_not_exists(pk) OR atMs < :atMs", values: { ":atMs": atMs } },
    );
  },
  list: async () => {
    const items = await queryPartition(table, HEARTBEATS);
    return Object.fromEntries(
      GUARD_PARTS.flatMap((part) => {
        const atMs = items.find(({ sk }) => sk === part)?.atMs;
        return typeof atMs === "number" ? [[part, atMs]] : [];
      }),
    );
  },
});
