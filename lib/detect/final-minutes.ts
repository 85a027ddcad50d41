import { finalPeriods, type Measurement, type Window } from "../domain/observation.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

/** What was read of the minutes that no longer change, oldest first. There is nothing else to look at by mistake. */
export type FinalMinutes = {
  readonly startMs: EpochMs;
  readonly length: number;
  /** `length` values, or `undefined` when the measurement was not read. */
  readonly of: (measurement: Measurement) => readonly number[] | undefined;
};

/** @throws {RangeError} when the window's periods are not minutes: the rules of the detectors count minutes */
export function finalMinutes(window: Window): FinalMinutes {
  if (window.periodSeconds * 1000 !== MINUTE_MS)
    throw new RangeError(`finalMinutes: periods must be of 60 s, got ${window.periodSeconds}`);
  const length = finalPeriods(window);
  // Cut once and not at each question: a tick asks ten times for the runs of every function.
  const cut = new Map(
    Object.entries(window.series).map(([measurement, values]) => [measurement, cutTo(values, length)]),
  );
  return { startMs: window.startMs, length, of: (measurement) => cut.get(measurement) };
}

/** The first `length` values; what was not measured is 0, since there is no datapoint for zero. */
const cutTo = (values: readonly number[], length: number): readonly number[] =>
  values.length >= length
    ? values.slice(0, length)
    : [...values, ...new Array<number>(length - values.length).fill(0)];

/** Start of the minute at `index`. */
export const minuteAt = ({ startMs }: FinalMinutes, index: number): EpochMs => startMs + index * MINUTE_MS;

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
