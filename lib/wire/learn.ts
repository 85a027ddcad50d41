import type { LearnDeps } from "../app/learn.ts";
import { cloudWatchClient, costExplorerClient } from "../aws/clients.ts";
import { costExplorerBilling } from "../aws/cost-explorer-billing.ts";
import { cloudWatchMetrics } from "../aws/metrics.ts";
import { readPolicyFile } from "../config/policy-file.ts";
import type { Surroundings } from "./surroundings.ts";

export function wireLearn({
  environment,
  stores,
  clock,
  log,
  alerts,
  place,
  meter,
}: Surroundings): LearnDeps {
  return {
    ...stores,
    clock,
    log,
    metrics: cloudWatchMetrics(cloudWatchClient(place), clock),
    billing: costExplorerBilling(costExplorerClient({ meter })),
    alerts,
    policy: readPolicyFile(),
    ownNamePrefix: environment.selfPrefix,
  };
}
