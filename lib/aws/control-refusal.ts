import type { Refusal } from "../domain/actuation.ts";
import { type Clock, MINUTE_MS } from "../domain/time.ts";
import type { ExpectedError } from "./cloud-call.ts";

/** Errors of Lambda's control plane that are answers to us and not faults of the connection. */
export const CONTROL_ERRORS = [
  "ResourceNotFoundException",
  "ResourceConflictException",
  "ResourceInUseException",
  "InvalidParameterValueException",
  "PreconditionFailedException",
];

/** Mappings take up to about a minute from one state to the next; AWS does not say when a change will be through. */
const CHANGE_IN_PROGRESS_MS = MINUTE_MS;

export function refusalOf(
  { name, message }: ExpectedError,
  { functionName, operation, clock }: { functionName: string; operation: string; clock: Clock },
): Refusal {
  switch (name) {
    case "ResourceNotFoundException":
      return { kind: "unknown-function", functionName };
    case "ResourceConflictException":
    case "ResourceInUseException":
      return { kind: "busy", leaseUntilMs: clock() + CHANGE_IN_PROGRESS_MS };
    default:
      return { kind: "rejected-by-aws", operation, message };
  }
}
