import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

/**
 * What came of looking for the cause of a rise a moment ago. A process keeps it for its next ticks, and another process does without: a
 * hint that spares looking for the same thing anew in each minute of a rise, on which no verdict depends.
 */
export type ShortMemory = {
  /** @param explaining functions that have a large part in the rise  @param inVain those that were read for it and have none */
  remember(found: { explaining: readonly string[]; inVain: readonly string[] }, nowMs: EpochMs): void;
  recall(nowMs: EpochMs): { readonly explaining: ReadonlySet<string>; readonly inVain: ReadonlySet<string> };
};

/** By then a rise that lasts is nothing new, and those that end have ended. */
const EXPLAINING_MS = 15 * MINUTE_MS;
/** What did nothing then may do something by now. */
const IN_VAIN_MS = 5 * MINUTE_MS;

export function shortMemory(): ShortMemory {
  const explaining = recently(EXPLAINING_MS);
  const inVain = recently(IN_VAIN_MS);
  return {
    remember(found, nowMs) {
      explaining.note(found.explaining, nowMs);
      inVain.note(found.inVain, nowMs);
    },
    recall: (nowMs) => ({ explaining: explaining.since(nowMs), inVain: inVain.since(nowMs) }),
  };
}

function recently(lastsMs: number) {
  const notedAt = new Map<string, EpochMs>();
  return {
    note(names: readonly string[], nowMs: EpochMs): void {
      for (const name of names) notedAt.set(name, nowMs);
    },
    since(nowMs: EpochMs): ReadonlySet<string> {
      for (const [name, atMs] of notedAt) if (nowMs - atMs > lastsMs) notedAt.delete(name);
      return new Set(notedAt.keys());
    },
  };
}
