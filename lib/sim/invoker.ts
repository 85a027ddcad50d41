import type { EpochMs } from "../domain/time.ts";
import type { Behaviour } from "./behaviour.ts";
import type { ConcurrencyPool, Slots } from "./concurrency-pool.ts";
import { type DurationModel, totalDurationMs } from "./duration-model.ts";
import { drawExtremes, type EndedRuns, type FunctionMeter } from "./function-meter.ts";
import type { Random } from "./random.ts";
import { STEP_MS, type StepClock, startOf } from "./step.ts";
import { timetable } from "./timetable.ts";

/** Runs that ended together, once they have: all of them together are those that were started. */
export type OnEnded = (runs: number, failedRuns: number) => void;

/** Runs one function, as far as there are environments for it. */
export type Invoker = {
  /** Runs that could start in this step: short ones follow one another in the same environment. */
  startable(): number;
  /** Runs that one environment can do in a step, at least 1. */
  runsPerSlot(): number;
  /**
   * Starts `runs`, at most `startable()`. `onEnded` is told before this returns for those that end within the step, and
   * in later steps for the others. Runs go on whatever becomes of the function's settings.
   */
  start(runs: number, outcome: "drawn" | "succeed" | "fail", onEnded: OnEnded): void;
  /** How many of `runs` would fail. */
  drawFailures(runs: number): number;
  beginStep(): void;
  /** Most runs at once in this step. */
  peakConcurrency(): number;
  isIdle(): boolean;
};

type LongRuns = EndedRuns & { readonly onEnded: OnEnded };

/** Long runs are drawn one by one up to this number, beyond it as this many groups of equal length. */
const GROUPS = 12;

export function invoker(parts: {
  readonly slots: Slots;
  readonly pool: ConcurrencyPool;
  readonly behaviour: Behaviour;
  readonly meter: FunctionMeter;
  readonly charge: (startedMs: EpochMs, runs: number, totalMs: number) => void;
  readonly clock: StepClock;
  readonly random: Random;
}): Invoker {
  const { slots, pool, behaviour, meter, clock, random } = parts;
  const endings = timetable<LongRuns>();
  let startedRuns = 0;

  const runsPerSlot = () => Math.max(1, STEP_MS / behaviour.durations().meanMs);
  const drawFailures = (runs: number) => random.binomial(runs, behaviour.failureRatio());
  const failuresOf = (runs: number, outcome: "drawn" | "succeed" | "fail") =>
    outcome === "drawn" ? drawFailures(runs) : outcome === "fail" ? runs : 0;

  function end(ended: EndedRuns, onEnded: OnEnded): void {
    meter.count(ended);
    parts.charge(ended.startedMs, ended.runs, ended.totalMs);
    onEnded(ended.runs, ended.failedRuns);
  }

  function startShort(model: DurationModel, runs: number, failedRuns: number, onEnded: OnEnded): void {
    const totalMs = totalDurationMs(model, runs, random);
    pool.use(slots, 0, totalMs / STEP_MS);
    const startedMs = startOf(clock.step);
    end({ runs, failedRuns, startedMs, totalMs, ...drawExtremes(model, runs, totalMs, random) }, onEnded);
  }

  function startGroup(durationMs: number, runs: number, failedRuns: number, onEnded: OnEnded): void {
    const startedMs = startOf(clock.step);
    const group = (size: number, failed: number): EndedRuns => ({
      runs: size,
      failedRuns: failed,
      startedMs,
      totalMs: size * durationMs,
      longestMs: durationMs,
      shortestMs: durationMs,
    });
    // Runs start anywhere in the step, so one of 3 s outlasts it in three of ten cases.
    const stepsAhead = random.round(durationMs / STEP_MS);
    // More can start than there are environments, because most end within the step; those left over must end in it too.
    const outlasting = stepsAhead === 0 ? 0 : Math.min(runs, Math.floor(pool.free(slots)));
    const failedOutlasting = Math.min(failedRuns, outlasting);
    if (outlasting > 0) {
      pool.use(slots, outlasting, 0);
      endings.add(clock.step + stepsAhead, { ...group(outlasting, failedOutlasting), onEnded });
    }
    const ending = runs - outlasting;
    if (ending === 0) return;
    pool.use(slots, 0, Math.min((ending * durationMs) / STEP_MS, pool.free(slots)));
    end(group(ending, failedRuns - failedOutlasting), onEnded);
  }

  function startLong(model: DurationModel, runs: number, failedRuns: number, onEnded: OnEnded): void {
    const groups = Math.min(runs, GROUPS);
    let leftRuns = runs;
    let leftFailures = failedRuns;
    for (let group = 0; group < groups; group++) {
      const size = Math.ceil(leftRuns / (groups - group));
      const failures = Math.min(leftFailures, size, random.round((leftFailures * size) / leftRuns));
      const isLast = group === groups - 1;
      const ratio = runs <= GROUPS ? random.uniform() : (group + random.uniform()) / groups;
      startGroup(model.quantileMs(ratio), size, isLast ? leftFailures : failures, onEnded);
      leftRuns -= size;
      leftFailures -= failures;
    }
  }

  return {
    startable: () => Math.floor(pool.free(slots) * runsPerSlot()),
    runsPerSlot,
    drawFailures,
    start(runs, outcome, onEnded) {
      if (runs === 0) return;
      startedRuns += runs;
      const model = behaviour.durations();
      const failedRuns = failuresOf(runs, outcome);
      if (model.isShort) startShort(model, runs, failedRuns, onEnded);
      else startLong(model, runs, failedRuns, onEnded);
    },
    beginStep() {
      startedRuns = 0;
      slots.load = 0;
      for (const { onEnded, ...ended } of endings.take(clock.step)) {
        pool.release(slots, ended.runs);
        end(ended, onEnded);
      }
    },
    peakConcurrency() {
      const peak = slots.inFlight + peakOfLoad(slots.load, startedRuns);
      // In-flight runs may be more than a reservation that was lowered meanwhile.
      return Math.max(slots.inFlight, Math.min(peak, pool.ceiling(slots)));
    },
    isIdle: () => endings.isEmpty(),
  };
}

/** Runs that start at random times are now and then more at once than on average: mean plus two deviations of a Poisson count. */
export function peakOfLoad(load: number, mostRuns: number): number {
  if (load === 0) return 0;
  return Math.min(mostRuns, Math.ceil(load + 2 * Math.sqrt(load)));
}
