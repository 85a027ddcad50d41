import type { Random } from "../../../../../lib/sim/random.ts";
import { between, dayCourse, minuteCounts, scattered, slowMood } from "./minute-course.ts";

/** Steady web traffic: a broad day, a dip at night, quieter weekends. */
export function webShop(random: Random): number[] {
  const peakPerMinute = between(random, 40, 160);
  const weekendRatio = between(random, 0.5, 0.85);
  const midday = between(random, 9, 19);
  const course = dayCourse(
    [
      { hour: midday, widthHours: 3.5, height: 1 },
      { hour: (midday + 6) % 24, widthHours: 2, height: 0.8 },
    ],
    between(random, 0.08, 0.25),
  );
  const mood = slowMood(random, 0.12, 120);
  return minuteCounts(({ ofDay, isWeekend }) =>
    scattered(random, peakPerMinute * course(ofDay) * (isWeekend ? weekendRatio : 1) * mood(), 0.12),
  );
}
