import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Window } from "../domain/observation.ts";
import { DAY_MS, type TimeSpan } from "../domain/time.ts";
import { lambdaCostUsd } from "../pricing/lambda-cost.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import { weekdayAt } from "./expectation.ts";
import { sum } from "./final-minutes.ts";
import { dayOf, hourlyHistory, wholeDays } from "./hourly-history.ts";

export type DayTerms = {
  readonly profile: FunctionProfile;
  readonly prices: LambdaPrices;
  /** Spans that tell nothing; neither does a day that one of them touches. */
  readonly excluded: readonly TimeSpan[];
  /** Says how busy weekdays are, and which of the last days were special anyway. */
  readonly baseline: Baseline;
};

export type PricedDay = {
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly runs: number;
  readonly ms: number;
  readonly usd: number;
  /** USD as if it were an average weekday. */
  readonly level: number;
};

/** The UTC days of a history that are known in full and were not special, oldest first, and the newest of all its days. */
export function pricedDays(
  longHistory: Window,
  { profile, prices, excluded, baseline }: DayTerms,
): { readonly known: readonly PricedDay[]; readonly newest: number } {
  const runs = hourlyHistory(longHistory, "invocations", excluded);
  const ms = hourlyHistory(longHistory, "durationMs", excluded);
  const { first, last } = wholeDays(runs);
  const special = new Set(baseline.durationMs.specialDays?.map(({ day }) => day));
  const known: PricedDay[] = [];
  for (let day = first; day <= last; day += 1) {
    const usage = { invocations: sum(dayOf(runs, day)), durationMs: sum(dayOf(ms, day)) };
    if (Number.isNaN(usage.durationMs) || special.has(day)) continue;
    const usd = lambdaCostUsd(usage, profile, prices);
    const factor = baseline.durationMs.byWeekday[weekdayAt(day * DAY_MS)] ?? 1;
    known.push({ day, runs: usage.invocations, ms: usage.durationMs, usd, level: usd / factor });
  }
  return { known, newest: last };
}
