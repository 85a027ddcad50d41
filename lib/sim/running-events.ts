import type { EpochMs } from "../domain/time.ts";
import { type EventCohort, sizeOf, take } from "./event-cohort.ts";
import type { Invoker } from "./invoker.ts";
import type { Random } from "./random.ts";
import { type StepClock, startOf } from "./step.ts";

/** Runs of one source under way, with the events they carry. */
export type RunningEvents = {
  /** `runs` carry `events` in equal parts; `onEnded` gets each part once its runs are over, with the runs that it took. */
  start(events: EventCohort, runs: number, onEnded: (ended: EndedEvents) => void): void;
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

export function runningEvents(invoker: Invoker, random: Random, clock: StepClock): RunningEvents {
  const underway = new Set<EventCohort>();
  let runsUnderway = 0;
  return {
    start(events, runs, onEnded) {
      const startedMs = startOf(clock.step);
      const carried = { ...events };
      let leftRuns = runs;
      underway.add(carried);
      runsUnderway += runs;
      invoker.start(runs, "drawn", (endedRuns, failedRuns) => {
        const share = (part: number, whole: number, size: number) =>
          part === whole ? size : Math.min(size, random.round((size * part) / whole));
        const succeeded = take(carried, share(endedRuns, leftRuns, sizeOf(carried)), random);
        const failed = take(succeeded, share(failedRuns, endedRuns, sizeOf(succeeded)), random);
        leftRuns -= endedRuns;
        runsUnderway -= endedRuns;
        if (leftRuns === 0) underway.delete(carried);
        onEnded({ succeeded, failed, succeededRuns: endedRuns - failedRuns, startedMs });
      });
    },
    all: () => underway,
    runs: () => runsUnderway,
    isEmpty: () => underway.size === 0,
  };
}
