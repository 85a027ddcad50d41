import type { Random } from "../../../../../lib/sim/random.ts";
import { between, DAYS, dayCourse, MINUTES_PER_DAY, minuteCounts } from "./minute-course.ts";

/** An even stream that hardly knows day from night and grows a little from week to week. */
export function streamConsumer(random: Random): number[] {
  const perMinute = between(random, 15, 70);
  const growth = between(random, 0, 0.25);
  const course = dayCourse(
    [{ hour: between(random, 0, 24), widthHours: 5, height: 1 }],
    between(random, 0.8, 0.95),
  );
  return minuteCounts(({ index, ofDay }) =>
    random.poisson(perMinute * course(ofDay) * (1 + (growth * index) / (DAYS * MINUTES_PER_DAY))),
  );
}
