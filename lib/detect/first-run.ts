import { finalPeriods, type Window } from "../domain/observation.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";

/** Number of final periods before the first one with a run; all of them when nothing ran. */
export function periodsBeforeFirstRun(history: Window): number {
  const length = finalPeriods(history);
  const first = history.series.invocations?.slice(0, length).findIndex((runs) => runs > 0) ?? -1;
  return first === -1 ? length : first;
}

/** Start of the first final period with a run; infinitely late when nothing ran. */
export function firstRunMs(history: Window): EpochMs {
  const before = periodsBeforeFirstRun(history);
  return before === finalPeriods(history)
    ? Number.POSITIVE_INFINITY
    : history.startMs + before * history.periodSeconds * SECOND_MS;
}
