import type { Behaviour } from "./behaviour.ts";
import type { ConcurrencyPool, Slots } from "./concurrency-pool.ts";
import type { Charge } from "./cost-meter.ts";
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
   * @param mostAtOnce environments they may hold together, where the caller has a limit of its own
   */
  start(runs: number, outcome: Outcome, onEnded: OnEnded, mostAtOnce?: number): void;
  /** How many of `runs` would fail. */
  drawFailures(runs: number): number;
  beginStep(): void;
  /** Most runs at once in this step. */
  peakConcurrency(): number;
  isIdle(): boolean;
};

type Outcome = "drawn" | "succeed" | "fail";

type LongRuns = EndedRuns & { readonly onEnded: OnEnded };

/** Long runs are drawn one by one up to this number, beyond it as this many groups of equal length. */
const GROUPS = 12;

export function invoker(parts: {
  readonly slots: Slots;
  readonly pool: ConcurrencyPool;
  readonly behaviour: Behaviour;
  readonly meter: FunctionMeter;
  readonly charge: Charge;
  readonly clock: StepClock;
  readonly random: Random;
}): Invoker {
  const { slots, pool, behaviour, meter, clock, random } = parts;
  const endings = timetable<LongRuns>();
  /** Most of the runs started in this step that may have run at the same time. */
  let mostTogether = 0;

  const runsPerSlot = () => Math.max(1, STEP_MS / behaviour.durations().meanMs);
  const drawFailures = (runs: number) => random.binomial(runs, behaviour.failureRatio());
  const failuresOf = (runs: number, outcome: Outcome) =>
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

  function startLong(
    model: DurationModel,
    runs: number,
    failedRuns: number,
    onEnded: OnEnded,
    mostAtOnce: number,
  ): void {
    const groups = Math.min(runs, GROUPS);
    const startedMs = startOf(clock.step);
    const ending = { runs: 0, failedRuns: 0, startedMs, totalMs: 0, longestMs: 0, shortestMs: 0 };
    let leftRuns = runs;
    let leftFailures = failedRuns;
    let outlastingRuns = 0;
    for (let group = 0; group < groups; group++) {
      const size = Math.ceil(leftRuns / (groups - group));
      const failures =
        size === leftRuns
          ? leftFailures
          : Math.min(leftFailures, size, random.round((leftFailures * size) / leftRuns));
      leftRuns -= size;
      leftFailures -= failures;
      const ratio = runs <= GROUPS ? random.uniform() : (group + random.uniform()) / groups;
      const durationMs = model.quantileMs(ratio);

      // Runs start anywhere in the step, so of those that take 13 s three in ten are still there two steps later.
      const steps = Math.floor(durationMs / STEP_MS);
      const longer = random.round(size * (durationMs / STEP_MS - steps));
      const room = mostAtOnce - outlastingRuns;
      const lastingLonger = startOutlasting(durationMs, steps + 1, Math.min(longer, room), failures, onEnded);
      const others = steps === 0 ? 0 : Math.min(size - longer, room - lastingLonger);
      const otherFailures = failures - Math.min(failures, lastingLonger);
      const outlasting = lastingLonger + startOutlasting(durationMs, steps, others, otherFailures, onEnded);
      outlastingRuns += outlasting;
      const inStep = size - outlasting;
      if (inStep === 0) continue;
      ending.shortestMs = ending.runs === 0 ? durationMs : Math.min(ending.shortestMs, durationMs);
      ending.longestMs = Math.max(ending.longestMs, durationMs);
      ending.runs += inStep;
      ending.failedRuns += failures - Math.min(failures, outlasting);
      ending.totalMs += inStep * durationMs;
    }
    // Little's law: together they hold so many environments; those in flight are counted already.
    pool.use(slots, 0, Math.min(Math.max(0, runs / runsPerSlot() - outlastingRuns), pool.free(slots)));
    if (ending.runs > 0) end(ending, onEnded);
  }

  /** @returns how many of the runs do outlast the step; there are environments for no more, the others must end in it */
  function startOutlasting(
    durationMs: number,
    steps: number,
    runs: number,
    failedRuns: number,
    onEnded: OnEnded,
  ): number {
    const outlasting = Math.min(runs, Math.floor(pool.free(slots)));
    if (outlasting <= 0) return 0;
    pool.use(slots, outlasting, 0);
    endings.add(clock.step + steps, {
      runs: outlasting,
      failedRuns: Math.min(failedRuns, outlasting),
      startedMs: startOf(clock.step),
      totalMs: outlasting * durationMs,
      longestMs: durationMs,
      shortestMs: durationMs,
      onEnded,
    });
    return outlasting;
  }

  return {
    startable: () => Math.floor(pool.free(slots) * runsPerSlot()),
    runsPerSlot,
    drawFailures,
    start(runs, outcome, onEnded, mostAtOnce = Number.POSITIVE_INFINITY) {
      if (runs === 0) return;
      mostTogether += Math.min(runs, mostAtOnce);
      const model = behaviour.durations();
      const failedRuns = failuresOf(runs, outcome);
      if (model.isShort) startShort(model, runs, failedRuns, onEnded);
      else startLong(model, runs, failedRuns, onEnded, mostAtOnce);
    },
    beginStep() {
      mostTogether = 0;
      slots.load = 0;
      for (const ended of endings.take(clock.step)) {
        pool.release(slots, ended.runs);
        end(ended, ended.onEnded);
      }
    },
    peakConcurrency() {
      const inStep = behaviour.durations().isShort
        ? peakOfLoad(slots.load, mostTogether)
        : Math.ceil(slots.load);
      const peak = Math.max(slots.inFlight + inStep, Math.min(1, mostTogether));
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
