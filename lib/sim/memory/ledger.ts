import type { LedgerEntry } from "../../domain/ledger.ts";
import type { Ledger } from "../../ports/stores.ts";

export function memoryLedger(): Ledger {
  const entriesOf = new Map<string, Map<string, LedgerEntry>>();
  return {
    append: async (entry) => {
      const entries = entriesOf.get(entry.functionName) ?? new Map<string, LedgerEntry>();
      entriesOf.set(entry.functionName, entries);
      if (!entries.has(entry.entryId)) entries.set(entry.entryId, entry);
    },
    list: async (functionName, limit) =>
      [...(entriesOf.get(functionName)?.values() ?? [])]
        .sort((a, b) => (a.entryId < b.entryId ? 1 : -1))
        .slice(0, limit),
    find: async (functionName, entryId) => entriesOf.get(functionName)?.get(entryId),
    listSince: async (sinceMs) =>
      [...entriesOf.values()]
        .flatMap((entries) => [...entries.values()])
        .filter((entry) => entry.atMs >= sinceMs)
        .sort((a, b) => a.atMs - b.atMs || (a.entryId < b.entryId ? -1 : 1)),
  };
}
