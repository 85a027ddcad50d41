import { MEASUREMENTS, type Measurement, type Window } from "../domain/observation.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

/** One number per minute and measurement. */
export type Minutes = {
  readonly startMs: EpochMs;
  readonly length: number;
  readonly series: Readonly<Partial<Record<Measurement, readonly number[]>>>;
};

/** A maximum is as high in every minute of its period; everything else is a sum and spreads evenly. */
const isMaximum = (measurement: Measurement): boolean =>
  measurement === "maxConcurrency" || measurement === "iteratorAgeMs";

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
