import { derivedFrom } from "./derived-from.ts";
import { AwsError } from "./faces.ts";
import type { SimulatedFunction } from "./simulated-function.ts";

/**
 * Finds a function by its name, ARN or `account:function:name`.
 * @throws {AwsError} ResourceNotFoundException for an unknown one, InvalidParameterValueException for a version or alias,
 *   which none of the calls of this world accepts
 */
export function functionFinder(
  functions: () => readonly SimulatedFunction[],
  arnOf: (functionName: string) => string,
): (functionName: string) => SimulatedFunction {
  const byName = derivedFrom(
    functions,
    (present) => new Map(present.map((each) => [each.spec.functionName, each])),
  );
  return (given) => {
    const [name = "", qualifier] = given
      .replace(/^(arn:aws:lambda:[^:]+:)?(\d{12}:)?(function:)?/, "")
      .split(":");
    if (qualifier !== undefined)
      throw new AwsError(
        "InvalidParameterValueException",
        "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
      );
    const found = byName().get(name);
    if (found === undefined)
      throw new AwsError("ResourceNotFoundException", `Function not found: ${arnOf(name)}`, 404, {
        Type: "User",
      });
    return found;
  };
}
