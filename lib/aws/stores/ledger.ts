import type { LedgerEntry } from "../../domain/ledger.ts";
import { type Clock, DAY_MS, type EpochMs, toIso } from "../../domain/time.ts";
import type { Ledger } from "../../ports/stores.ts";
import {
  ABSENT,
  expiresAfterDays,
  getItem,
  type Item,
  putItemIf,
  queryPartition,
  type Table,
} from "./table.ts";

/** As long as resolved incidents, whose story it tells. */
const KEPT_DAYS = 400;

/**
 * Every entry is kept twice: under its function, and under its day for reading over all functions. A copy and not an
 * index, because the blast radius counts it and an index lags behind.
 */
export function dynamoLedger(table: Table, clock: Clock): Ledger {
  const find = async (functionName: string, entryId: string): Promise<LedgerEntry | undefined> => {
    const item = await getItem(table, { pk: ofFunction(functionName), sk: entryId });
    return item && entryOf(item);
  };

  return {
    find,
    append: async (entry) => {
      const content = { entry, expiresAtSeconds: expiresAfterDays(entry.atMs, KEPT_DAYS) };
      const first = { pk: ofFunction(entry.functionName), sk: entry.entryId };
      const isNew = await putItemIf(table, { ...first, ...content }, ABSENT);
      // A repetition may come with another time; the copy belongs to the day of the entry that is kept.
      const kept = isNew ? entry : ((await find(entry.functionName, entry.entryId)) ?? entry);
      const copy = { pk: ofDay(kept.atMs), sk: `${kept.entryId}#${kept.functionName}` };
      await putItemIf(table, { ...copy, ...content, entry: kept }, ABSENT);
    },
    list: async (functionName, limit) =>
      (await queryPartition(table, ofFunction(functionName), { newest: limit })).map(entryOf),
    listSince: async (sinceMs) => {
      const entries: LedgerEntry[] = [];
      for (let dayMs = startOfDay(sinceMs); dayMs <= clock(); dayMs += DAY_MS)
        entries.push(...(await queryPartition(table, ofDay(dayMs))).map(entryOf));
      return entries.filter((entry) => entry.atMs >= sinceMs).sort(oldestFirst);
    },
  };
}

const ofFunction = (functionName: string): string => `LEDGER#${functionName}`;
const ofDay = (atMs: EpochMs): string => `LEDGER-DAY#${toIso(atMs).slice(0, 10)}`;
const startOfDay = (atMs: EpochMs): EpochMs => Math.floor(atMs / DAY_MS) * DAY_MS;
const entryOf = (item: Item): LedgerEntry => item.entry as LedgerEntry;
const oldestFirst = (a: LedgerEntry, b: LedgerEntry): number =>
  a.atMs - b.atMs || (a.entryId < b.entryId ? -1 : 1);
