import type { ReadingAllowance } from "../domain/reading-allowance.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { planReading, type ReadingPlan } from "./reading-plan.ts";
import { isFirstTurnIn, isTurn, type Turns } from "./turns.ts";
import type { WeighedFleet, WeighedFunction } from "./weigh-fleet.ts";

export type ScheduleInput = {
  readonly nowMs: EpochMs;
  /** Every function of the catalogue. */
  readonly fleet: WeighedFleet;
  /** Functions with an open incident or an active breaker; they are paid from what is saved for suspicions. */
  readonly suspects: ReadonlySet<string>;
  /** Functions that explained a rise of the account's total a moment ago; paid likewise. */
  readonly explaining: ReadonlySet<string>;
  /** Functions that the owner wants to be read every minute. */
  readonly watchListed: ReadonlySet<string>;
  readonly allowance: ReadingAllowance;
};

export type ReadingList = {
  /** Read every minute: suspects, who explains a rise, the watch list, then those whose noise would hide what the others do. */
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
  /** Metrics a minute that `always` and `due` come to, over the hours. */
  readonly turnReadsPerMinute: number;
  /** Metrics a minute that are left for asking who ran and for reading those that woke. */
  readonly listReadsPerMinute: number;
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
  const { fleet, suspects, explaining, watchListed, nowMs } = input;
  const plan = planReading(fleet, input.allowance, watchListed, new Set([...suspects, ...explaining]));
  const minute = Math.floor(nowMs / MINUTE_MS);
  const attended = fleet.functions.filter(({ functionName }) => suspects.has(functionName));
  const busy = fleet.functions.filter(
    ({ functionName }) => explaining.has(functionName) && !suspects.has(functionName),
  );
  const listed = fleet.functions.filter(
    ({ functionName }) =>
      watchListed.has(functionName) && !suspects.has(functionName) && !explaining.has(functionName),
  );
  const always = [...attended, ...busy, ...listed, ...plan.noisiest];
  const due = dueAt(minute, plan);
  const isInLongTurn = ({ hash }: WeighedFunction): boolean => (minute + hash) % plan.longLookMinutes === 0;
  const longLook = [
    ...attended,
    ...[...listed, ...plan.noisiest].filter(isInLongTurn),
    ...due.filter(({ turn }) => turn === "long").map(({ of }) => of),
  ];
  const sparser = sparserWords(plan);
  return {
    always: namesOf(always),
    due: namesOf(due.map(({ of }) => of)),
    longLook: {
      functionNames: namesOf(longLook),
      reason: `suspects, and each other function every ${plan.longLookMinutes} minutes`,
    },
    isWholeLook: always.length + due.length === fleet.functions.length,
    wholeLookMinutes: plan.wholeLookMinutes,
    intervals: intervalsOf(plan, always.length),
    turnReadsPerMinute: plan.turnReadsPerMinute,
    listReadsPerMinute: plan.listReadsPerMinute,
    readsPerMinute: plan.readsPerMinute,
    reason:
      `${attended.length} suspects, ${busy.length} that explain a rise, ${listed.length} of the watch list, ${plan.noisiest.length} that would hide others, ` +
      `${due.length} of ${plan.swept.length} whose turn it is`,
    ...(sparser === undefined ? {} : { sparser }),
  };
}

const namesOf = (functions: readonly WeighedFunction[]): readonly string[] =>
  functions.map(({ functionName }) => functionName);

type Due = {
  readonly of: WeighedFunction;
  readonly turn: "short" | "long";
  readonly atStake: number;
};

/** Those of the swept whose turn it is, the one on which most is at stake first. */
function dueAt(minute: number, plan: ReadingPlan): readonly Due[] {
  const { swept, readsPerCycle, cycleMinutes, usdPerMinuteLate } = plan;
  const due: Due[] = [];
  for (const [index, of] of swept.entries()) {
    const turns = { hash: of.hash, readsPerCycle: readsPerCycle[index] ?? 1, cycleMinutes };
    const turn = turnAt(minute, turns, plan);
    if (turn !== "none") due.push({ of, turn, atStake: usdPerMinuteLate[index] ?? 0 });
  }
  return due.sort((one, other) => other.atStake - one.atStake);
}

/** Whether a function has its turn in this minute, and whether its last hours have theirs. */
function turnAt(minute: number, turns: Turns, plan: ReadingPlan): "none" | "short" | "long" {
  const { wholeLookMinutes, longLookMinutes } = plan;
  const isWholeLook = minute % wholeLookMinutes === 0;
  // One whose interval is longer is read in whole looks alone, and its last hours have their turn among them.
  if (turns.readsPerCycle * wholeLookMinutes <= plan.cycleMinutes) {
    if (!isWholeLook) return "none";
    const wholeLooks = Math.max(1, longLookMinutes / wholeLookMinutes);
    return (minute / wholeLookMinutes + turns.hash) % wholeLooks === 0 ? "long" : "short";
  }
  if (isTurn(turns, minute)) return isFirstTurnIn(longLookMinutes, turns, minute) ? "long" : "short";
  return isWholeLook ? "short" : "none";
}

function intervalsOf(plan: ReadingPlan, eachMinute: number): ReadingList["intervals"] {
  const { readsPerCycle, cycleMinutes, wholeLookMinutes } = plan;
  const intervalOf = (reads: number): number => Math.min(Math.ceil(cycleMinutes / reads), wholeLookMinutes);
  const minutes = Float64Array.from(readsPerCycle, intervalOf).sort();
  const at = (index: number): number => (index < eachMinute ? 1 : (minutes[index - eachMinute] ?? 1));
  return {
    shortestMinutes: at(0),
    medianMinutes: at(Math.floor((eachMinute + minutes.length) / 2)),
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
