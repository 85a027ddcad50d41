import type { Detector } from "./detector.ts";
import { newestRise } from "./newest-rise.ts";
import { risenRuns } from "./risen-runs.ts";

/** A smaller rise that lasts: every part of the last twenty minutes to two hours was higher than expected. */
export const detectPersistence: Detector = ({ baseline, courses }) =>
  risenRuns(
    "persistence",
    newestRise(courses.runs, baseline, baseline.invocations, 1, "persistence"),
    baseline,
  );
