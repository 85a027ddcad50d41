import { MEASUREMENTS, type Measurement, type Window } from "../domain/observation.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";

/** One number per minute and measurement. Grows stale nowhere: what a brake changes is changed in place (see overlay.ts). */
export type Minutes = {
  readonly startMs: EpochMs;
  readonly length: number;
  readonly series: Readonly<Partial<Record<Measurement, readonly number[]>>>;
};

const SLOT_MS = 300 * SECOND_MS;
const MINUTES_PER_SLOT = SLOT_MS / MINUTE_MS;

/** A maximum is as high in every minute of its period; everything else is a sum and spreads evenly. */
const isMaximum = (measurement: Measurement): boolean => measurement === "maxConcurrency";

export const minuteOf = ({ startMs }: Minutes, index: number): EpochMs => startMs + index * MINUTE_MS;
export const minuteIndex = ({ startMs }: Minutes, atMs: EpochMs): number =>
  Math.floor((atMs - startMs) / MINUTE_MS);

/** The history minute by minute; a period of 300 s becomes five alike. @throws {RangeError} on other periods */
export function minutesOf({ startMs, periodSeconds, series }: Window): Minutes {
  if (periodSeconds !== 60 && periodSeconds !== 300)
    throw new RangeError(`minutesOf: periods must be of 60 or 300 s, got ${periodSeconds}`);
  const factor = periodSeconds / 60;
  const expanded: Partial<Record<Measurement, readonly number[]>> = {};
  for (const measurement of MEASUREMENTS) {
    const values = series[measurement];
    if (values === undefined) continue;
    const share = isMaximum(measurement) ? 1 : factor;
    expanded[measurement] = Array.from(
      { length: values.length * factor },
      (_, index) => (values[Math.floor(index / factor)] ?? 0) / share,
    );
  }
  return { startMs, length: (expanded.invocations ?? []).length, series: expanded };
}

/** The same in whole slots of 5 minutes, which is what baselines are learned from. */
export function slotsOf(minutes: Minutes): Window {
  const firstMs = Math.ceil(minutes.startMs / SLOT_MS) * SLOT_MS;
  const first = minuteIndex(minutes, firstMs);
  const length = Math.max(0, Math.floor((minutes.length - first) / MINUTES_PER_SLOT));
  const series: Partial<Record<Measurement, readonly number[]>> = {};
  for (const measurement of MEASUREMENTS) {
    const values = minutes.series[measurement];
    if (values === undefined) continue;
    const joined = new Array<number>(length).fill(0);
    for (let index = 0; index < length * MINUTES_PER_SLOT; index += 1) {
      const slot = Math.floor(index / MINUTES_PER_SLOT);
      const value = values[first + index] ?? 0;
      const before = joined[slot] ?? 0;
      joined[slot] = isMaximum(measurement) ? Math.max(before, value) : before + value;
    }
    series[measurement] = joined;
  }
  return {
    startMs: firstMs,
    periodSeconds: SLOT_MS / SECOND_MS,
    finalUntilMs: firstMs + length * SLOT_MS,
    series,
  };
}
