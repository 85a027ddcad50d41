import { expectedPerMinute } from "../detect/expectation.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { EpochMs } from "../domain/time.ts";
import { lambdaCostUsd } from "../pricing/lambda-cost.ts";
import type { PreparedFunction } from "./prepared-function.ts";

/** Runs and cost of one minute. */
export type MinuteLoad = { readonly runs: number; readonly durationMs: number; readonly usd: number };

/** What was recorded in the minute at `index`, USD at list price. */
export function recordedMinute({ minutes, profile, prices }: PreparedFunction, index: number): MinuteLoad {
  const runs = minutes.series.invocations?.[index] ?? 0;
  const durationMs = minutes.series.durationMs?.[index] ?? 0;
  return { runs, durationMs, usd: lambdaCostUsd({ invocations: runs, durationMs }, profile, prices) };
}

/** What the baseline expects of one minute. */
export function usualMinute(
  { profile, prices }: Pick<PreparedFunction, "profile" | "prices">,
  baseline: Baseline,
  atMs: EpochMs,
): MinuteLoad {
  const runs = expectedPerMinute(baseline.invocations, atMs);
  const durationMs = expectedPerMinute(baseline.durationMs, atMs);
  return { runs, durationMs, usd: lambdaCostUsd({ invocations: runs, durationMs }, profile, prices) };
}
