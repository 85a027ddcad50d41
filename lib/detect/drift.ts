import type { Detector } from "./detector.ts";
import { newestRise } from "./newest-rise.ts";
import { risenRuns } from "./risen-runs.ts";

/**
 * A leech: little more than usual, but in every part of the last four or eight hours. Shows only where the last hours
 * were read.
 */
export const detectDrift: Detector = ({ baseline, longCourses }) =>
  longCourses === undefined
    ? undefined
    : risenRuns("drift", newestRise(longCourses.runs, baseline, baseline.invocations, 1, "drift"), baseline);
