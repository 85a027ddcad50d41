import { type EpochMs, SECOND_MS } from "../domain/time.ts";

/** Keeps what begins within any one second at or below a number. Turns follow each other: none is before the last one. */
export type SecondQuota = {
  /** The first moment from `fromMs` on at which so much may begin. */
  nextFit(amount: number, fromMs: EpochMs): EpochMs;
  /** Counts what begins then; `atMs` is from `nextFit` or later. */
  take(amount: number, atMs: EpochMs): void;
};

/**
 * Unlike an even pace it lets a second's worth go at once, so that few calls never wait.
 * @param perSecond what any second may hold, > 0. An amount beyond it gets a second to itself.
 */
export function secondQuota(perSecond: number): SecondQuota {
  let taken: { readonly atMs: EpochMs; readonly amount: number }[] = [];
  const stillCountsAt = (atMs: EpochMs) => taken.filter((turn) => turn.atMs + SECOND_MS > atMs);

  return {
    nextFit(amount, fromMs) {
      const earliestMs = Math.max(fromMs, taken.at(-1)?.atMs ?? fromMs);
      const waiting = stillCountsAt(earliestMs);
      let held = waiting.reduce((sum, turn) => sum + turn.amount, 0);
      let atMs = earliestMs;
      for (const turn of waiting) {
        if (held + amount <= perSecond) break;
        held -= turn.amount;
        atMs = turn.atMs + SECOND_MS;
      }
      return atMs;
    },
    take(amount, atMs) {
      taken = [...stillCountsAt(atMs), { atMs, amount }];
    },
  };
}
