import type { Random } from "../../../../../lib/sim/random.ts";
import { between, minuteCounts } from "./minute-course.ts";

/** Nothing but schedules: every minute, every five minutes, every hour, every night, and one on working days only. */
export function timers(random: Random): number[] {
  const everyMinute = Math.round(between(random, 1, 4));
  const everyFiveMinutes = Math.round(between(random, 3, 12));
  const everyHour = Math.round(between(random, 30, 90));
  const hourlyMinute = Math.floor(between(random, 0, 60));
  const nightlyFrom = Math.floor(between(random, 60, 300));
  const nightlyMinutes = Math.round(between(random, 10, 25));
  const nightlyPerMinute = between(random, 60, 200);
  const reportAt = Math.floor(between(random, 360, 540));
  const reportRuns = between(random, 40, 120);
  return minuteCounts(({ index, ofDay, isWeekend }) => {
    let runs = everyMinute;
    if (index % 5 === 0) runs += everyFiveMinutes;
    // A late start now and then, as schedulers have.
    const lateMinutes = ofDay % 60 === hourlyMinute || random.uniform() < 0.9 ? 0 : 1;
    if (ofDay % 60 === (hourlyMinute + lateMinutes) % 60) runs += random.poisson(everyHour);
    if (ofDay >= nightlyFrom && ofDay < nightlyFrom + nightlyMinutes)
      runs += random.poisson(nightlyPerMinute);
    if (!isWeekend && ofDay === reportAt) runs += random.poisson(reportRuns);
    return runs;
  });
}
