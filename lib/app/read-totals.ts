import { type ExplainedFunction, isAccountCrowded, judgeAccount, type Tripwire } from "../detect/account.ts";
import type { Baseline } from "../domain/baseline.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { Measurement, TimeRange, Window } from "../domain/observation.ts";
import type { MetricReader } from "../ports/metrics.ts";

/** The window of the account's totals, or why there is none. */
export async function readTotal(
  metrics: MetricReader,
  measurements: readonly Measurement[],
  range: TimeRange,
): Promise<Window | string> {
  try {
    const { windows, unread } = await metrics.readAccountTotals(measurements, range);
    const [window] = windows;
    return window === undefined || unread.length > 0
      ? "the account's totals could not be read in full"
      : window;
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    return `the account's totals could not be read: ${error.reason}`;
  }
}

/** Whether more runs at once than usual; a total that could not be read must not hide a crowd. */
export const isCrowded = (total: Window | string, baseline: Baseline | undefined): boolean =>
  typeof total === "string" || isAccountCrowded({ baseline, window: total });

/** The tripwire. Fails toward looking: a total that could not be read must not hide a fire. */
export const judgeTotal = (
  total: Window | string,
  baseline: Baseline | undefined,
  explained: readonly ExplainedFunction[],
): Tripwire =>
  typeof total === "string"
    ? { tripped: true, reason: total, isCrowded: true }
    : judgeAccount({ baseline, window: total, explained });
