import { learnBaseline } from "../../../../lib/detect/learn-baseline.ts";
import type { Baseline, SeasonalProfile } from "../../../../lib/domain/baseline.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { type Random, randomStream } from "../../../../lib/sim/random.ts";
import { FUNCTION_KINDS, type FunctionKind, kindAt } from "./function-kinds.ts";

const HISTORY_DAYS = 14;
const RUN_SPREAD = 0.2;

/** How many times as busy as the least of its kind the `index`th function is: 1 to 3. */
export const sizeOf = (index: number): number => 1 + 2 * randomStream(index, "size").uniform();
const MEAN_SIZE = 2;
const BUSY_SHARE = 15;
/** Two times of day, or two functions, differ by up to this share. */
const LEVEL_SPREAD = 0.3;

/** `counts[i]` runs of about the kind's length each. */
export const runTimes = (counts: readonly number[], { runMs }: FunctionKind, random: Random): number[] =>
  counts.map((count) => count * runMs * (1 + RUN_SPREAD * (random.uniform() - 0.5)));

export type LearnedKinds = {
  /** The baseline of the `index`th function under the given name. */
  baselineOf(index: number, functionName: string): Baseline;
  /** That of the total of `count` functions, nearly all of which the busy ones do. */
  accountBaseline(count: number): Baseline;
};

/**
 * Baselines for as many functions as are asked for. One function of each kind is learned as the guard learns; the others
 * of its kind are up to three times as busy and differ in each number, so that nothing compresses for free.
 */
export function learnKinds(nowMs: EpochMs): LearnedKinds {
  const learned = new Map(FUNCTION_KINDS.map((kind) => [kind.name, learnKind(kind, nowMs)]));
  const learnedOf = (name: string): Baseline => {
    const baseline = learned.get(name);
    if (baseline === undefined) throw new RangeError(`no functions are ${name}`);
    return baseline;
  };
  return {
    baselineOf: (index, functionName) => {
      const random = randomStream(index, "baseline");
      const differs = (): number => 1 + LEVEL_SPREAD * (random.uniform() - 0.5);
      return { ...timesAs(learnedOf(kindAt(index).name), sizeOf(index), differs), functionName };
    },
    accountBaseline: (count) => timesAs(learnedOf("busy"), (MEAN_SIZE * count * BUSY_SHARE) / 100, () => 1),
  };
}

const timesAs = (baseline: Baseline, times: number, differs: () => number): Baseline => ({
  ...baseline,
  invocations: seasonTimes(baseline.invocations, times, differs),
  durationMs: seasonTimes(baseline.durationMs, times, differs),
  asyncEventsPerMinute: seasonTimes(baseline.asyncEventsPerMinute, times, differs),
});

const seasonTimes = (season: SeasonalProfile, times: number, differs: () => number): SeasonalProfile => ({
  ...season,
  byTimeOfDay: season.byTimeOfDay.map((level) => times * differs() * level),
  byWeekday: season.byWeekday.map((factor) => differs() * factor),
  ownBursts: season.ownBursts.map((deviations) => differs() * deviations),
  recordPerMinute: times * differs() * season.recordPerMinute,
});

function learnKind(kind: FunctionKind, nowMs: EpochMs): Baseline {
  const random = randomStream(1, kind.name);
  const startMs = nowMs - HISTORY_DAYS * DAY_MS;
  const invocations = Array.from({ length: (HISTORY_DAYS * DAY_MS) / MINUTE_MS }, (_, minute) =>
    random.poisson(kind.perMinute(startMs + minute * MINUTE_MS)),
  );
  const series = {
    invocations,
    durationMs: runTimes(invocations, kind, random),
    asyncEventsReceived: invocations,
  };
  return learnBaseline({ startMs, periodSeconds: 60, finalUntilMs: nowMs, series }, nowMs);
}
