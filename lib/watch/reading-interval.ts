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
  /** So many reads in each cycle, in the order given; whole numbers. */
  readonly readsPerCycle: ArrayLike<number>;
  /** A power of two. */
  readonly cycleMinutes: number;
  /** Metrics a minute that they come to, whole looks included. */
  readonly readsPerMinute: number;
  /** Metrics a minute that would be worth their list price. */
  readonly worthwhileReadsPerMinute: number;
};

const MINUTES_PER_MONTH = 30 * 24 * 60;
/** One metric each minute for a month. */
export const USD_PER_READ_PER_MINUTE = getMetricDataUsd(MINUTES_PER_MONTH);
/**
 * How often something goes wrong is a guess, and an owner who sets a limit would rather know than save: as far as the limit reaches, reads
 * count a tenth of their list price.
 */
export const PRICE_RATIO = 0.1;
/** The factor by which all are read more or less often than the rule says is looked for up to this power of two, */
const WIDEST = 20;
/** and found to a thousandth. */
const HALVINGS = 15;
/** A cycle is twice the longest interval. */
const LEAST_READS_PER_CYCLE = 2;

/**
 * How often each function is to be read.
 *
 * Reading every T minutes costs `c / T` and leaves a case unseen for T / 2 minutes on average, so that the sum is least at
 * `T = sqrt(2 c / usdPerMinuteLate)`. Where the money does not reach, all reads get dearer by the same factor, which keeps the sum of
 * what is lost least for the money. Where free reads would lapse, they get cheaper.
 *
 * Each function gets a whole number of reads in a cycle of twice the longest interval, rounded up or down by its name, so that the
 * reads of many come to what was meant.
 *
 * @param usdPerMinuteLate what is lost for each minute that a case is seen later, USD per month, >= 0: cases per month times the USD
 *                         per minute that stay hidden; in the order of the functions
 *
 * O(n) for each of 15 halvings. Source of the rule: the economic order quantity, Harris (1913), "How Many Parts to Make at Once".
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
  const cycleMinutes = 2 * terms.longestMinutes;
  const readsPerCycle = new Float64Array(functions.length);
  /** Sets the reads for rates that are `factor` times what the rule says. */
  const readsAt = (factor: number): number => {
    let reads = 0;
    functions.forEach(({ metricsPerRead, hash }, index) => {
      const wanted = (worthwhileRates[index] ?? 0) * factor * cycleMinutes;
      const given = Math.min(
        cycleMinutes,
        Math.max(LEAST_READS_PER_CYCLE, Math.floor(wanted + roundingOf(hash))),
      );
      readsPerCycle[index] = given;
      reads += metricsPerRead * rateWithWholeLooks(given / cycleMinutes, terms.wholeLookMinutes);
    });
    return reads;
  };
  const worthwhile = readsAt(1);
  const wanted = readsAt(1 / Math.sqrt(PRICE_RATIO));
  const isWithin = wanted <= terms.readsPerMinute;
  if (isWithin && wanted >= terms.freeReadsPerMinute)
    return { readsPerCycle, cycleMinutes, readsPerMinute: wanted, worthwhileReadsPerMinute: worthwhile };
  const target = isWithin ? terms.freeReadsPerMinute : terms.readsPerMinute;
  let [low, high] = [-WIDEST, WIDEST];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (readsAt(2 ** middle) <= target) low = middle;
    else high = middle;
  }
  const readsPerMinute = readsAt(2 ** low);
  return { readsPerCycle, cycleMinutes, readsPerMinute, worthwhileReadsPerMinute: worthwhile };
}

/** Reads a minute by the square-root rule; may be more than one. */
const worthwhileRate = (usdPerMinuteLate: number, metricsPerRead: number): number =>
  Math.sqrt(usdPerMinuteLate / (2 * metricsPerRead * USD_PER_READ_PER_MINUTE));

/** Reads a minute of a function that is also read whenever all are. */
const rateWithWholeLooks = (rate: number, wholeLookMinutes: number): number =>
  rate * wholeLookMinutes <= 1 ? 1 / wholeLookMinutes : rate + (1 - rate) / wholeLookMinutes;

/** A name's number in [0, 1). Its turn comes from the low bits of the hash, so this takes the high ones. */
const roundingOf = (hash: number): number => Math.floor(hash / 2 ** 20) / 2 ** 12;

/** The least power of two that is not below `value`, at least 1. */
export const powerOfTwoFrom = (value: number): number => 2 ** Math.max(0, Math.ceil(Math.log2(value)));
