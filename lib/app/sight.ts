import { metricsStopped, seenUntil } from "../detect/metrics-stopped.ts";
import type { Baseline } from "../domain/baseline.ts";
import { clockTime } from "../domain/clock-time.ts";
import { judgedUntil, type Window } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";

/** How far a tick sees. */
export type Sight = {
  /** Why CloudWatch shows nothing of the account, as one sentence; absent: it does. */
  readonly stopped?: string;
  /** A window as it may be judged, which ends where CloudWatch has come to; or why it may not be judged at all. */
  readonly of: (seen: Window | string) => Window | string;
};

/**
 * How far a tick sees, by the account's total: metrics that are some minutes late leave what is older to be judged, those that
 * have stopped leave nothing.
 *
 * @param totals the account's totals, or why there are none: then nothing is known of lateness, and all that is final counts
 * @param baseline of the account's total
 * @param braked baselines of functions that may be stopped, whose runs are not missed
 */
export function sightOf(
  totals: Window | string,
  baseline: Baseline | undefined,
  braked: readonly Baseline[],
  nowMs: EpochMs,
): Sight {
  if (typeof totals === "string") return { of: (seen) => seen };
  const stopped = metricsStopped(baseline, totals, braked);
  if (stopped !== undefined) {
    const runs = Math.round(stopped.expectedRuns);
    const sentence = `the account's total shows nothing since ${clockTime(stopped.sinceMs, nowMs)}, where ${runs} runs are usual`;
    return { stopped: sentence, of: () => sentence };
  }
  const untilMs = seenUntil(baseline, totals, braked);
  return { of: (seen) => (typeof seen === "string" ? seen : judgedUntil(seen, untilMs)) };
}
