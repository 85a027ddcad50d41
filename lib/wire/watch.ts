import { shortMemory } from "../app/short-memory.ts";
import type { WatchDeps } from "../app/watch.ts";
import { cloudWatchClient, invocationClient } from "../aws/clients.ts";
import { lambdaActuator } from "../aws/lambda-actuator.ts";
import { lambdaBell, lambdaInventoryBell } from "../aws/lambda-bell.ts";
import { cloudWatchMetrics } from "../aws/metrics.ts";
import { readPolicyFile } from "../config/policy-file.ts";
import { type Surroundings, targetIdOf } from "./surroundings.ts";

export function wireWatch(surroundings: Surroundings): WatchDeps {
  const { environment, stores, clock, log, alerts, place, pace } = surroundings;
  const invocations = invocationClient();
  return {
    ...stores,
    clock,
    log,
    metrics: cloudWatchMetrics(cloudWatchClient(place), clock, pace),
    actuator: lambdaActuator(invocations, environment.actuateFunctionName, targetIdOf(surroundings)),
    bell: lambdaBell(invocations, environment.notifyFunctionName),
    inventoryBell: lambdaInventoryBell(invocations, environment.inventoryFunctionName),
    memory: shortMemory(),
    alerts,
    policy: readPolicyFile(),
    ownNamePrefix: environment.selfPrefix,
  };
}
