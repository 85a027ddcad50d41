import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import { isAsynchronous, isPolled } from "../domain/trigger.ts";
import { busiestPerMinute } from "./usual-noise.ts";

/** What a rise looks like in the account's total when this function is behind it. */
export type Shape = {
  /** Milliseconds of one usual run; absent: it was never seen to run. */
  readonly runMs?: number;
  readonly timeoutMs: number;
  readonly runsPerMinute: number;
  /** Whether its events are counted when Lambda takes them. */
  readonly isAsynchronous: boolean;
  /** Whether what fails is tried again. */
  readonly isRetried: boolean;
};

/** In the hour in which `atMs` lies. */
export function shapeOf(
  { triggers, timeoutSeconds }: FunctionProfile,
  baseline: Baseline | undefined,
  atMs: EpochMs,
): Shape {
  const asynchronous = triggers.some((each) => isAsynchronous(each) || each.kind === "unknown");
  return {
    ...(baseline !== undefined && baseline.meanDurationMs > 0 ? { runMs: baseline.meanDurationMs } : {}),
    timeoutMs: timeoutSeconds * SECOND_MS,
    runsPerMinute: baseline === undefined ? 0 : busiestPerMinute(baseline.invocations, atMs),
    isAsynchronous: asynchronous,
    isRetried: asynchronous || triggers.some((each) => isPolled(each) || each.kind === "pipe"),
  };
}
