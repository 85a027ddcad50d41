import { getMetricDataUsd } from "../pricing/guard-bill.ts";

/** A function whose interval is looked for. */
export type Readable = {
  /** What a read of it is billed as. */
  readonly metricsPerRead: number;
  /** Of its name. */
  readonly hash: number;
};

export type IntervalTerms = {
  /** May be broken, >= 0. */
  readonly readsPerMinute: number;
  /** Of them, the ones that cost nothing and would lapse. */
  readonly freeReadsPerMinute: number;
  /** Every so many minutes all are read at once anyway; `Infinity`: never. A power of two. */
  readonly wholeLookMinutes: number;
  /** Nobody waits longer; a power of two. */
  readonly longestMinutes: number;
};

export type Intervals = {
  /** Minutes from one read to the next, in the order given: powers of two. */
  readonly minutes: ArrayLike<number>;
  /** Metrics a minute that they come to, whole looks included. */
  readonly readsPerMinute: number;
  /** Metrics a minute that would be worth their price. */
  readonly worthwhileReadsPerMinute: number;
};

const MINUTES_PER_MONTH = 30 * 24 * 60;
/** One metric each minute for a month. */
export const USD_PER_READ_PER_MINUTE = getMetricDataUsd(MINUTES_PER_MONTH);
/** The factor by which all are read more or less often than the rule says is looked for up to this power of two, */
const WIDEST = 20;
/** and found to a thousandth. */
const HALVINGS = 14;

/**
 * How often each function is to be read.
 *
 * Reading every T minutes costs `c / T` and leaves a case unseen for T / 2 minutes on average, so that the sum is least at
 * `T = sqrt(2 c / usdPerMinuteLate)`. Where the money does not reach, all reads get dearer by the same factor, which keeps the sum of
 * what is lost least for the money. Where free reads would lapse, they get cheaper.
 *
 * Intervals are powers of two, whose turns lie within each other: one that changes between two minutes loses nobody's turn, though
 * nothing is remembered. Between two powers, so many functions have the shorter one that the reads come to what was meant;
 * which of them is fixed by the name. This leaves about 6 % more unseen than broken intervals would.
 *
 * @param usdPerMinuteLate what is lost for each minute that a case is seen later, USD per month, >= 0: cases per month times the USD
 *                         per minute that stay hidden; in the order of the functions
 *
 * O(n) for each of 14 halvings. Source of the rule: the economic order quantity, Harris (1913), "How Many Parts to Make at Once".
 */
export function readingIntervals(
  functions: readonly Readable[],
  usdPerMinuteLate: ArrayLike<number>,
  terms: IntervalTerms,
): Intervals {
  const worthwhileRates = new Float64Array(functions.length);
  functions.forEach(({ metricsPerRead }, index) => {
    worthwhileRates[index] = worthwhileRate(usdPerMinuteLate[index] ?? 0, metricsPerRead);
  });
  const minutes = new Float64Array(functions.length);
  /** Sets the intervals for rates that are `factor` times what the rule says. */
  const readsAt = (factor: number): number => {
    let reads = 0;
    functions.forEach(({ metricsPerRead, hash }, index) => {
      const every = intervalOf((worthwhileRates[index] ?? 0) * factor, hash, terms.longestMinutes);
      minutes[index] = every;
      reads += metricsPerRead * rateOf(every, terms.wholeLookMinutes);
    });
    return reads;
  };
  const worthwhile = readsAt(1);
  const isWithin = worthwhile <= terms.readsPerMinute;
  if (isWithin && worthwhile >= terms.freeReadsPerMinute)
    return { minutes, readsPerMinute: worthwhile, worthwhileReadsPerMinute: worthwhile };
  const target = isWithin ? terms.freeReadsPerMinute : terms.readsPerMinute;
  let [low, high] = isWithin ? [0, WIDEST] : [-WIDEST, 0];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (readsAt(2 ** middle) <= target) low = middle;
    else high = middle;
  }
  return { minutes, readsPerMinute: readsAt(2 ** low), worthwhileReadsPerMinute: worthwhile };
}

/** Reads a minute by the square-root rule; may be more than one. */
const worthwhileRate = (usdPerMinuteLate: number, metricsPerRead: number): number =>
  Math.sqrt(usdPerMinuteLate / (2 * metricsPerRead * USD_PER_READ_PER_MINUTE));

/** Reads a minute of a function that is also read whenever all are. */
const rateOf = (minutes: number, wholeLookMinutes: number): number =>
  minutes >= wholeLookMinutes ? 1 / wholeLookMinutes : 1 / minutes + (1 - 1 / minutes) / wholeLookMinutes;

/** The low bits of the hash say when its turn is, the high ones on which side of its rate it is rounded. */
const LOW_BITS = 2 ** 20;
const HIGH_VALUES = 2 ** 12;

function intervalOf(rate: number, hash: number, longestMinutes: number): number {
  if (rate >= 1) return 1;
  if (rate * longestMinutes <= 1) return longestMinutes;
  // The power of two that is just not longer than 1 / rate: 32-bit leading zeros are a fast logarithm of whole numbers.
  const shorter = 2 ** (31 - Math.clz32(1 / rate));
  const shareOfShorter = 2 * shorter * rate - 1;
  return Math.floor(hash / LOW_BITS) / HIGH_VALUES < shareOfShorter ? shorter : 2 * shorter;
}

/** The least power of two that is not below `value`, at least 1. */
export const powerOfTwoFrom = (value: number): number => 2 ** Math.max(0, Math.ceil(Math.log2(value)));
