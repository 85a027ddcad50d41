import type { Refusal } from "../domain/actuation.ts";
import { type Clock, MINUTE_MS } from "../domain/time.ts";
import type { ExpectedError } from "./cloud-call.ts";

/** Errors of Lambda's and Pipes' control planes that are answers to us and not faults of the connection. */
export const CONTROL_ERRORS = [
  "ResourceNotFoundException",
  "NotFoundException",
  "ResourceConflictException",
  "ResourceInUseException",
  "ConflictException",
  "InvalidParameterValueException",
  "PreconditionFailedException",
];

/** Mappings and pipes take up to about a minute from one state to the next; AWS does not say when a change will be through. */
const CHANGE_IN_PROGRESS_MS = MINUTE_MS;

export function refusalOf(
  { name, message }: ExpectedError,
  { functionName, operation, clock }: { functionName: string; operation: string; clock: Clock },
): Refusal {
  switch (name) {
    case "ResourceNotFoundException":
    case "NotFoundException":
      return { kind: "unknown-function", functionName };
    case "ResourceConflictException":
    case "ResourceInUseException":
    case "ConflictException":
      return { kind: "busy", leaseUntilMs: clock() + CHANGE_IN_PROGRESS_MS };
    default:
      return { kind: "rejected-by-aws", operation, message };
  }
}
