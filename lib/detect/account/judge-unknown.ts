import { UNKNOWN_FUNCTIONS } from "../../domain/account-subject.ts";
import type { Verdict } from "../../domain/anomaly.ts";
import { findingMs } from "../../domain/inventory-time.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../domain/time.ts";
import { lambdaCostUsd, type Sized } from "../../pricing/lambda-cost.ts";
import { figure } from "../wording.ts";
import { accountAnomaly } from "./account-anomaly.ts";
import { idleRegion } from "./idle-region.ts";
import { EXPLAINING_SHARE } from "./judge-account-total.ts";
import type { SeenAccount } from "./seen.ts";
import type { TotalRise } from "./total-rise.ts";
import { recentSum, type Use } from "./unexplained-use.ts";

/** Nothing is known of its size: priced as the dearest function there is. */
const UNKNOWN_SIZE: Sized = { memoryMb: 10_240, architecture: "x86_64" };
const PRICED_AS = "Its memory is not known: it is priced at the 10 GB that a function can have.";
const NEW_TO_US =
  "Something runs that is not in the inventory: a function that was just made, or one that cannot be listed.";
const BLOCK_MINUTES = 10;
/** The metrics of one minute do not all show up at once, though the minute is final. */
const UNSETTLED_MINUTES = 2;
const LEAST_RUNS = 30;
const LEAST_BILLED_MS = 10 * MINUTE_MS;
/** Below it the total is not to be trusted so far. */
const LEAST_SHARE = 0.01;

export type UnknownFinding = {
  readonly verdict: Verdict;
  /** Whether a fresh inventory should be asked for: most unknown functions were deployed within the hour. */
  readonly asksForInventory: boolean;
};

/**
 * Whether something runs in the region that the inventory does not know. Told when a fresh inventory has had the time to
 * find it, and at once where it is most of a rise of the account, or where nothing should run at all.
 *
 * @param names functions that are not in the inventory, as far as CloudWatch has named them
 */
export function judgeUnknown(
  seen: SeenAccount,
  rise: TotalRise,
  unknown: Use,
  names: readonly string[] = [],
): UnknownFinding {
  const idle = seen.functions.every(({ isOwn }) => isOwn) ? idleRegion(seen) : undefined;
  const unsettled = idle === undefined ? UNSETTLED_MINUTES : 0;
  const isSeen = (skipped: number): boolean => isThere(seen, unknown, skipped);
  const isNow = isSeen(unsettled);
  const isMostOfRise =
    rise.score >= 1 &&
    recentSum(unknown[rise.of], BLOCK_MINUTES, 0) / BLOCK_MINUTES >=
      EXPLAINING_SHARE * (rise.level - rise.expected);
  const isLasting = isNow && isSeen(unsettled + patienceMinutes(seen));
  const isTold = isMostOfRise || isLasting || (isNow && idle !== undefined);
  const asksForInventory = isNow || isMostOfRise;
  if (!isTold)
    return {
      asksForInventory,
      verdict: {
        kind: "quiet",
        functionName: UNKNOWN_FUNCTIONS,
        reason: isNow
          ? "something unknown runs: the inventory is asked first"
          : "the inventory knows what runs",
      },
    };

  const runs = recentSum(unknown.runs, BLOCK_MINUTES, unsettled) / BLOCK_MINUTES;
  const durationMs = recentSum(unknown.durationMs, BLOCK_MINUTES, unsettled) / BLOCK_MINUTES;
  const perHour = HOUR_MS / MINUTE_MS;
  const usage = { invocations: runs * perHour, durationMs: durationMs * perHour };
  const known = seen.functions.filter(({ isOwn }) => !isOwn).length;
  const verdict = accountAnomaly(seen, {
    functionName: UNKNOWN_FUNCTIONS,
    rise: {
      score: BLOCK_MINUTES * Math.max(runs / LEAST_RUNS, durationMs / LEAST_BILLED_MS),
      minutes: BLOCK_MINUTES,
      level: runs,
      expected: 0,
      finding: "volume",
      of: "runs",
    },
    beyondHalf: unknown.runs.map((value) => value - runs / 2),
    actualUsdPerHour: lambdaCostUsd(usage, UNKNOWN_SIZE, seen.prices),
    expectedUsdPerHour: 0,
    signalSentence:
      `The account ran ${figure(runs)} times a minute more than the ${known} functions of the inventory together, ` +
      `for ${figure(durationMs / SECOND_MS)} billed seconds a minute.`,
    cause: idle === undefined ? "unknown-function" : "awakened",
    causeSentence: `${idle ?? NEW_TO_US} ${nameWords(names)}${PRICED_AS}`,
    severity: "critical",
  });
  return { verdict, asksForInventory };
}

/** For so long a fresh inventory may not have found it yet: it takes that time, and another one may have just begun. */
const patienceMinutes = ({ functions }: SeenAccount): number =>
  BLOCK_MINUTES + 2 * Math.ceil(findingMs(functions.length) / MINUTE_MS);

const nameWords = (names: readonly string[]): string =>
  names.length === 0 ? "" : `By billed time it is ${names.join(", ")}. `;

/** Whether there is enough of it to be no error of counting, in the 10 minutes that end `skipped` minutes ago. */
function isThere({ window }: SeenAccount, unknown: Use, skipped: number): boolean {
  const totalOf = (values: readonly number[] | undefined): number =>
    recentSum(Float64Array.from((values ?? []).slice(0, unknown.runs.length)), BLOCK_MINUTES, skipped);
  const runs = recentSum(unknown.runs, BLOCK_MINUTES, skipped);
  const durationMs = recentSum(unknown.durationMs, BLOCK_MINUTES, skipped);
  return (
    (runs >= LEAST_RUNS && runs >= LEAST_SHARE * totalOf(window.series.invocations)) ||
    (durationMs >= LEAST_BILLED_MS && durationMs >= LEAST_SHARE * totalOf(window.series.durationMs))
  );
}
