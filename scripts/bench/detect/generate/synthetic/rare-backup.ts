import type { Random } from "../../../../../lib/sim/random.ts";
import { between, minuteCounts } from "./minute-course.ts";

/** One run a night at the same minute, sometimes with a retry a minute later, and a check every six hours. */
export function rareBackup(random: Random): number[] {
  const nightlyAt = Math.floor(between(random, 60, 360));
  const checkAt = Math.floor(between(random, 0, 360));
  let isRetried = false;
  return minuteCounts(({ ofDay }) => {
    const retries = isRetried ? 1 : 0;
    isRetried = ofDay === nightlyAt && random.uniform() < 0.15;
    return retries + (ofDay === nightlyAt ? 1 : 0) + (ofDay % 360 === checkAt ? 1 : 0);
  });
}
