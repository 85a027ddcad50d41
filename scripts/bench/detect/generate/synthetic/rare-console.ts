import type { Random } from "../../../../../lib/sim/random.ts";
import { between, minuteCounts } from "./minute-course.ts";

/** An internal page that a few people open on working days, each time with one to three runs. */
export function rareConsole(random: Random): number[] {
  const visitsPerDay = between(random, 2, 6);
  const opensAt = between(random, 6, 14) * 60;
  const openMinutes = 9 * 60;
  return minuteCounts(({ ofDay, isWeekend }) => {
    const isOpen = !isWeekend && ofDay >= opensAt && ofDay < opensAt + openMinutes;
    const visits = random.poisson((visitsPerDay / openMinutes) * (isOpen ? 1 : 0.02));
    return visits === 0 ? 0 : visits + Math.floor(3 * random.uniform());
  });
}
