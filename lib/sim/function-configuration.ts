import { aliasesOf } from "./aliases.ts";
import type { Arns } from "./arns.ts";
import type { FunctionConfiguration } from "./faces.ts";
import type { SimulatedFunction } from "./simulated-function.ts";

/** The function as ListFunctions and GetFunctionConfiguration show it. */
export const functionConfiguration = (each: SimulatedFunction, arns: Arns): FunctionConfiguration => ({
  FunctionName: each.spec.functionName,
  FunctionArn: each.functionArn,
  Runtime: "nodejs24.x",
  Handler: "index.handler",
  MemorySize: each.spec.memoryMb,
  Timeout: each.spec.timeoutSeconds,
  Architectures: [each.spec.architecture],
  LastModified: new Date(each.lastModifiedMs()).toISOString().replace("Z", "+0000"),
  ...(each.spec.failureDestination && aliasesOf(each.spec).length === 0
    ? { DeadLetterConfig: { TargetArn: arns.deadLetterQueue(each.spec.functionName) } }
    : {}),
  ...(each.spec.hosting === "managed-instances"
    ? {
        CapacityProviderConfig: {
          LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn: arns.capacityProvider },
        },
      }
    : {}),
  ...(each.spec.isDurable ? { DurableConfig: { ExecutionTimeout: DAY_SECONDS } } : {}),
});

const DAY_SECONDS = 86_400;
