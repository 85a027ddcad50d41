import type { ActiveFunctions } from "../domain/active-functions.ts";
import type { Verdict } from "../domain/anomaly.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { Window } from "../domain/observation.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { awakened } from "../watch/awakened.ts";
import { isListingTurn, listingEvery, metricsForAwakened } from "../watch/listing-turn.ts";
import type { ReadingList } from "../watch/schedule.ts";
import type { KnownAccount } from "./known-account.ts";
import type { Answers } from "./read-each.ts";
import { hasUnknownRun } from "./unknown-run.ts";

/** What was read because CloudWatch lists it as active although it hardly ever runs. */
export type Awakening = {
  /** Functions read for it. */
  readonly functions: number;
  /** Why those, or why it is not known who woke. */
  readonly reason: string;
  /** Whether something ran since the last inventory that it does not know. */
  readonly foundUnknown: boolean;
  /** So often it is asked. */
  readonly everyMinutes: number;
};

export type ListingInput = {
  readonly metrics: MetricReader;
  readonly catalogue: Catalogue;
  readonly nowMs: EpochMs;
};

/** Who ran in the last hours, or why that is not known. */
export type Listing = {
  readonly active: ActiveFunctions | string;
  /** So often it is asked. */
  readonly everyMinutes: number;
  /** Of those that woke, to be read at once. */
  readonly mostMetrics: number;
};

/** Two hundred pages, of 100,000 functions, come within this time; some of it is left for reading those that woke. */
const LISTING_MS = 20 * SECOND_MS;

/** Asks who ran, when it is the time for it; `undefined`: it is not. Without an answer the look goes on. */
export async function listWhoRan(
  { metrics, catalogue, nowMs }: ListingInput,
  plan: ReadingList,
): Promise<Listing | undefined> {
  const input = { ...plan, functions: catalogue.functions.length };
  const everyMinutes = listingEvery(input);
  if (!isListingTurn(nowMs, everyMinutes, plan)) return undefined;
  const mostMetrics = metricsForAwakened(input, everyMinutes);
  try {
    return { everyMinutes, mostMetrics, active: await metrics.listActiveFunctions(nowMs + LISTING_MS) };
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return { everyMinutes, mostMetrics, active: error.reason };
  }
}

export type AwakenedInput = ListingInput &
  KnownAccount & {
    readonly untilMs: EpochMs;
    /** What this tick has read already. */
    readonly read: Answers;
    /** Reads functions as the tick reads them. */
    readonly ask: (functionNames: readonly string[]) => Promise<Answers>;
    /** Judges a function, and remembers its window and its verdict. */
    readonly judge: (functionName: string, seen: Window | string) => Verdict;
  };

/** Reads the functions that woke, and looks whether something runs that the inventory does not know. */
export async function lookForAwakened(
  input: AwakenedInput,
  { active, everyMinutes, mostMetrics }: Listing,
): Promise<Awakening> {
  if (typeof active === "string")
    return {
      ...{ functions: 0, foundUnknown: false, everyMinutes },
      reason: `CloudWatch was asked who ran, and gave no answer: ${active}`,
    };
  const { fleet, baselineOf, profileOf, nowMs } = input;
  const { functionNames, woke } = awakened({
    ...{ nowMs, fleet, everyMinutes, mostMetrics, listed: active.functionNames },
    baselineOf: (functionName) => baselineOf.get(functionName),
    read: new Set(input.read.keys()),
  });
  const [answers, foundUnknown] = await Promise.all([
    input.ask(functionNames),
    hasUnknownRun(
      input,
      [...active.functionNames].filter((name) => !profileOf.has(name)),
    ),
  ]);
  for (const [functionName, seen] of answers) input.judge(functionName, seen);
  const rest = active.cutShort === undefined ? "" : `; more may have run: ${active.cutShort}`;
  return {
    ...{ functions: answers.size, foundUnknown, everyMinutes },
    reason: `${answers.size} of ${woke} functions that woke, of ${active.functionNames.size} that ran in the last hours${rest}`,
  };
}
