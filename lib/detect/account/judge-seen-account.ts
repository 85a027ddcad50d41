import { ACCOUNT_TOTAL, UNKNOWN_FUNCTIONS } from "../../domain/account-subject.ts";
import type { Verdict } from "../../domain/anomaly.ts";
import { coursesOf } from "../courses.ts";
import { judgeAccountTotal } from "./judge-account-total.ts";
import { judgeUnknown } from "./judge-unknown.ts";
import type { SeenAccount } from "./seen.ts";
import { NO_RISE, type TotalRise, totalRise } from "./total-rise.ts";
import { unexplainedUse } from "./unexplained-use.ts";

export type AccountVerdicts = {
  /** About the total, and about what the inventory does not know. */
  readonly verdicts: readonly Verdict[];
  /** Whether a fresh inventory should be asked for, since something unknown runs. */
  readonly asksForInventory: boolean;
};

/** With less history the account's daily course is not known. */
const LEAST_HISTORY_DAYS = 1;

/**
 * What the account as a whole tells that no single function does.
 * @param names functions that are not in the inventory, as far as CloudWatch has named them
 */
export function judgeSeenAccount(seen: SeenAccount, names: readonly string[] = []): AccountVerdicts {
  const unknown = unexplainedUse(
    seen.window,
    seen.functions.map(({ window }) => window),
  );
  if (unknown.runs.length === 0) {
    const reason = "no minute of the account's total is final yet";
    return {
      verdicts: [ACCOUNT_TOTAL, UNKNOWN_FUNCTIONS].map((functionName) => ({
        kind: "could-not-look",
        functionName,
        reason,
      })),
      asksForInventory: false,
    };
  }
  const rise = riseOfTotal(seen);
  const { verdict, asksForInventory } = judgeUnknown(seen, rise, unknown, names);
  return { verdicts: [judgeAccountTotal(seen, rise, unknown), verdict], asksForInventory };
}

function riseOfTotal({ baseline, window, longWindow }: SeenAccount): TotalRise {
  if (baseline === undefined || baseline.historyDays < LEAST_HISTORY_DAYS) return NO_RISE;
  const courses = coursesOf(window, baseline);
  if (courses === undefined) return NO_RISE;
  return totalRise(courses, longWindow && coursesOf(longWindow, baseline), baseline);
}
