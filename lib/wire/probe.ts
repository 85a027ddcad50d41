import type { ProbeDeps } from "../app/probe.ts";
import { cloudWatchClient, invocationClient } from "../aws/clients.ts";
import { lambdaActuator } from "../aws/lambda-actuator.ts";
import { cloudWatchMetrics } from "../aws/metrics.ts";
import { readPolicyFile } from "../config/policy-file.ts";
import { type Surroundings, targetIdOf } from "./surroundings.ts";

export function wireProbe(surroundings: Surroundings): ProbeDeps {
  const { environment, stores, clock, log, place, pace } = surroundings;
  const { actuateFunctionName } = environment;
  return {
    ...stores,
    clock,
    log,
    metrics: cloudWatchMetrics(cloudWatchClient(place), clock, pace),
    actuator: lambdaActuator(invocationClient(), actuateFunctionName, targetIdOf(surroundings)),
    policy: readPolicyFile(),
    ownNamePrefix: environment.selfPrefix,
  };
}
