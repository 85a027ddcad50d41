import type { Random } from "../../../../../lib/sim/random.ts";
import { between, dayCourse, minuteCounts, scattered, slowMood } from "./minute-course.ts";

/** Sharp peaks at noon and in the evening, next to nothing at night, more at weekends. */
export function mealOrders(random: Random): number[] {
  const peakPerMinute = between(random, 25, 90);
  const weekendRatio = between(random, 1.2, 1.6);
  const laterHours = between(random, -5, 5);
  const hour = (local: number): number => (local + laterHours + 24) % 24;
  const course = dayCourse(
    [
      { hour: hour(12.3), widthHours: 0.9, height: 0.7 },
      { hour: hour(19), widthHours: 1.4, height: 1 },
    ],
    between(random, 0.01, 0.04),
  );
  const mood = slowMood(random, 0.2, 90);
  return minuteCounts(({ ofDay, isWeekend }) =>
    scattered(random, peakPerMinute * course(ofDay) * (isWeekend ? weekendRatio : 1) * mood(), 0.15),
  );
}
