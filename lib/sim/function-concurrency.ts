import { type EpochMs, SECOND_MS } from "../domain/time.ts";
import type { ConcurrencyPool } from "./concurrency-pool.ts";
import { AwsError, type LambdaControlPlane } from "./faces.ts";
import type { SimulatedFunction } from "./simulated-function.ts";

type ConcurrencyCalls = Pick<
  LambdaControlPlane,
  "getFunctionConcurrency" | "putFunctionConcurrency" | "deleteFunctionConcurrency"
>;

/** After a deployment a function is busy for some seconds, in which AWS takes no other change to it. */
const UPDATE_MS = 15 * SECOND_MS;

/** Reserved concurrency, with AWS's own refusals. Takes effect with the next step. */
export function functionConcurrency(
  find: (functionName: string) => SimulatedFunction,
  pool: ConcurrencyPool,
  unreservedFloor: number,
  nowMs: () => EpochMs,
): ConcurrencyCalls {
  /** @throws {AwsError} while an update is in progress */
  const findAtRest = (functionName: string): SimulatedFunction => {
    const found = find(functionName);
    if (nowMs() < found.lastModifiedMs() + UPDATE_MS)
      throw new AwsError(
        "ResourceConflictException",
        `The operation cannot be performed at this time. An update is in progress for resource: ${found.functionArn}`,
        409,
      );
    return found;
  };

  return {
    getFunctionConcurrency(functionName) {
      const { reserved } = find(functionName).slots;
      return reserved === "unreserved" ? {} : { ReservedConcurrentExecutions: reserved };
    },
    putFunctionConcurrency(functionName, wanted) {
      const { slots } = findAtRest(functionName);
      if (!Number.isInteger(wanted) || wanted < 0)
        throw new AwsError(
          "InvalidParameterValueException",
          `1 validation error detected: Value '${wanted}' at 'reservedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 0`,
        );
      if (wanted < slots.provisioned)
        throw new AwsError(
          "InvalidParameterValueException",
          // The blanks are AWS's.
          ` ReservedConcurrentExecutions  ${wanted} should not be lower than function's total provisioned concurrency [${slots.provisioned}].`,
        );
      const ownNow = slots.reserved === "unreserved" ? slots.provisioned : slots.reserved;
      if (wanted > 0 && pool.unreserved() + ownNow - wanted < unreservedFloor)
        throw new AwsError(
          "InvalidParameterValueException",
          `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${unreservedFloor}].`,
        );
      pool.reserve(slots, wanted);
      return { ReservedConcurrentExecutions: wanted };
    },
    deleteFunctionConcurrency(functionName) {
      pool.reserve(findAtRest(functionName).slots, "unreserved");
    },
  };
}
