import { chunkQuestions, queriesPerCall } from "../../../../lib/aws/metric-call-size.ts";
import { measurementsByMetric } from "../../../../lib/aws/metric-query.ts";
import { LISTED_PER_REQUEST } from "../../../../lib/domain/active-functions.ts";
import type { TimeRange } from "../../../../lib/domain/observation.ts";
import type { Clock } from "../../../../lib/domain/time.ts";
import { MINUTE_MS, SECOND_MS } from "../../../../lib/domain/time.ts";
import type { MetricReader, WindowRequest } from "../../../../lib/ports/metrics.ts";
import type { UsageMeter } from "../../../../lib/ports/usage-meter.ts";
import { type Fleet, type FleetWorld, minuteOf } from "./fleet.ts";
import type { FleetFunction } from "./fleet-function.ts";
import { ranRecently } from "./ran-recently.ts";
import { windowOf } from "./windows.ts";

/** What the readings asked of CloudWatch, besides what is billed. */
export type ReadingTally = {
  /** HTTP requests. */
  requests: number;
  datapoints: number;
  /** What the model itself took to answer: no part of the guard's work. */
  modelMs: number;
};

/** Most datapoints that one GetMetricStatistics call returns. */
const DATAPOINTS_PER_STATISTICS_CALL = 1_440;
/** CloudWatch may take so long to list a metric that had no datapoint before (ListMetrics says so of itself). */
const LISTED_AFTER_MS = 15 * MINUTE_MS;
/** A ranking query goes through no more metrics, whichever those are. */
const MOST_ANALYZED = 10_000;

/** CloudWatch over the fleet: answers as it stands at the clock's time, and bills what it is asked. */
export function meteredMetrics(
  fleet: Fleet,
  world: FleetWorld,
  clock: Clock,
  meter: UsageMeter,
): { readonly metrics: MetricReader; readonly tally: ReadingTally } {
  const tally: ReadingTally = { requests: 0, datapoints: 0, modelMs: 0 };
  const indexOf = new Map(fleet.functions.map(({ functionName, index }) => [functionName, index]));
  const timed = <Answer>(answer: () => Answer): Answer => {
    const startedMs = performance.now();
    const answered = answer();
    tally.modelMs += performance.now() - startedMs;
    return answered;
  };
  const periodsOf = ({ startMs, endMs, periodSeconds }: TimeRange): number =>
    Math.ceil((endMs - startMs) / (periodSeconds * SECOND_MS));
  const answerOf = ({ functionName, measurements }: WindowRequest, range: TimeRange) => {
    tally.datapoints += measurements.length * periodsOf(range);
    const index = functionName === undefined ? undefined : (indexOf.get(functionName) ?? Number.NaN);
    return windowOf(fleet, world, index, measurements, range, clock());
  };
  const statisticsCalls = (requests: readonly WindowRequest[], range: TimeRange): number =>
    requests.reduce((calls, { measurements }) => calls + measurementsByMetric(measurements).size, 0) *
    Math.ceil(periodsOf(range) / DATAPOINTS_PER_STATISTICS_CALL);
  const countStatistics = (requests: readonly WindowRequest[], range: TimeRange): void => {
    const calls = statisticsCalls(requests, range);
    tally.requests += calls;
    meter.count("metricApiRequests", calls);
  };
  const countMetricData = (requests: readonly WindowRequest[], range: TimeRange): void => {
    const questions = requests.flatMap(({ measurements }) => [
      ...measurementsByMetric(measurements).values(),
    ]);
    tally.requests += chunkQuestions(
      questions,
      (wanted) => wanted.length,
      queriesPerCall(range, clock()),
    ).length;
    meter.count("getMetricDataMetrics", questions.length);
  };

  const metrics: MetricReader = {
    readWindows: async (requests, range, terms) => {
      if (terms?.through === "free") countStatistics(requests, range);
      else countMetricData(requests, range);
      return timed(() => ({ windows: requests.map((request) => answerOf(request, range)), unread: [] }));
    },
    readAccountTotals: async (measurements, range) => {
      countStatistics([{ measurements }], range);
      return timed(() => ({ windows: [answerOf({ measurements }, range)], unread: [] }));
    },
    // Queues and streams are no part of this account's metrics; nothing is concluded from that.
    readSourceArrivals: async () => new Map(),
    rankByDuration: async (range, limit) => {
      const endMs = range.endMs - LISTED_AFTER_MS;
      const longer = { ...range, startMs: endMs - LISTED_AFTER_MS, endMs };
      const isListed = ({ perMinute, index }: FleetFunction): boolean =>
        perMinute > 0 || durationMsOf(world, index, longer) > 0;
      const analyzed = fleet.functions.filter(isListed).slice(0, MOST_ANALYZED);
      tally.requests += 1;
      meter.count("insightsMetricsAnalyzed", analyzed.length);
      return timed(() =>
        analyzed
          .map(({ index, functionName }) => ({
            index,
            functionName,
            durationMs: durationMsOf(world, index, range),
          }))
          .filter(({ durationMs }) => durationMs > 0)
          .sort((a, b) => b.durationMs - a.durationMs)
          .slice(0, limit)
          .map(({ index, ...ranked }) => ({
            ...ranked,
            window: windowOf(fleet, world, index, ["durationMs"], range, clock()),
          })),
      );
    },
    listActiveFunctions: async () => {
      const listed = timed(() =>
        fleet.functions.filter((member) => ranRecently(world, member, minuteOf(clock()))),
      );
      const pages = Math.max(1, Math.ceil(listed.length / LISTED_PER_REQUEST));
      tally.requests += pages;
      meter.count("metricApiRequests", pages);
      return { functionNames: new Set(listed.map(({ functionName }) => functionName)) };
    },
  };
  return { metrics, tally };
}

function durationMsOf(world: FleetWorld, functionIndex: number, { startMs, endMs }: TimeRange): number {
  let durationMs = 0;
  for (let minute = minuteOf(startMs); minute < minuteOf(endMs); minute += 1)
    durationMs += world.activityAt(functionIndex, minute).durationMs;
  return durationMs;
}
