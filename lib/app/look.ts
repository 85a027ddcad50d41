import type { AccountVerdicts } from "../detect/account/judge-seen-account.ts";
import type { Tripwire } from "../detect/account.ts";
import { judgeFunction } from "../detect/judge.ts";
import type { Verdict } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { ACCOUNT_MEASUREMENTS, CLOSER_LOOK, FIRST_LOOK, type Window } from "../domain/observation.ts";
import type { ReadingAllowance } from "../domain/reading-allowance.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import { matches } from "../policy/matches.ts";
import { rulesFor } from "../policy/rules-for.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { firstLookAt } from "../watch/first-look.ts";
import { chooseReads, type ReadingList } from "../watch/schedule.ts";
import { longRange, tickRange } from "../watch/window.ts";
import { lookAtAccount } from "./look-at-account.ts";
import { type Question, readEach } from "./read-each.ts";
import { isCrowded, judgeTotal, readTotal } from "./read-totals.ts";
import { type Suspicion, searchForCause } from "./search-for-cause.ts";
import { weighedFleet } from "./weighed-fleet.ts";

export type LookInput = {
  readonly metrics: MetricReader;
  readonly catalogue: Catalogue;
  readonly baselines: readonly Baseline[];
  /** Functions with an open incident or an active breaker: read at every tick. */
  readonly suspects: ReadonlySet<string>;
  readonly policy: GuardPolicy;
  /** Functions whose name begins so are the guard itself. */
  readonly ownNamePrefix: string;
  /** What may be read, for the money that there is. */
  readonly allowance: ReadingAllowance;
  readonly nowMs: EpochMs;
};

export type Look = {
  readonly verdicts: readonly Verdict[];
  readonly tripwire: Tripwire;
  /** The account as a whole; absent: not everything was read this time. */
  readonly account?: AccountVerdicts;
  /** Whether something ran that the inventory does not know. */
  readonly asksForInventory: boolean;
  /** What was read, and why that. */
  readonly read: {
    readonly functions: number;
    readonly reason: string;
    /** The same for those whose last hours were read as well. */
    readonly longLook: { readonly functions: number; readonly reason: string };
    readonly isWholeLook: boolean;
    /** What was read because the account's total had risen; absent: it had not. */
    readonly search?: Suspicion;
    /** Why less is read than would be worth it; absent: all of that is read. */
    readonly sparser?: string;
  };
};

/** A tick has 55 seconds; what is not asked after so long is left to the next one, and what was found is still dealt with. */
const LOOK_MS = 35 * SECOND_MS;

/**
 * Looks at the account, then at the functions that the schedule names, then for who is behind a rise of the rest, then more
 * closely at the abnormal ones. What could not be read yields the verdict `could-not-look`, never `quiet`.
 */
export async function look(input: LookInput): Promise<Look> {
  const { metrics, catalogue, nowMs, suspects } = input;
  const range = tickRange(nowMs);
  const untilMs = nowMs + LOOK_MS;
  const profiles = new Map(catalogue.functions.map((profile) => [profile.functionName, profile]));
  const baselineOf = new Map(input.baselines.map((baseline) => [baseline.functionName, baseline]));
  const fleet = weighedFleet(catalogue, input.baselines, baselineOf, nowMs);
  const reads = chooseReads({ nowMs, fleet, suspects, watchListed: watchListOf(input), allowance: input.allowance });

  const totals = await readTotal(metrics, ACCOUNT_MEASUREMENTS, range);
  const crowded = isCrowded(totals, baselineOf.get(undefined));
  const questionsOf = (functionNames: readonly string[]): readonly Question[] =>
    functionNames.flatMap((functionName) => {
      const profile = profiles.get(functionName);
      if (profile === undefined) return [];
      return { functionName, measurements: firstLookAt(profile, baselineOf.get(functionName), crowded) };
    });
  const planned = [...reads.always, ...reads.due];
  const free = freeOf(planned.length, reads, input.allowance);
  const [freely, paid, long] = await Promise.all([
    readEach(metrics, questionsOf(planned.slice(0, free)), range, { through: "free", untilMs }),
    readEach(metrics, questionsOf(planned.slice(free)), range, { untilMs }),
    readEach(
      metrics,
      reads.longLook.functionNames.map((functionName) => ({ functionName, measurements: FIRST_LOOK })),
      longRange(nowMs),
      { untilMs },
    ),
  ]);
  const first = new Map([...freely, ...paid]);
  const tripwire = judgeTotal(
    totals,
    baselineOf.get(undefined),
    [...first].flatMap(([functionName, window]) =>
      typeof window === "string" ? [] : [{ baseline: baselineOf.get(functionName), window }],
    ),
  );

  const verdicts = new Map<string, Verdict>();
  const judge = (functionName: string, window: Window): Verdict | undefined => {
    const profile = profiles.get(functionName);
    if (profile === undefined) return undefined;
    // Without its last hours a function is judged by what was read: all but the slow drift shows in two hours.
    const longWindow = long.get(functionName);
    const verdict = judgeFunction({
      profile,
      baseline: baselineOf.get(functionName),
      window,
      ...(typeof longWindow === "object" ? { longWindow } : {}),
      nowMs,
      prices: lambdaPrices(catalogue.region),
      riskHours: rulesFor(input.policy, profile, input.ownNamePrefix, nowMs).riskHours,
      limits: catalogue.limits,
    });
    verdicts.set(functionName, verdict);
    return verdict;
  };
  const judgeAnswer = (functionName: string, seen: Window | string): Verdict | undefined => {
    if (typeof seen !== "string") return judge(functionName, seen);
    const blind: Verdict = { kind: "could-not-look", functionName, reason: seen };
    verdicts.set(functionName, blind);
    return blind;
  };
  for (const [functionName, seen] of first) judgeAnswer(functionName, seen);

  const search = tripwire.tripped
    ? await searchForCause({
        ...{ metrics, catalogue, fleet, baselineOf, range, nowMs, rise: tripwire.rise },
        savedReads: input.allowance.savedReads,
        read: first,
        ask: (functionNames) => readEach(metrics, questionsOf(functionNames), range, { untilMs }),
        judge: (functionName, seen) => {
          first.set(functionName, seen);
          return judgeAnswer(functionName, seen);
        },
      })
    : undefined;

  const closer = [...verdicts.values()].filter(
    ({ kind, functionName }) => kind === "anomalous" || (kind === "quiet" && suspects.has(functionName)),
  );
  const witnesses = await readEach(
    metrics,
    closer.map(({ functionName }) => ({ functionName, measurements: CLOSER_LOOK })),
    range,
    { untilMs },
  );
  for (const [functionName, seen] of witnesses) {
    const before = first.get(functionName);
    // Without its witnesses a function keeps its first verdict: abnormal enough to tell, never enough to act.
    if (typeof seen === "string" || typeof before !== "object") continue;
    judge(functionName, { ...before, series: { ...before.series, ...seen.series } });
  }
  const account =
    first.size === profiles.size && typeof totals === "object"
      ? await lookAtAccount({ ...input, window: totals, answers: first, verdicts, baselineOf })
      : undefined;
  return {
    verdicts: [...verdicts.values()],
    tripwire,
    ...(account === undefined ? {} : { account }),
    asksForInventory: account?.asksForInventory === true || search?.foundUnknown === true,
    read: {
      functions: first.size,
      reason: reads.reason,
      longLook: { functions: reads.longLook.functionNames.length, reason: reads.longLook.reason },
      isWholeLook: first.size === profiles.size,
      ...(search === undefined ? {} : { search }),
      ...(reads.sparser === undefined ? {} : { sparser: reads.sparser }),
    },
  };
}

function watchListOf({ policy, catalogue }: LookInput): ReadonlySet<string> {
  if (policy.watchList.length === 0) return new Set();
  const listed = (profile: FunctionProfile): boolean => policy.watchList.some((match) => matches(match, profile));
  return new Set(catalogue.functions.filter(listed).map(({ functionName }) => functionName));
}

/** One request for each function is slow; more of them than this would take seconds. */
const MOST_FREE = 300;

/** The share of the reads that the free requests cover; which ones does not matter. */
function freeOf(reads: number, plan: ReadingList, { freeReadsPerMinute }: ReadingAllowance): number {
  const share = Math.min(1, freeReadsPerMinute / Math.max(plan.readsPerMinute, Number.MIN_VALUE));
  return Math.min(MOST_FREE, Math.floor(share * reads));
}
