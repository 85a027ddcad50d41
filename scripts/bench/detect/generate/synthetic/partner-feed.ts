import type { Random } from "../../../../../lib/sim/random.ts";
import { between, minuteCounts, scattered } from "./minute-course.ts";

/** Held out. Partners send while their office is open: a plateau each, with edges, in different time zones. */
export function partnerFeed(random: Random): number[] {
  const partners = Array.from({ length: 3 }, () => ({
    opensAt: Math.floor(between(random, 0, 1440)),
    openMinutes: between(random, 7, 10) * 60,
    perMinute: between(random, 5, 35),
    worksAtWeekends: random.uniform() < 0.3,
  }));
  return minuteCounts(({ ofDay, isWeekend }) =>
    scattered(
      random,
      partners.reduce((rate, { opensAt, openMinutes, perMinute, worksAtWeekends }) => {
        const isOpen = (ofDay - opensAt + 1440) % 1440 < openMinutes && (worksAtWeekends || !isWeekend);
        return rate + (isOpen ? perMinute : 0);
      }, 0.5),
      0.2,
    ),
  );
}
