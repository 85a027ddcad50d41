import type { Random } from "../../../../../lib/sim/random.ts";
import { between, dayCourse, minuteCounts, scattered, slowMood } from "./minute-course.ts";

/** Held out. A game: evenings and weekends, and within them a rise and fall with every round. */
export function matchEvents(random: Random): number[] {
  const peakPerMinute = between(random, 40, 140);
  const weekendRatio = between(random, 1.5, 2.2);
  const roundMinutes = between(random, 18, 35);
  const course = dayCourse([{ hour: between(random, 17, 23), widthHours: 2.5, height: 1 }], 0.05);
  const mood = slowMood(random, 0.25, 180);
  return minuteCounts(({ index, ofDay, isWeekend }) => {
    const round = 1 + 0.35 * Math.sin((2 * Math.PI * index) / roundMinutes);
    return scattered(
      random,
      peakPerMinute * course(ofDay) * (isWeekend ? weekendRatio : 1) * round * mood(),
      0.1,
    );
  });
}
