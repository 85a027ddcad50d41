import type { EpochMs } from "../domain/time.ts";
import { type EventCohort, newEvents, sizeOf, take } from "./event-cohort.ts";
import type { Invoker, OnEnded } from "./invoker.ts";
import type { Random } from "./random.ts";
import { type StepClock, startOf } from "./step.ts";

/** Runs of one source under way, with the events they carry. */
export type RunningEvents = {
  /** Takes `events` over: `runs` carry them in equal parts; `onEnded` gets each part once its runs are over, with the runs that it took. */
  start(events: EventCohort, runs: number, onEnded: (ended: EndedEvents) => void, mostAtOnce?: number): void;
  all(): Iterable<EventCohort>;
  runs(): number;
  isEmpty(): boolean;
};

export type EndedEvents = {
  readonly succeeded: EventCohort;
  readonly failed: EventCohort;
  readonly succeededRuns: number;
  readonly startedMs: EpochMs;
};

const NOTHING: EventCohort = newEvents(0, 0, 0);

export function runningEvents(invoker: Invoker, random: Random, clock: StepClock): RunningEvents {
  const underway = new Set<EventCohort>();
  let runsUnderway = 0;
  const share = (part: number, whole: number, events: EventCohort) =>
    part === whole ? sizeOf(events) : Math.min(sizeOf(events), random.round((sizeOf(events) * part) / whole));
  return {
    start(events, runs, onEnded, mostAtOnce) {
      const startedMs = startOf(clock.step);
      let left = events;
      let leftRuns = runs;
      runsUnderway += runs;
      const settle: OnEnded = (endedRuns, failedRuns) => {
        const isLast = endedRuns === leftRuns;
        const succeeded = isLast ? left : take(left, share(endedRuns, leftRuns, left), random);
        const failed =
          failedRuns === 0 ? NOTHING : take(succeeded, share(failedRuns, endedRuns, succeeded), random);
        leftRuns -= endedRuns;
        runsUnderway -= endedRuns;
        if (isLast) {
          underway.delete(left);
          left = NOTHING;
        }
        onEnded({ succeeded, failed, succeededRuns: endedRuns - failedRuns, startedMs });
      };
      invoker.start(runs, "drawn", settle, mostAtOnce);
      if (leftRuns > 0) underway.add(left);
    },
    all: () => underway,
    runs: () => runsUnderway,
    isEmpty: () => underway.size === 0,
  };
}
