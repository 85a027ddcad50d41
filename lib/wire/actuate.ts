import { randomUUID } from "node:crypto";
import type { ActuateAtTargetDeps } from "../app/actuate/actuate-at-target.ts";
import type { ActuateDeps } from "../app/actuate/deps.ts";
import { breakerReporter } from "../app/breaker-reporter.ts";
import { controlPlaneClient, invocationClient, pipesClient } from "../aws/clients.ts";
import { evenPace } from "../aws/control-plane-pace.ts";
import { lambdaFunctionControl } from "../aws/function-control.ts";
import { lambdaBell } from "../aws/lambda-bell.ts";
import { readPolicyFile } from "../config/policy-file.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { targetId } from "../domain/target.ts";
import { droppedTarget, foreignTarget } from "../watch/targets.ts";
import { atTarget } from "./at-target.ts";
import { guardedWorld } from "./guarded-world.ts";
import { perTarget } from "./per-target.ts";
import type { Surroundings } from "./surroundings.ts";

/** Orders name a target or mean home; each gets what acts there and nowhere else. */
export function wireActuate(home: Surroundings): ActuateAtTargetDeps {
  const policy = readPolicyFile();
  const world = guardedWorld(home.environment, policy);
  const depsAtHome = wireActuateIn(home, policy);
  const depsAtForeign = perTarget((target) => wireActuateIn(atTarget(home, target, "actuate"), policy)).at;
  return {
    log: home.log,
    depsAt: (id) => {
      if (id === undefined || id === targetId(world.home)) return depsAtHome;
      const target = foreignTarget(world, id);
      return target && depsAtForeign(target);
    },
    depsAtDropped: async (id) => {
      const record = await home.stores.targets.find(id);
      const target = record && droppedTarget(world, record);
      return target && depsAtForeign(target);
    },
  };
}

function wireActuateIn(
  { environment, stores, clock, log, alerts, place }: Surroundings,
  policy: GuardPolicy,
): ActuateDeps {
  const bell = lambdaBell(invocationClient(), environment.notifyFunctionName);
  const clients = { lambda: controlPlaneClient(place), pipes: pipesClient(place) };
  const pace = evenPace(environment.actuateRequestsPerSecond, () => performance.now());
  return {
    ...stores,
    clock,
    log,
    control: lambdaFunctionControl(clients, { clock, pace }),
    policy,
    ownNamePrefix: environment.selfPrefix,
    newLeaseHolder: () => randomUUID(),
    tell: breakerReporter({ clock, log, outbox: stores.outbox, alerts, bell }),
  };
}
