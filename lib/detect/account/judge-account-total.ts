import { ACCOUNT_TOTAL } from "../../domain/account-subject.ts";
import type { Verdict } from "../../domain/anomaly.ts";
import { finalPeriods } from "../../domain/observation.ts";
import { usd } from "../../domain/usd.ts";
import { figure, overTime } from "../wording.ts";
import { accountAnomaly } from "./account-anomaly.ts";
import { type Contribution, contributionOf } from "./contribution.ts";
import { idleRegion } from "./idle-region.ts";
import type { SeenAccount } from "./seen.ts";
import type { TotalRise } from "./total-rise.ts";
import { recentSum, type Use } from "./unexplained-use.ts";

/** What explains so much of the rise is its cause; the rest is chance. */
export const EXPLAINING_SHARE = 0.5;
const NAMED = 3;

/**
 * Whether the account's total tells something that no single function does: many small rises at once, or a region that
 * nobody uses and that is used. What one function does is told of that function.
 *
 * @param rise    of the total, at its cut or below
 * @param unknown what no function of the inventory explains, in minutes
 */
export function judgeAccountTotal(seen: SeenAccount, rise: TotalRise, unknown: Use): Verdict {
  const quiet = (reason: string): Verdict => ({ kind: "quiet", functionName: ACCOUNT_TOTAL, reason });
  if (rise.score < 1) return quiet("the account's total is as usual");

  const minutes = Math.min(rise.minutes, unknown.runs.length);
  const parts = seen.functions.flatMap((one) => contributionOf(one, minutes, seen.prices) ?? []);
  const explaining = EXPLAINING_SHARE * (rise.level - rise.expected);
  const told = parts.filter(({ isTold, excess }) => isTold && excess[rise.of] > 0);
  if (sumOf(told, (part) => part.excess[rise.of]) >= explaining)
    return quiet(`it rises with ${namesOf(told)}, which has been told or is expected`);
  if (recentSum(unknown[rise.of], minutes, 0) / minutes >= explaining)
    return quiet("it rises with functions that the inventory does not know");

  const untold = parts.filter(({ isTold }) => !isTold);
  const idle = idleRegion(seen);
  const single = untold.find(({ excess }) => excess[rise.of] >= explaining);
  if (idle === undefined && single !== undefined)
    return quiet(`it rises with ${single.functionName}, which is judged by itself`);

  return accountAnomaly(seen, {
    functionName: ACCOUNT_TOTAL,
    rise,
    beyondHalf: beyondHalf(seen, rise),
    actualUsdPerHour: sumOf(untold, ({ actualUsdPerHour }) => actualUsdPerHour),
    expectedUsdPerHour: sumOf(untold, ({ expectedUsdPerHour }) => expectedUsdPerHour),
    signalSentence: `The account: ${levelWords(rise)}.`,
    cause: idle === undefined ? "many-small-rises" : "awakened",
    causeSentence: idle === undefined ? manyWords(untold, rise) : `${idle} ${mostWords(untold, rise)}`,
    severity: idle === undefined ? "warning" : "critical",
  });
}

function beyondHalf({ window }: SeenAccount, { of, level, expected }: TotalRise): readonly number[] {
  const values = window.series[of === "runs" ? "invocations" : "durationMs"] ?? [];
  return values.slice(0, finalPeriods(window)).map((value) => value - (level + expected) / 2);
}

const sumOf = (parts: readonly Contribution[], of: (part: Contribution) => number): number =>
  parts.reduce((total, part) => total + of(part), 0);

const namesOf = (parts: readonly Contribution[]): string =>
  parts.map(({ functionName }) => functionName).join(", ");

function levelWords({ of, level, expected, minutes }: TotalRise): string {
  const size = (value: number): string => figure(of === "runs" ? value : value / 1000);
  const unit = of === "runs" ? "runs" : "billed seconds";
  return `${size(level)} ${unit} a minute ${overTime(minutes)}, ${size(expected)} expected at this time`;
}

function manyWords(untold: readonly Contribution[], rise: TotalRise): string {
  const risen = untold.filter(({ excess }) => excess[rise.of] > 0).length;
  return (
    `${risen} of ${untold.length} functions do more than usual, and none of them alone accounts for half of it. ` +
    mostWords(untold, rise)
  );
}

function mostWords(untold: readonly Contribution[], { of }: TotalRise): string {
  const most = [...untold]
    .sort((a, b) => b.excess[of] - a.excess[of])
    .slice(0, NAMED)
    .map(
      ({ functionName, excess, actualUsdPerHour, expectedUsdPerHour }) =>
        `${functionName} (${figure(excess.runs)} runs a minute and ${usd(actualUsdPerHour - expectedUsdPerHour)} an hour more)`,
    );
  return most.length === 0 ? "" : `Most: ${most.join(", ")}.`;
}
