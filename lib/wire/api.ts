import { operatorCommands } from "../app/operator-commands.ts";
import { invocationClient } from "../aws/clients.ts";
import { lambdaActuator } from "../aws/lambda-actuator.ts";
import { readPolicyFile } from "../config/policy-file.ts";
import type { ApiDeps } from "../http/api.ts";
import { iamCaller } from "../http/authenticate.ts";
import type { Surroundings } from "./surroundings.ts";

export function wireApi({ environment, stores, clock, log }: Surroundings): ApiDeps {
  const actuator = lambdaActuator(invocationClient(), environment.actuateFunctionName);
  return {
    commands: operatorCommands({
      ...stores,
      clock,
      policy: readPolicyFile(),
      ownNamePrefix: environment.selfPrefix,
      actuator,
    }),
    authenticate: iamCaller,
    reportFault: (fault) => log.error("the API could not answer", { fault: String(fault) }),
  };
}
