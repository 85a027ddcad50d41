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
  ...(each.spec.failureDestination
    ? { DeadLetterConfig: { TargetArn: arns.deadLetterQueue(each.spec.functionName) } }
    : {}),
});
