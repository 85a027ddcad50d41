import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { runningSums } from "../stats/running-sums.ts";
import { expectedPerMinute, type Season, SLOT_MS } from "./expectation.ts";

/** What was counted beside what was expected, as running sums: any stretch of it is two subtractions. */
export type Course = {
  readonly stepMinutes: number;
  /** Number of periods; both sums have one element more. */
  readonly length: number;
  readonly actual: Float64Array;
  readonly expected: Float64Array;
};

/** An idle function expects a thousandth of an event per period, so that ratios stay finite. */
const LEAST_EXPECTED = 0.001;

/**
 * @param values sums per period, oldest first
 * @param startMs start of the first period
 * @param unit size of one event: 1 for counts, the mean run for summed milliseconds, > 0
 */
export function courseOf(
  values: ArrayLike<number>,
  startMs: EpochMs,
  stepMinutes: number,
  season: Season,
  unit: number,
): Course {
  const expected = new Float64Array(values.length + 1);
  const least = LEAST_EXPECTED * unit;
  let slot = Number.NaN;
  let perStep = 0;
  let total = 0;
  for (let index = 0; index < values.length; index += 1) {
    const atMs = startMs + index * stepMinutes * MINUTE_MS;
    const slotNow = Math.floor(atMs / SLOT_MS);
    if (slotNow !== slot) perStep = Math.max(least, expectedPerMinute(season, atMs) * stepMinutes);
    slot = slotNow;
    total += perStep;
    expected[index + 1] = total;
  }
  return { stepMinutes, length: values.length, actual: runningSums(values), expected };
}
