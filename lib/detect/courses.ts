import type { Baseline } from "../domain/baseline.ts";
import { finalPeriods, type Window } from "../domain/observation.ts";
import { MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import { courseOf } from "./course.ts";
import type { Courses } from "./detector.ts";
import { usualRunMs } from "./usual.ts";

/** The final periods of a window beside what was expected; `undefined` where runs or durations were not read. */
export function coursesOf(window: Window, baseline: Baseline): Courses | undefined {
  const { invocations, durationMs } = window.series;
  if (invocations === undefined || durationMs === undefined) return undefined;
  const length = finalPeriods(window);
  const stepMinutes = (window.periodSeconds * SECOND_MS) / MINUTE_MS;
  return {
    runs: courseOf(invocations.slice(0, length), window.startMs, stepMinutes, baseline.invocations, 1),
    durationMs: courseOf(
      durationMs.slice(0, length),
      window.startMs,
      stepMinutes,
      baseline.durationMs,
      usualRunMs(baseline),
    ),
  };
}
