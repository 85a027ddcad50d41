import type { LearnDeps } from "../app/learn.ts";
import { cloudWatchClient } from "../aws/clients.ts";
import { cloudWatchMetrics } from "../aws/metrics.ts";
import { readPolicyFile } from "../config/policy-file.ts";
import type { Surroundings } from "./surroundings.ts";

/** Without the bill, which is only asked at home. */
export function wireLearn({ environment, stores, clock, log, alerts, place, pace }: Surroundings): LearnDeps {
  return {
    ...stores,
    clock,
    log,
    metrics: cloudWatchMetrics(cloudWatchClient(place), clock, pace),
    alerts,
    policy: readPolicyFile(),
    ownNamePrefix: environment.selfPrefix,
  };
}
