import { usdPerMinuteLate, visibleInTotal } from "./hidden-burn.ts";
import { PRICE_RATIO, USD_PER_READ_PER_MINUTE } from "./reading-interval.ts";
import { type Noise, withoutNoise } from "./usual-noise.ts";
import type { WeighedFunction } from "./weigh-fleet.ts";

/** What may be read steadily. */
export type Reads = {
  readonly readsPerMinute: number;
  readonly freeReadsPerMinute: number;
};

/** Of the reads, so many may go to them: the rest has to be read, too. */
const MOST_OF_READS = 0.5;

/**
 * How many of the noisiest functions are worth a read each minute. What they do is then known and taken out of the account's
 * total, in which less of what the others do can hide. One more of them is worth it while it spares more on the others than its
 * read would bring if it were spent on them.
 *
 * By the square-root rule, A reads a minute spread over stakes g leave `(sum of sqrt(g))^2 / 2A` unseen a month.
 *
 * @param functions the noisiest first
 * @param noise     of all of them together and of what else is in the total
 * @returns how many, of a series that grows by a half (O(n) for each), and how many reads a minute are worth their price then
 */
export function howManyOfTheNoisiest(
  functions: readonly WeighedFunction[],
  noise: Noise,
  { readsPerMinute, freeReadsPerMinute }: Reads,
): { readonly count: number; readonly readsPerMinute: number } {
  const usdPerRead = PRICE_RATIO * USD_PER_READ_PER_MINUTE;
  let best = { count: 0, readsPerMinute, usd: Number.POSITIVE_INFINITY };
  let rest = noise;
  let reads = 0;
  let taken = 0;
  for (let count = 0; count <= functions.length; count = Math.ceil(1.5 * count + 0.5)) {
    for (; taken < count; taken += 1) {
      const one = functions[taken];
      if (one === undefined) break;
      rest = withoutNoise(rest, one.noise);
      reads += one.metricsPerRead;
    }
    if (reads > MOST_OF_READS * readsPerMinute) break;
    const visible = visibleInTotal(rest);
    let roots = 0;
    for (let index = count; index < functions.length; index += 1) {
      const one = functions[index];
      if (one !== undefined) roots += Math.sqrt(usdPerMinuteLate(one, visible) * one.metricsPerRead);
    }
    const worthwhile = reads + roots / Math.sqrt(2 * usdPerRead);
    const spent = Math.min(readsPerMinute, Math.max(freeReadsPerMinute, worthwhile));
    const unseen = roots === 0 ? 0 : roots ** 2 / (2 * (spent - reads));
    const usd = unseen + usdPerRead * Math.max(0, spent - freeReadsPerMinute);
    if (usd < best.usd) best = { count, readsPerMinute: spent, usd };
  }
  return best;
}
