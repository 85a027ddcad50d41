import { explains } from "../detect/account/explainers.ts";
import { expectedPerMinute } from "../detect/expectation.ts";
import type { AccountRise } from "../domain/account-rise.ts";
import type { Verdict } from "../domain/anomaly.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { TimeRange, Window } from "../domain/observation.ts";
import { type EpochMs, floorToMinute, MINUTE_MS } from "../domain/time.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { drillDown } from "../watch/drill-down.ts";
import type { WeighedFleet } from "../watch/weigh-fleet.ts";
import type { BaselineOf, ProfileOf } from "./known-account.ts";
import type { Answers } from "./read-each.ts";

/** What was read to find out who is behind a rise of the account's total. */
export type Suspicion = {
  /** Functions read for it. */
  readonly functions: number;
  /** Functions that a ranking query went through; 0: none was asked. */
  readonly ranked: number;
  /** Why those, and what came of it. */
  readonly reason: string;
  /** Whether the ranking names a function that the inventory does not know. */
  readonly foundUnknown: boolean;
};

export type Search = { readonly suspicion: Suspicion; readonly functionNames: readonly string[] };

export type SearchInput = {
  readonly metrics: MetricReader;
  readonly profileOf: ProfileOf;
  readonly fleet: WeighedFleet;
  readonly baselineOf: BaselineOf;
  /** Absent: the total could not be judged. */
  readonly rise: AccountRise | undefined;
  readonly savedReads: number;
  readonly priceRatio: number;
  /** Whether there is money for a ranking query, which is never free. */
  readonly mayRank: boolean;
  /** Functions that were read for a rise a moment ago and had no part in it. */
  readonly inVain: ReadonlySet<string>;
  /** What this tick has read already. */
  readonly read: Answers;
  readonly nowMs: EpochMs;
  /** Reads functions as the tick reads them. */
  readonly ask: (functionNames: readonly string[]) => Promise<Answers>;
  /** Judges a function, and remembers its window and its verdict. */
  readonly judge: (functionName: string, seen: Window | string) => Verdict;
  /** Whether the total is still risen beyond what all that was read explains. */
  readonly isStillRisen: () => boolean;
};

const RANKED_MINUTES = 5;
const RANKED_FUNCTIONS = 500;
/** Of the ranking, those are read that run most beyond what is usual for them. */
const MOST_READ_OF_RANKING = 50;

/**
 * Looks for who is behind a rise: first among the functions that fit what has risen, then, if those do not explain it, by asking
 * CloudWatch who ran most. It spends no more than what is saved for suspicions.
 */
export async function searchForCause(input: SearchInput): Promise<Search> {
  const { nowMs, fleet, rise, savedReads, priceRatio, inVain } = input;
  const drill = drillDown({
    ...{ nowMs, fleet, savedReads, priceRatio, inVain },
    read: new Set(input.read.keys()),
    ...(rise === undefined ? {} : { rise }),
  });
  const functionNames = await readInParts(input, drill.functionNames);
  const found = searched(functionNames, { ranked: 0, reason: drill.reason, foundUnknown: false });
  const isInVain = functionNames.length === drill.functionNames.length && input.isStillRisen();
  if (!isInVain || !drill.isRankingNext || !input.mayRank) return found;
  const ranked = await rankUnread(input);
  if (typeof ranked === "string")
    return searched(functionNames, { ...found.suspicion, reason: `${drill.reason}; ${ranked}` });
  await readAndJudge(input, ranked.functionNames);
  return searched([...functionNames, ...ranked.functionNames], {
    ranked: fleet.functions.length,
    reason: `${drill.reason}; they did not explain it, so CloudWatch was asked who ran most`,
    foundUnknown: ranked.foundUnknown,
  });
}

const searched = (functionNames: readonly string[], found: Omit<Suspicion, "functions">): Search => ({
  functionNames,
  suspicion: { ...found, functions: functionNames.length },
});

/** The most plausible are few and nearly always enough: then the rest need not be paid for. */
const PARTS = [16, 64, Number.POSITIVE_INFINITY] as const;

/** Reads until one of them is found to be behind the rise, or they explain it; those that it has read. */
async function readInParts(input: SearchInput, functionNames: readonly string[]): Promise<readonly string[]> {
  let read = 0;
  for (const size of PARTS) {
    const part = functionNames.slice(read, read + size);
    if (part.length === 0) break;
    read += part.length;
    if ((await readAndJudge(input, part)) || !input.isStillRisen()) break;
  }
  return functionNames.slice(0, read);
}

/** Whether one of them is abnormal and behind the rise: something small that is abnormal besides must not end the search. */
async function readAndJudge(
  { ask, judge, rise }: SearchInput,
  functionNames: readonly string[],
): Promise<boolean> {
  let isFound = false;
  for (const [functionName, seen] of await ask(functionNames)) {
    const isAbnormal = judge(functionName, seen).kind === "anomalous";
    if (isAbnormal && typeof seen === "object" && isBehind(seen, rise)) isFound = true;
  }
  return isFound;
}

/** Of a rise that nobody runs longer for it cannot be told yet who is behind it. */
const isBehind = (window: Window, rise: AccountRise | undefined): boolean =>
  rise === undefined || !rise.isOfUse || explains(window, rise);

type Ranked = { readonly functionNames: readonly string[]; readonly foundUnknown: boolean };

/** The functions that ran most beyond what is usual for them and were not read yet; or why CloudWatch did not say. */
async function rankUnread({
  metrics,
  profileOf,
  baselineOf,
  read,
  nowMs,
}: SearchInput): Promise<Ranked | string> {
  const endMs = floorToMinute(nowMs);
  const range: TimeRange = { startMs: endMs - RANKED_MINUTES * MINUTE_MS, endMs, periodSeconds: 60 };
  try {
    const ranking = await metrics.rankByDuration(range, RANKED_FUNCTIONS);
    const excessOf = (functionName: string, durationMs: number): number => {
      const baseline = baselineOf.get(functionName);
      const usual = baseline === undefined ? 0 : expectedPerMinute(baseline.durationMs, nowMs);
      return durationMs - RANKED_MINUTES * usual;
    };
    const functionNames = ranking
      .filter(({ functionName }) => profileOf.has(functionName) && !read.has(functionName))
      .map(({ functionName, durationMs }) => ({ functionName, excess: excessOf(functionName, durationMs) }))
      .filter(({ excess }) => excess > 0)
      .sort((one, other) => other.excess - one.excess)
      .slice(0, MOST_READ_OF_RANKING)
      .map(({ functionName }) => functionName);
    return { functionNames, foundUnknown: ranking.some(({ functionName }) => !profileOf.has(functionName)) };
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return `the ranking got no answer: ${error.reason}`;
  }
}
