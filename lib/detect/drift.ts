import type { Detector } from "./detector.ts";
import { newestRise } from "./newest-rise.ts";
import { risenRuns } from "./risen-runs.ts";

/**
 * A leech: little more than usual, but in every part of the last four or eight hours. Shows only where the last hours
 * were read.
 *
 * Source: a small shift needs many observations before it stands out of chance, and then does so however small it is:
 * Page (1954), "Continuous Inspection Schemes", Biometrika 41. The parts take the place of his running sum, since one
 * burst would fill it.
 */
export const detectDrift: Detector = ({ baseline, longCourses }) =>
  longCourses === undefined
    ? undefined
    : risenRuns("drift", newestRise(longCourses.runs, baseline, baseline.invocations, 1, "drift"), baseline);
