import type { RecordedFunction } from "../backtest/recorded-function.ts";
import { withDescriptions } from "../domain/catalogue.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import { finalUntil, LAMBDA_METRICS } from "../domain/lambda-metric.ts";
import { CLOSER_LOOK, FIRST_LOOK, type Measurement, type TimeRange } from "../domain/observation.ts";
import { type Clock, DAY_MS, type EpochMs, HOUR_MS } from "../domain/time.ts";
import { globMatches } from "../policy/glob.ts";
import type { FunctionDirectory } from "../ports/function-directory.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { getMetricDataUsd } from "../pricing/guard-bill.ts";

/** The account as its history is read: nothing in it is changed. */
export type HistoryDeps = {
  readonly clock: Clock;
  readonly directory: FunctionDirectory;
  readonly metrics: MetricReader;
};

/** What will be read, and what that costs. */
export type HistoryPlan = {
  /** Only the functions that were asked for. */
  readonly catalogue: Catalogue;
  readonly range: TimeRange;
  readonly billedMetrics: number;
  readonly usd: number;
};

export type History = {
  readonly recorded: readonly RecordedFunction[];
  /** Functions whose metrics could not be read, and why; nothing is concluded about them. */
  readonly unread: readonly { readonly functionName: string; readonly reason: string }[];
};

/** CloudWatch keeps 60 s periods for 15 days; the hour is for the time that reading takes. */
const KEPT_MS = 15 * DAY_MS - HOUR_MS;
const MEASURED: readonly Measurement[] = [...FIRST_LOOK, ...CLOSER_LOOK];
const METRICS_PER_FUNCTION = new Set(MEASURED.map((measurement) => LAMBDA_METRICS[measurement].metricName))
  .size;
/** As many as the adapter asks about at once anyway; between batches progress is told. */
const BATCH_SIZE = 4;

/**
 * Lists the functions, describes those that are asked for, about one a second, and reckons what reading their whole history costs.
 * The inventory itself is free.
 * @param glob    only functions whose name matches; `*` for all
 * @param untilMs end of the history, at most now
 * @throws {CloudCallError} when the functions cannot be listed
 */
export async function planHistory(deps: HistoryDeps, glob: string, untilMs: EpochMs): Promise<HistoryPlan> {
  const listing = await deps.directory.listFunctions();
  const asked = listing.functions.filter(({ functionName }) => globMatches(glob, functionName));
  const described = await deps.directory.describeFunctions(asked);
  const catalogue = withDescriptions({ ...listing, functions: asked }, described);
  const { functions } = catalogue;
  const endMs = finalUntil(untilMs, Math.min(untilMs, deps.clock()));
  const billedMetrics = functions.length * METRICS_PER_FUNCTION;
  return {
    catalogue,
    range: { startMs: endMs - KEPT_MS, endMs, periodSeconds: 60 },
    billedMetrics,
    usd: getMetricDataUsd(billedMetrics),
  };
}

/** @throws {CloudCallError} when not one function could be asked about */
export async function readHistory(
  { metrics }: HistoryDeps,
  { catalogue, range }: HistoryPlan,
  onProgress: (ratio: number) => void,
): Promise<History> {
  const { functions } = catalogue;
  const recorded: RecordedFunction[] = [];
  const unread = new Map<string, string>();
  for (let first = 0; first < functions.length; first += BATCH_SIZE) {
    const batch = functions.slice(first, first + BATCH_SIZE);
    const reading = await metrics.readWindows(
      batch.map(({ functionName }) => ({ functionName, measurements: MEASURED })),
      range,
    );
    for (const { functionName = "", reason } of reading.unread) unread.set(functionName, reason);
    for (const [index, profile] of batch.entries()) {
      const history = reading.windows[index];
      if (history === undefined || unread.has(profile.functionName)) continue;
      recorded.push(recordedOf(profile, { ...history, finalUntilMs: range.endMs }));
    }
    onProgress(Math.min(1, (first + BATCH_SIZE) / functions.length));
  }
  return {
    recorded,
    unread: [...unread].map(([functionName, reason]) => ({ functionName, reason })),
  };
}

const recordedOf = (profile: FunctionProfile, history: RecordedFunction["history"]): RecordedFunction => ({
  profile,
  history,
  existsSinceMs: profile.lastModifiedMs,
  assumptions: ["Triggers, memory and limits are taken to have been what they are today."],
});
