import { AwsError } from "../faces.ts";

/** A name, a partial ARN (`123456789012:function:name`) or a full one, each perhaps with `:qualifier`. */
const FUNCTION_REFERENCE =
  /^(?:(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?\d{12}:function:)?([A-Za-z0-9_-]{1,64})(?::([A-Za-z0-9$_-]+))?$/;

/** The bare name of the function that a caller refers to. @throws {AwsError} when it names a version or an alias */
export function functionNameOf(reference: string): string {
  const [, name, qualifier] = FUNCTION_REFERENCE.exec(reference) ?? [];
  if (name === undefined)
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${reference}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern`,
    );
  if (qualifier !== undefined)
    throw new AwsError(
      "InvalidParameterValueException",
      "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
    );
  return name;
}
