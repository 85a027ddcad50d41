import { normalAt, SALTS, slowNoiseAt } from "./draws.ts";
import { type Fleet, isAsynchronous, type Total } from "./fleet.ts";
import type { FleetFunction } from "./fleet-function.ts";

/** Functions with one course, or timers with one pace, as if they were one function. */
type Pool = {
  perMinute: number;
  msPerMinute: number;
  /** Of the milliseconds of a minute when chance alone decides. */
  chanceMs2: number;
  /** Of the milliseconds of a minute for the noise that each has of its own, if its ratio were 1. */
  noiseMs2: number;
  eventsPerMinute: number;
  errorsPerMinute: number;
};

const emptyPool = (): Pool => ({
  perMinute: 0,
  msPerMinute: 0,
  chanceMs2: 0,
  noiseMs2: 0,
  eventsPerMinute: 0,
  errorsPerMinute: 0,
});

const OWN_NOISE = 0.2;
const OWN_NOISE_MINUTES = 16;

/** What many small functions do together, from their summed means and variances: as good as their sum, at the price of one. */
export function pooledTotals(
  { seed, courses }: Fleet,
  members: readonly FleetFunction[],
): (minute: number) => Total {
  const byCourse = courses.map(emptyPool);
  const timers = new Map<number, readonly Pool[]>();
  for (const member of members) {
    const { timer } = member;
    if (timer === undefined) addTo(byCourse[member.course], member, member.perMinute);
    else {
      const { everyMinutes, atMinute } = timer;
      const phases = timers.get(everyMinutes) ?? Array.from({ length: everyMinutes }, emptyPool);
      timers.set(everyMinutes, phases);
      addTo(phases[atMinute], member, 1);
    }
  }
  return (minute) => {
    const total = { runs: 0, durationMs: 0, errors: 0, events: 0 };
    for (const [index, pool] of byCourse.entries()) {
      const factor = courses[index]?.factors[minute] ?? 0;
      const own = slowNoiseAt(OWN_NOISE_MINUTES, seed, -2 - index, minute, SALTS.ownNoise);
      const chance = normalAt(seed, -2 - index, minute, SALTS.runs);
      const ms =
        factor * pool.msPerMinute +
        Math.sqrt(factor * pool.chanceMs2) * chance +
        OWN_NOISE * factor * Math.sqrt(pool.noiseMs2) * own;
      const ratio = pool.msPerMinute === 0 ? 0 : Math.max(0, ms) / pool.msPerMinute;
      addRatio(total, pool, ratio);
    }
    for (const [everyMinutes, phases] of timers) addRatio(total, phases[minute % everyMinutes], 1);
    return total;
  };
}

function addTo(pool: Pool | undefined, member: FleetFunction, perMinute: number): void {
  if (pool === undefined) return;
  const ms = perMinute * member.runMs;
  pool.perMinute += perMinute;
  pool.msPerMinute += ms;
  pool.chanceMs2 += 1.25 * ms * member.runMs;
  pool.noiseMs2 += ms ** 2;
  pool.errorsPerMinute += perMinute * member.errorRatio;
  if (isAsynchronous(member)) pool.eventsPerMinute += perMinute;
}

function addRatio(
  total: { runs: number; durationMs: number; errors: number; events: number },
  pool: Pool | undefined,
  ratio: number,
): void {
  if (pool === undefined) return;
  total.runs += Math.round(pool.perMinute * ratio);
  total.durationMs += Math.round(pool.msPerMinute * ratio);
  total.errors += Math.round(pool.errorsPerMinute * ratio);
  total.events += Math.round(pool.eventsPerMinute * ratio);
}
