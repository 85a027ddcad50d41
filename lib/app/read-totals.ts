import { judgeAccount, type Tripwire } from "../detect/account.ts";
import type { Baseline } from "../domain/baseline.ts";
import { CloudCallError } from "../domain/errors.ts";
import {
  ACCOUNT_MEASUREMENTS,
  type Measurement,
  type TimeRange,
  type Window,
} from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { tickRange } from "../watch/window.ts";

/** The account's totals, as they were read and judged. */
export type Totals = {
  readonly tripwire: Tripwire;
  /** Absent: they could not be read in full. */
  readonly window?: Window;
};

/** Reads the account's totals of the last two hours: they say whether to read every function. */
export async function readTotals(
  metrics: MetricReader,
  baseline: Baseline | undefined,
  nowMs: EpochMs,
): Promise<Totals> {
  const window = await readTotal(metrics, ACCOUNT_MEASUREMENTS, tickRange(nowMs));
  // Fails toward looking: a blind tripwire must not hide a fire.
  if (typeof window === "string") return { tripwire: { tripped: true, reason: window, isCrowded: true } };
  return { tripwire: judgeAccount({ baseline, window }), window };
}

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
