import { type EpochMs, MINUTE_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import type { PlayedDay } from "../../lib/sim/day/played-day.ts";
import type { Change } from "../../lib/sim/spec.ts";
import { type CostCurve, recordCosts } from "./cost-curve.ts";

export type ShadowWorld = {
  readonly curveOf: (functionName: string) => CostCurve;
  readonly usdPerMinute: readonly number[];
};

/**
 * The same day in a world without a guard, for comparison: with the day's changes it shows what the guard avoids, without
 * them what the day costs anyway. It begins at midnight, so its chance differs from the guarded day's by a little.
 */
export function playShadow(
  day: PlayedDay,
  changes: readonly Change[],
  functionNames: readonly string[],
): ShadowWorld {
  const account = simulatedAccount({ ...day.account, startMs: day.startOfDayMs });
  account.schedule(changes);
  const costs = recordCosts(account, functionNames, day.startOfDayMs);
  for (let atMs: EpochMs = day.startOfDayMs + MINUTE_MS; atMs <= day.endOfDayMs; atMs += MINUTE_MS) {
    account.advanceTo(atMs);
    costs.record();
  }
  return {
    curveOf: costs.curveOf,
    usdPerMinute: account.fleetUsdPerMinute(day.startOfDayMs, day.endOfDayMs),
  };
}
