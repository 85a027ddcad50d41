import type { Baseline } from "../domain/baseline.ts";
import { sum } from "./final-minutes.ts";

/** Share of runs that usually fail, 0 to 1; 0 for a function that hardly runs. */
export function usualErrorRatio({ errorsPerMinute, invocations }: Baseline): number {
  const { byTimeOfDay } = invocations;
  const runsPerMinute = byTimeOfDay.length > 0 ? sum(byTimeOfDay) / byTimeOfDay.length : 0;
  return runsPerMinute > 0 ? Math.min(1, errorsPerMinute / runsPerMinute) : 0;
}
