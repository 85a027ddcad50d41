import { setTimeout } from "node:timers/promises";
import { type Clock, type EpochMs, HOUR_MS } from "../domain/time.ts";
import { type SecondQuota, secondQuota } from "./second-quota.ts";

/** One call, by what CloudWatch counts of it. */
export type MetricCall =
  /** GetMetricData. @param datapoints counted as if every period of every query had one */
  | { readonly kind: "metric-data"; readonly datapoints: number; readonly isRecent: boolean }
  /** GetMetricData with a Metrics Insights query. @param periods in its range */
  | { readonly kind: "ranking"; readonly periods: number }
  | { readonly kind: "statistics" }
  /** ListMetrics. */
  | { readonly kind: "list" };

/**
 * Resolves when the call may go out. `false`: its turn would not come within that time; nothing was counted then.
 * @param waitAtMostMs 0 or less: it is too late already
 */
export type MetricPace = (call: MetricCall, waitAtMostMs: number) => Promise<boolean>;

const DATA_REQUESTS_PER_SECOND = 50;
const RANKINGS_PER_SECOND = 10;
/** How many datapoints a second holds, by the age of the range's start. */
export const DATAPOINTS_PER_SECOND = { recent: 180_000, older: 396_000 };
const RANKED_DATAPOINTS_PER_SECOND = 4_300_000;
/** What one ranking query looks through at most. */
const RANKED_METRICS = 10_000;
/** A quarter of the 400 that CloudWatch takes: dashboards and alarms of other people ask in the same way. */
const STATISTICS_PER_SECOND = 100;
/** Half of the 25 that CloudWatch takes: whoever opens its console asks for the same lists. */
const LISTS_PER_SECOND = 12;
export const RECENT_MS = 3 * HOUR_MS;

/** Which of the two quotas of datapoints a range comes under. */
export const isRecentStart = (startMs: EpochMs, nowMs: EpochMs): boolean => nowMs - startMs <= RECENT_MS;

/**
 * Lets calls go within CloudWatch's quotas for an account and region. It holds for one process: what several of them ask
 * together beyond a quota is throttled by CloudWatch and asked again, each attempt in its turn.
 *
 * @param clock any that runs on, in milliseconds
 * @param pause waits so many milliseconds
 * @param quotaRatio of each quota so much may be used, > 0
 */
export function metricPace(
  clock: Clock = () => performance.now(),
  pause: (ms: number) => Promise<unknown> = (ms) => setTimeout(ms),
  quotaRatio = 1,
): MetricPace {
  const quotaOf = (perSecond: number): SecondQuota => secondQuota(quotaRatio * perSecond);
  const dataRequests = quotaOf(DATA_REQUESTS_PER_SECOND);
  const recentDatapoints = quotaOf(DATAPOINTS_PER_SECOND.recent);
  const olderDatapoints = quotaOf(DATAPOINTS_PER_SECOND.older);
  const rankings = quotaOf(RANKINGS_PER_SECOND);
  const rankedDatapoints = quotaOf(RANKED_DATAPOINTS_PER_SECOND);
  const statistics = quotaOf(STATISTICS_PER_SECOND);
  const lists = quotaOf(LISTS_PER_SECOND);

  function demandsOf(call: MetricCall): readonly (readonly [quota: SecondQuota, amount: number])[] {
    switch (call.kind) {
      case "metric-data":
        return [
          [dataRequests, 1],
          [call.isRecent ? recentDatapoints : olderDatapoints, call.datapoints],
        ];
      case "ranking":
        return [
          [dataRequests, 1],
          [rankings, 1],
          [rankedDatapoints, RANKED_METRICS * call.periods],
        ];
      case "statistics":
        return [[statistics, 1]];
      case "list":
        return [[lists, 1]];
    }
  }

  // A pause counts as time gone by, also when the clock is a simulated one that stands still meanwhile.
  let reachedMs = Number.NEGATIVE_INFINITY;
  return async (call, waitAtMostMs) => {
    const nowMs = Math.max(clock(), reachedMs);
    const demands = demandsOf(call);
    const atMs = demands.reduce((fromMs, [quota, amount]) => quota.nextFit(amount, fromMs), nowMs);
    if (atMs - nowMs >= waitAtMostMs) return false;
    for (const [quota, amount] of demands) quota.take(amount, atMs);
    if (atMs > nowMs) await pause(atMs - nowMs);
    reachedMs = Math.max(reachedMs, atMs);
    return true;
  };
}
