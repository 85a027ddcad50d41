import type { Baseline } from "../../domain/baseline.ts";
import type { Courses } from "../detector.ts";
import { HORIZONS, type Horizon } from "../horizons.ts";
import { type Rise, riseOver } from "../rise.ts";
import { usualRunMs } from "../usual.ts";

/** A rise of the account's total. */
export type TotalRise = Rise & {
  readonly finding: Horizon["finding"];
  /** What rose: runs, or billed milliseconds. */
  readonly of: keyof Courses;
};

export const NO_RISE: TotalRise = {
  score: 0,
  minutes: 0,
  level: 0,
  expected: 0,
  finding: "volume",
  of: "runs",
};

/**
 * What is chance in each of many functions evens out in their total, and what they have in common adds up: half the
 * excess is as telling there. A single period is a blip.
 *
 * Source: Lakhina, Crovella & Diot (2004), "Diagnosing Network-Wide Traffic Anomalies", SIGCOMM: what is small in every
 * link stands out in all of them together.
 */
const TOTAL_HORIZONS = HORIZONS.map((horizon, index) => ({
  ...horizon,
  index,
  timesExpected: 1 + (horizon.timesExpected - 1) / 2,
})).filter(({ blocks }) => blocks > 1);

/**
 * How far the account's total rises above its own baseline, by the horizon and the measure that say most; a score of 1
 * is the cut.
 *
 * @param short the last two hours in minutes
 * @param long  the last hours in longer periods; absent: what creeps in is not looked for
 */
export function totalRise(short: Courses, long: Courses | undefined, baseline: Baseline): TotalRise {
  const rises = TOTAL_HORIZONS.flatMap(({ index, ...horizon }) => {
    const courses = horizon.finding === "drift" ? long : short;
    return (["runs", "durationMs"] as const).flatMap((of): TotalRise[] => {
      const course = courses?.[of];
      if (course === undefined) return [];
      const profile = of === "runs" ? baseline.invocations : baseline.durationMs;
      const unit = of === "runs" ? 1 : usualRunMs(baseline);
      const rise = riseOver(course, course.length, profile, unit, horizon, profile.ownBursts[index] ?? 0);
      return rise === undefined ? [] : [{ ...rise, finding: horizon.finding, of }];
    });
  });
  return rises.reduce((highest, rise) => (rise.score > highest.score ? rise : highest), NO_RISE);
}
