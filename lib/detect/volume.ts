import type { Detector } from "./detector.ts";
import { newestRise } from "./newest-rise.ts";
import { risenRuns } from "./risen-runs.ts";

/** Far more runs than this hour expects and than the function's own bursts bring, within minutes. */
export const detectVolume: Detector = ({ baseline, courses }) =>
  risenRuns("volume", newestRise(courses.runs, baseline, baseline.invocations, 1, "volume"), baseline);
