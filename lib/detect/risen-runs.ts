import type { Baseline } from "../domain/baseline.ts";
import type { Finding } from "./detector.ts";
import type { Rise } from "./rise.ts";
import { figure, overTime } from "./wording.ts";

/** A rise of the runs as a finding. */
export const risenRuns = (
  kind: "volume" | "persistence" | "drift",
  { score, level, expected, minutes }: Rise,
  { invocations }: Baseline,
): Finding => ({
  kind,
  score,
  actual: level,
  expected,
  unit: "runs/min",
  sentence: () =>
    `${figure(level)} runs a minute ${overTime(minutes)}; ` +
    `${figure(expected)} are expected at this time, ${figure(invocations.recordPerMinute)} is the record.`,
});
