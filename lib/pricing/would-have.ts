import type { Burn } from "../domain/anomaly.ts";
import type { WouldHave } from "../domain/incident.ts";
import type { Grade, PlannedChange } from "../domain/plan.ts";
import type { SettingValue } from "../domain/setting.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import type { Sized } from "./lambda-cost.ts";
import { mostUsdPerHour } from "./most-usd.ts";
import type { LambdaPrices } from "./prices.ts";

/**
 * A tick looks once a minute, and one may be late. Of a longer gap only so much is counted: nobody looked, so nobody knows what
 * was burnt in it.
 */
const MOST_COUNTED_MS = 2 * MINUTE_MS;

export type WouldHaveInput = {
  /** What was counted so far; absent: the guard would have tripped just now. */
  readonly before: WouldHave | undefined;
  /** What the function burns now. */
  readonly burn: Burn;
  readonly grade: Grade;
  readonly changes: readonly PlannedChange[];
  readonly sized: Sized;
  readonly prices: LambdaPrices;
  /** Calls that are to be expected in a minute at this time. */
  readonly expectedCallsPerMinute: number;
  /** Whether somebody who waits for an answer calls it: only such calls are refused, everything else waits. */
  readonly hasWaitingCallers: boolean;
  readonly nowMs: EpochMs;
};

/**
 * Counts what the brake would have spared and refused since it was last counted. What was to be expected counts as spent in any
 * case: an owner wants to pay for it, and where events wait it is only spent later. How much of an attack would have waited, too,
 * and run after the restore, nobody knows; that is not subtracted.
 *
 * Counted up to `untilMs` of the result, so a look that is repeated or comes out of order counts no minute twice; the first one
 * only starts the clock.
 *
 * O(changes).
 */
export function countWouldHave(input: WouldHaveInput): WouldHave {
  const { before, burn, nowMs } = input;
  if (before === undefined) return { sinceMs: nowMs, untilMs: nowMs, savedUsd: 0, refusedCalls: 0 };
  if (nowMs <= before.untilMs) return before;
  const countedMs = Math.min(nowMs - before.untilMs, MOST_COUNTED_MS);
  const passingUsdPerHour = passingUsd(input);
  const keptUsdPerHour = Math.max(passingUsdPerHour, burn.expectedUsdPerHour);
  const savedUsdPerHour = Math.max(0, burn.actualUsdPerHour - keptUsdPerHour);
  const passingRatio = burn.actualUsdPerHour > 0 ? Math.min(1, passingUsdPerHour / burn.actualUsdPerHour) : 1;
  const refusedPerMinute = refuses(input) ? input.expectedCallsPerMinute * (1 - passingRatio) : 0;
  return {
    sinceMs: before.sinceMs,
    untilMs: nowMs,
    savedUsd: before.savedUsd + savedUsdPerHour * (countedMs / HOUR_MS),
    refusedCalls: before.refusedCalls + refusedPerMinute * (countedMs / MINUTE_MS),
  };
}

/** Where callers wait and the guard would limit concurrency; what is polled or queued is not refused. */
const refuses = ({ hasWaitingCallers, changes }: WouldHaveInput): boolean =>
  hasWaitingCallers && changes.some(({ setting }) => setting.kind === "concurrency");

/** USD per hour that the brake would let through: as many runs at a time as it allows, without a pause between them. */
function passingUsd({ grade, changes, sized, prices }: WouldHaveInput): number {
  const values = changes.map(({ cap, wanted }) => (grade === "cap" ? (cap ?? wanted) : wanted));
  const reservation = values.find((value) => value.kind === "concurrency");
  // A reservation limits everybody who calls; without one, what each source lets through adds up.
  const limiting = reservation === undefined ? values : [reservation];
  const atOnce = limiting.reduce((sum, value) => sum + runsAtOnce(value), 0);
  return mostUsdPerHour(atOnce, sized, prices);
}

function runsAtOnce(value: SettingValue): number {
  if (value.kind === "pipe") return value.running ? Number.POSITIVE_INFINITY : 0;
  const limit = value.kind === "concurrency" ? value.reserved : value.enabled ? value.maximumConcurrency : 0;
  return typeof limit === "number" ? limit : Number.POSITIVE_INFINITY;
}
