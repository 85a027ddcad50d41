import { guardOverview } from "../app/guard-overview.ts";
import { operatorCommands } from "../app/operator-commands.ts";
import { invocationClient } from "../aws/clients.ts";
import { lambdaActuator } from "../aws/lambda-actuator.ts";
import { dynamoGuardHealthStore, dynamoHeartbeatStore } from "../aws/stores/heartbeat-store.ts";
import { readPolicyFile } from "../config/policy-file.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { targetId } from "../domain/target.ts";
import type { ApiDeps } from "../http/api.ts";
import { iamCaller } from "../http/authenticate.ts";
import { foreignTarget } from "../watch/targets.ts";
import { guardedWorld } from "./guarded-world.ts";
import { perTarget } from "./per-target.ts";
import { type Surroundings, targetIdOf } from "./surroundings.ts";
import { targetRecords } from "./target-records.ts";

export function wireApi(home: Surroundings): ApiDeps {
  const { environment, stores, table, clock, log } = home;
  const policy = readPolicyFile();
  const world = guardedWorld(environment, policy);
  const atHome = commandsIn(home, policy);
  const atForeign = perTarget((target) => commandsIn(targetRecords(home, target), policy)).at;
  const health = {
    ...stores,
    clock,
    world,
    homeId: targetId(world.home),
    heartbeats: dynamoHeartbeatStore(table),
    health: dynamoGuardHealthStore(table),
  };
  return {
    commandsAt: (id) => {
      if (id === undefined) return atHome;
      const [accountId = "", region = ""] = id.split("/");
      // One that was taken out of the policy is asked about by its records alone, too.
      return atForeign(foreignTarget(world, id) ?? { accountId, region });
    },
    overview: () => guardOverview(health),
    authenticate: iamCaller,
    reportFault: (fault) => log.error("the API could not answer", { fault: String(fault) }),
  };
}

function commandsIn(surroundings: Surroundings, policy: GuardPolicy) {
  const { environment, stores, clock } = surroundings;
  const { actuateFunctionName, selfPrefix } = environment;
  const actuator = lambdaActuator(invocationClient(), actuateFunctionName, targetIdOf(surroundings));
  return operatorCommands({ ...stores, clock, policy, ownNamePrefix: selfPrefix, actuator });
}
