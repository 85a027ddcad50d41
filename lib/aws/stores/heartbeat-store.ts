import type { GuardHealth } from "../../domain/guard-health.ts";
import { GUARD_PARTS } from "../../domain/guard-usage.ts";
import type { GuardHealthStore, HeartbeatStore } from "../../ports/heartbeats.ts";
import { getItem, putItem, queryPartition, type Table } from "./table.ts";

const HEARTBEATS = "GUARD#HEARTBEAT";
const HEALTH = { pk: "GUARD#HEALTH", sk: "CURRENT" };

/** One item for each part, so that no part waits for another and each role can be held to this partition. */
export const dynamoHeartbeatStore = (table: Table): HeartbeatStore => ({
  beat: async (part, atMs) => timeOf(await putItem(table, { pk: HEARTBEATS, sk: part, atMs })),
  list: async () => {
    const items = await queryPartition(table, HEARTBEATS);
    return Object.fromEntries(
      GUARD_PARTS.flatMap((part) => {
        const atMs = timeOf(items.find(({ sk }) => sk === part));
        return atMs === undefined ? [] : [[part, atMs]];
      }),
    );
  },
});

export const dynamoGuardHealthStore = (table: Table): GuardHealthStore => ({
  load: async () => (await getItem(table, HEALTH))?.health as GuardHealth | undefined,
  save: async (health) => void (await putItem(table, { ...HEALTH, health })),
});

const timeOf = (item: Readonly<Record<string, unknown>> | undefined): number | undefined =>
  typeof item?.atMs === "number" ? item.atMs : undefined;
