import { metricsOf } from "./first-and-in-turn.ts";
import { usdPerMinuteLate, visibleInTotal } from "./hidden-burn.ts";
import { OFTENEST_LIST_MINUTES } from "./listing-turn.ts";
import { howManyOfTheNoisiest, type Reads } from "./noisiest.ts";
import { powerOfTwoFrom, readingIntervals } from "./reading-interval.ts";
import { withoutNoise } from "./usual-noise.ts";
import type { WeighedFleet, WeighedFunction } from "./weigh-fleet.ts";

/** How often each function is read, as the money allows. */
export type ReadingPlan = {
  /** Read each minute, since their noise would hide what the others do. */
  readonly noisiest: readonly WeighedFunction[];
  /** A power of two. */
  readonly cycleMinutes: number;
  /** All the others that are not read each minute anyway; in the same order how often, and what is at stake. */
  readonly swept: readonly WeighedFunction[];
  readonly readsPerCycle: ArrayLike<number>;
  readonly usdPerMinuteLate: ArrayLike<number>;
  /** All functions are read at once so often; `Infinity`: never. */
  readonly wholeLookMinutes: number;
  /** The last hours of each are read so often. */
  readonly longLookMinutes: number;
  /** Metrics a minute that go to functions whose turn it is, and to those that are read each minute. */
  readonly turnReadsPerMinute: number;
  /** Metrics a minute that are left for asking who ran and for reading those that woke. */
  readonly listReadsPerMinute: number;
  /** Metrics a minute that all of it comes to, and that would be worth their price. */
  readonly readsPerMinute: number;
  readonly worthwhileReadsPerMinute: number;
};

/** Of the reads that are left for it, so many always go to the sweep, however many functions are to be read each minute. */
const LEAST_FOR_SWEEP = 0.25;
/** What creeps in over hours is looked for with so many of the reads, and at most about once an hour. */
const FOR_LONG_LOOKS = 0.125;
const LEAST_LONG_LOOK_MINUTES = 64;
/** The account as a whole is judged with so many of the reads: what rises a little in many at once shows only there. */
const FOR_WHOLE_LOOKS = 0.125;
/** More than so many cannot be read in one minute beside all else. */
const MOST_IN_WHOLE_LOOK = 5_000;
/** So many more go to the list of who ran and to those that woke: they tell more than any function whose turn it is. */
const FOR_LISTS = 0.125;
/** Nobody waits longer, as long as the reads suffice for that: four hours, a power of two. */
const LONGEST_MINUTES = 256;
/** Where they do not suffice, so many of them go to reading everybody some time. */
const FOR_LONGEST = 0.5;
const STEPS_TO_DOUBLE = 32;
/** A minute: so that nothing is divided by nothing where no money is left. */
const LEAST_READS = 0.01;

/**
 * @param eachMinute read every minute and paid from the steady reads: the owner's watch list
 * @param suspects   read every minute and paid from what is saved for suspicions
 */
export function planReading(
  fleet: WeighedFleet,
  allowance: Reads,
  eachMinute: ReadonlySet<string>,
  suspects: ReadonlySet<string>,
): ReadingPlan {
  const isAttended = ({ functionName }: WeighedFunction): boolean =>
    suspects.has(functionName) || eachMinute.has(functionName);
  const attended = fleet.functions.filter(isAttended);
  const others = attended.length === 0 ? fleet.functions : fleet.functions.filter((one) => !isAttended(one));
  const noise = attended.reduce((rest, one) => withoutNoise(rest, one.noise), fleet.noise);
  const onWatchList = metricsOf(attended.filter(({ functionName }) => !suspects.has(functionName)));

  const steady = inSteps(Math.max(allowance.readsPerMinute, allowance.freeReadsPerMinute));
  const reads: Reads = {
    readsPerMinute: Math.max(steady - onWatchList, LEAST_FOR_SWEEP * steady),
    freeReadsPerMinute: Math.max(0, allowance.freeReadsPerMinute - onWatchList),
  };
  const worthwhile = howManyOfTheNoisiest(others, noise, {
    ...reads,
    readsPerMinute: (reads.readsPerMinute * (1 - FOR_LONG_LOOKS)) / (1 + FOR_LISTS),
  });
  const noisiest = others.slice(0, worthwhile.count);
  const swept = others.slice(worthwhile.count);
  const onNoisiest = metricsOf(noisiest);

  const longLookMinutes = powerOfTwoFrom(
    Math.max(
      LEAST_LONG_LOOK_MINUTES,
      fleet.functions.length / (FOR_LONG_LOOKS * Math.max(LEAST_READS, worthwhile.readsPerMinute)),
    ),
  );
  const wholeLookMinutes = wholeLookEvery(swept, worthwhile.readsPerMinute);
  const onLongLooks = fleet.functions.length / longLookMinutes;
  const listRatio = wholeLookMinutes > OFTENEST_LIST_MINUTES ? FOR_LISTS : 0;
  const forRest = Math.max(0, reads.readsPerMinute / (1 + listRatio) - onNoisiest - onLongLooks);
  const longestMinutes = longestWait(metricsOf(swept), forRest);
  const visible = visibleInTotal(noisiest.reduce((left, one) => withoutNoise(left, one.noise), noise));
  const late = new Float64Array(swept.length);
  swept.forEach((one, index) => {
    late[index] = usdPerMinuteLate(one, visible);
  });
  const intervals = readingIntervals(swept, late, {
    readsPerMinute: forRest,
    freeReadsPerMinute: Math.min(forRest, Math.max(0, reads.freeReadsPerMinute - onNoisiest - onLongLooks)),
    wholeLookMinutes,
    longestMinutes,
  });
  const withLists = (onSwept: number): number => (1 + listRatio) * (onNoisiest + onLongLooks + onSwept);
  return {
    noisiest,
    swept,
    readsPerCycle: intervals.readsPerCycle,
    cycleMinutes: intervals.cycleMinutes,
    usdPerMinuteLate: late,
    wholeLookMinutes,
    longLookMinutes,
    turnReadsPerMinute: onWatchList + onNoisiest + intervals.readsPerMinute,
    listReadsPerMinute: listRatio * (onNoisiest + onLongLooks + intervals.readsPerMinute),
    readsPerMinute: onWatchList + withLists(intervals.readsPerMinute),
    worthwhileReadsPerMinute: onWatchList + withLists(intervals.worthwhileReadsPerMinute),
  };
}

/** What may be spent changes a little each minute; in steps of 2 % it moves nobody's turn for hours. */
const inSteps = (value: number): number =>
  value === 0 ? 0 : 2 ** (Math.floor(Math.log2(value) * STEPS_TO_DOUBLE) / STEPS_TO_DOUBLE);

function longestWait(metrics: number, readsPerMinute: number): number {
  if (metrics <= LONGEST_MINUTES * readsPerMinute) return LONGEST_MINUTES;
  return powerOfTwoFrom(metrics / (FOR_LONGEST * Math.max(LEAST_READS, readsPerMinute)));
}

function wholeLookEvery(rest: readonly WeighedFunction[], readsPerMinute: number): number {
  const minutes = powerOfTwoFrom(metricsOf(rest) / (FOR_WHOLE_LOOKS * Math.max(LEAST_READS, readsPerMinute)));
  return rest.length > MOST_IN_WHOLE_LOOK || minutes > LONGEST_MINUTES ? Number.POSITIVE_INFINITY : minutes;
}
