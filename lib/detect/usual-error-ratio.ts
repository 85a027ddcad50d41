import { mean } from "simple-statistics";
import type { Baseline } from "../domain/baseline.ts";

/** Share of runs that usually fail, 0 to 1; 0 for a function that hardly runs. */
export function usualErrorRatio({ errorsPerMinute, invocations }: Baseline): number {
  const runsPerMinute = mean([...invocations.byTimeOfDay]);
  return runsPerMinute > 0 ? Math.min(1, errorsPerMinute / runsPerMinute) : 0;
}
