import type { ReadingAllowance } from "../domain/reading-allowance.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { planReading, type ReadingPlan } from "./reading-plan.ts";
import type { WeighedFleet, WeighedFunction } from "./weigh-fleet.ts";

export type ScheduleInput = {
  readonly nowMs: EpochMs;
  /** Every function of the catalogue. */
  readonly fleet: WeighedFleet;
  /** Functions with an open incident or an active breaker; they are paid from what is saved for suspicions. */
  readonly suspects: ReadonlySet<string>;
  /** Functions that the owner wants to be read every minute. */
  readonly watchListed: ReadonlySet<string>;
  readonly allowance: ReadingAllowance;
};

export type ReadingList = {
  /** Read every minute: suspects, then the watch list, then those whose noise would hide what the others do. */
  readonly always: readonly string[];
  /** Those whose turn it is this minute, the one on which most is at stake first; none of `always`. */
  readonly due: readonly string[];
  /** Of both, the ones whose last hours are read as well, for what creeps in slowly. */
  readonly longLook: { readonly functionNames: readonly string[]; readonly reason: string };
  /** Whether every function is read this minute, so that the account can be judged as a whole. */
  readonly isWholeLook: boolean;
  /** So often it is planned; `Infinity`: never. */
  readonly wholeLookMinutes: number;
  /** Minutes from one read of a function to the next, over all functions. */
  readonly intervals: {
    readonly shortestMinutes: number;
    readonly medianMinutes: number;
    readonly longestMinutes: number;
  };
  /** Metrics a minute that all of it comes to, over the hours. */
  readonly readsPerMinute: number;
  readonly reason: string;
  /** Present when the limit makes reading sparser than it would be worth: one sentence with the numbers. */
  readonly sparser?: string;
};

/** Below this the sum of what is left unseen is hardly more than it would be with all the money. */
const NOTICEABLY_SPARSER = 1.1;

/**
 * Which functions to read this minute, and of which also the last hours. Each has its turn by its name and the time alone, so the
 * same minute gives the same answer and nothing is remembered.
 *
 * For 10,000 functions about 30 ms.
 */
export function chooseReads(input: ScheduleInput): ReadingList {
  const { fleet, suspects, watchListed, nowMs } = input;
  const plan = planReading(fleet, input.allowance, watchListed, suspects);
  const minute = Math.floor(nowMs / MINUTE_MS);
  const isWholeMinute = minute % plan.wholeLookMinutes === 0;
  const everyMinutesOf = (index: number): number => plan.everyMinutes[index] ?? 1;
  const isDue = ({ hash }: WeighedFunction, everyMinutes: number): boolean =>
    isWholeMinute || (everyMinutes < plan.wholeLookMinutes && (minute - hash) % everyMinutes === 0);

  const attended = fleet.functions.filter(({ functionName }) => suspects.has(functionName));
  const listed = fleet.functions.filter(
    ({ functionName }) => watchListed.has(functionName) && !suspects.has(functionName),
  );
  const always = [...attended, ...listed, ...plan.noisiest];
  const due = plan.swept
    .flatMap((of, index) => {
      const everyMinutes = everyMinutesOf(index);
      return isDue(of, everyMinutes)
        ? [{ of, everyMinutes, atStake: plan.usdPerMinuteLate[index] ?? 0 }]
        : [];
    })
    .sort((one, other) => other.atStake - one.atStake);
  const isWholeLook = always.length + due.length === fleet.functions.length;

  const hasLongLook = ({ hash }: WeighedFunction, everyMinutes: number): boolean => {
    // One that is read in whole looks alone has its turn among them.
    const inWholeLooks = everyMinutes >= plan.wholeLookMinutes;
    const stepMinutes = inWholeLooks ? plan.wholeLookMinutes : 1;
    const turns = Math.max(plan.longLookMinutes, inWholeLooks ? 1 : everyMinutes) / stepMinutes;
    return turns <= 1 || (Math.floor(minute / stepMinutes) - hash) % turns === 0;
  };
  const inLongTurn = [
    ...[...listed, ...plan.noisiest].filter((one) => hasLongLook(one, 1)),
    ...due.filter(({ of, everyMinutes }) => hasLongLook(of, everyMinutes)).map(({ of }) => of),
  ];
  const sparser = sparserWords(plan);
  return {
    always: namesOf(always),
    due: namesOf(due.map(({ of }) => of)),
    longLook: {
      functionNames: namesOf([...attended, ...inLongTurn]),
      reason: `suspects, and each other function every ${plan.longLookMinutes} minutes`,
    },
    isWholeLook,
    wholeLookMinutes: plan.wholeLookMinutes,
    intervals: intervalsOf(plan, always.length),
    readsPerMinute: plan.readsPerMinute,
    reason:
      `${attended.length} suspects, ${listed.length} of the watch list, ${plan.noisiest.length} that would hide others, ` +
      `${due.length} of ${plan.swept.length} whose turn it is`,
    ...(sparser === undefined ? {} : { sparser }),
  };
}

const namesOf = (functions: readonly WeighedFunction[]): readonly string[] =>
  functions.map(({ functionName }) => functionName);

function intervalsOf(
  { everyMinutes, wholeLookMinutes }: ReadingPlan,
  eachMinute: number,
): ReadingList["intervals"] {
  const minutes = Float64Array.from(everyMinutes, (each) => Math.min(each, wholeLookMinutes)).sort();
  const at = (index: number): number => (index < eachMinute ? 1 : (minutes[index - eachMinute] ?? 1));
  const count = eachMinute + minutes.length;
  return {
    shortestMinutes: at(0),
    medianMinutes: at(Math.floor(count / 2)),
    longestMinutes: minutes.at(-1) ?? 1,
  };
}

function sparserWords({ readsPerMinute, worthwhileReadsPerMinute }: ReadingPlan): string | undefined {
  if (worthwhileReadsPerMinute < NOTICEABLY_SPARSER * readsPerMinute) return undefined;
  const reads = (value: number): string => value.toPrecision(2);
  return (
    `The limit of the guard's own bill allows ${reads(readsPerMinute)} reads a minute where ` +
    `${reads(worthwhileReadsPerMinute)} would be worth their price: what is small against the account's total is seen later.`
  );
}
