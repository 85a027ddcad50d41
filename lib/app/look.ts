import { explains } from "../detect/account/explainers.ts";
import type { AccountVerdicts } from "../detect/account/judge-seen-account.ts";
import type { ExplainedFunction, Tripwire } from "../detect/account.ts";
import type { Verdict } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { ACCOUNT_MEASUREMENTS, CLOSER_LOOK, type Measurement } from "../domain/observation.ts";
import type { ReadingAllowance } from "../domain/reading-allowance.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import { matches } from "../policy/matches.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { freeShares } from "../watch/free-shares.ts";
import { chooseReads } from "../watch/schedule.ts";
import { tickRange } from "../watch/window.ts";
import { firstReads, savedReadsOf } from "./first-reads.ts";
import { judging } from "./judging.ts";
import { type BaselineOf, knownAccount } from "./known-account.ts";
import { lookAtAccount } from "./look-at-account.ts";
import { type Awakening, listWhoRan, lookForAwakened } from "./look-for-awakened.ts";
import { lookProblem } from "./look-problem.ts";
import { type Answers, type Question, readEach } from "./read-each.ts";
import { readLastHours } from "./read-last-hours.ts";
import { isCrowded, judgeTotal, readTotal } from "./read-totals.ts";
import { type Suspicion, searchForCause } from "./search-for-cause.ts";
import type { ShortMemory } from "./short-memory.ts";
import { sightOf } from "./sight.ts";

export type LookInput = {
  readonly metrics: MetricReader;
  readonly catalogue: Catalogue;
  readonly baselines: readonly Baseline[];
  /** Functions with an open incident or an active breaker: read at every tick. */
  readonly suspects: ReadonlySet<string>;
  readonly memory: ShortMemory;
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
  /** Why this was no good look; absent: it really looked. */
  readonly problem?: string;
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
    /** What was read because it woke; absent: it was not asked who ran. */
    readonly awakened?: Awakening;
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
  const { metrics, catalogue, allowance, nowMs, suspects } = input;
  const range = tickRange(nowMs);
  const untilMs = nowMs + LOOK_MS;
  const known = knownAccount(catalogue, input.baselines, nowMs);
  const { profileOf, baselineOf, fleet } = known;
  const ofAccount = baselineOf.get(undefined);
  const remembered = input.memory.recall(nowMs);
  const reads = chooseReads({
    ...{ nowMs, fleet, suspects, allowance },
    explaining: remembered.explaining,
    watchListed: watchListOf(input),
  });

  const free = freeShares(allowance, reads);
  const totals = await readTotal(metrics, ACCOUNT_MEASUREMENTS, range);
  const braked = [...suspects].flatMap((functionName) => baselineOf.get(functionName) ?? []);
  const sight = sightOf(totals, ofAccount, braked, nowMs);
  const judged = sight.stopped === undefined ? sight.of(totals) : totals;
  const { readSuspects, readSharing } = firstReads({
    ...{ metrics, profileOf, baselineOf, range, untilMs, allowance },
    isCrowded: isCrowded(judged, ofAccount),
  });
  const [planned, long, listing] = await Promise.all([
    readSharing([...reads.always, ...reads.due], free.turns),
    readLastHours(input, reads.longLook.functionNames, free.longLooks, untilMs),
    listWhoRan(input, reads),
  ]);

  const { answers, verdicts, judge, confirm } = judging({ ...input, profileOf, baselineOf, long, sight });
  for (const [functionName, seen] of planned) judge(functionName, seen);
  const awakened =
    listing &&
    (await lookForAwakened(
      {
        ...{ ...input, ...known, judge, untilMs, read: answers },
        ask: (functionNames) => readSharing(functionNames, free.woken),
      },
      listing,
    ));
  const judgeRest = (): Tripwire => judgeTotal(judged, ofAccount, explainedBy(answers, baselineOf));
  const tripwire = judgeRest();
  const search = tripwire.tripped
    ? await searchForCause({
        ...{ metrics, fleet, profileOf, baselineOf, judge, nowMs },
        ask: readSuspects,
        rise: tripwire.rise,
        savedReads: savedReadsOf(allowance),
        mayRank: allowance.state !== "spent",
        priceRatio: allowance.priceRatio,
        inVain: remembered.inVain,
        read: answers,
        isStillRisen: () => judgeRest().tripped,
      })
    : undefined;
  const explaining = explainers(answers, tripwire);
  const inVain = search?.functionNames.filter((functionName) => !explaining.includes(functionName)) ?? [];
  input.memory.remember({ explaining, inVain }, nowMs);
  const problem = lookProblem({ totals, stopped: sight.stopped, verdicts: [...verdicts.values()] });

  const closer = [...verdicts.values()].filter(
    ({ kind, functionName }) => kind === "anomalous" || (kind === "quiet" && suspects.has(functionName)),
  );
  const names = closer.map(({ functionName }) => functionName);
  const witnesses = await readEach(metrics, asking(names, CLOSER_LOOK), range, { untilMs });
  for (const [functionName, seen] of witnesses) confirm(functionName, seen);

  const isWholeLook = answers.size === profileOf.size;
  const account =
    isWholeLook && typeof judged === "object"
      ? await lookAtAccount({ ...input, window: judged, answers, verdicts, profileOf, baselineOf })
      : undefined;
  return {
    verdicts: [...verdicts.values()],
    tripwire,
    ...(problem === undefined ? {} : { problem }),
    ...(account === undefined ? {} : { account }),
    asksForInventory: [
      account?.asksForInventory,
      search?.suspicion.foundUnknown,
      awakened?.foundUnknown,
    ].includes(true),
    read: {
      functions: answers.size,
      reason: reads.reason,
      longLook: { functions: reads.longLook.functionNames.length, reason: reads.longLook.reason },
      isWholeLook,
      ...(search === undefined ? {} : { search: search.suspicion }),
      ...(awakened === undefined ? {} : { awakened }),
      ...(reads.sparser === undefined ? {} : { sparser: reads.sparser }),
    },
  };
}

const asking = (
  functionNames: readonly string[],
  measurements: readonly Measurement[],
): readonly Question[] => functionNames.map((functionName) => ({ functionName, measurements }));

const explainers = (answers: Answers, { rise }: Tripwire): readonly string[] =>
  rise === undefined
    ? []
    : [...answers].flatMap(([functionName, window]) =>
        typeof window === "object" && explains(window, rise) ? [functionName] : [],
      );

const explainedBy = (answers: Answers, baselineOf: BaselineOf): readonly ExplainedFunction[] =>
  [...answers].flatMap(([functionName, window]) =>
    typeof window === "string" ? [] : [{ baseline: baselineOf.get(functionName), window }],
  );

function watchListOf({ policy, catalogue }: LookInput): ReadonlySet<string> {
  if (policy.watchList.length === 0) return new Set();
  const isListed = (profile: FunctionProfile): boolean =>
    policy.watchList.some((match) => matches(match, profile));
  return new Set(catalogue.functions.filter(isListed).map(({ functionName }) => functionName));
}
