import type { Verdict } from "../domain/anomaly.ts";
import type { Window } from "../domain/observation.ts";
import { NO_TIME_LEFT } from "../ports/metrics.ts";

export type Looked = {
  /** The account's totals of the last two hours, or why there are none. */
  readonly totals: Window | string;
  /** Why CloudWatch shows nothing of the account; absent: it does. */
  readonly stopped: string | undefined;
  /** Of the functions that were due. */
  readonly verdicts: readonly Verdict[];
};

/** One function that cannot be read is a line in the log; more than a tenth of them is a guard that does not look. */
const MOST_UNREAD_RATIO = 0.1;

/**
 * Why this look was no good one, as one sentence; `undefined`: it really looked. What was left out for want of time was judged
 * to be the least dangerous and is told elsewhere.
 */
export function lookProblem({ totals, stopped, verdicts }: Looked): string | undefined {
  if (typeof totals === "string") return totals;
  if (stopped !== undefined) return stopped;
  const unread = verdicts.flatMap((verdict) =>
    verdict.kind === "could-not-look" && verdict.reason !== NO_TIME_LEFT ? [verdict.reason] : [],
  );
  const [reason] = unread;
  return reason !== undefined && unread.length > MOST_UNREAD_RATIO * verdicts.length
    ? `${unread.length} of ${verdicts.length} functions could not be looked at: ${reason}`
    : undefined;
}
