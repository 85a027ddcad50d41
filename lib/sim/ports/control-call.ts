import type { Refusal } from "../../domain/actuation.ts";
import { type Result, refused } from "../../domain/result.ts";
import { type Clock, MINUTE_MS } from "../../domain/time.ts";
import type { AwsError } from "../faces.ts";
import { faceAnswer } from "./face-call.ts";

/** Asks a control plane; what it refuses comes back as a value. @throws {CloudCallError} for everything else */
export type ControlCall = <T>(
  operation: string,
  functionName: string,
  question: () => T,
) => Result<T, Refusal>;

const GONE = ["ResourceNotFoundException", "NotFoundException"];
const BUSY = ["ResourceConflictException", "ResourceInUseException", "ConflictException"];
const REJECTED = ["InvalidParameterValueException"];

export const controlCall =
  (clock: Clock): ControlCall =>
  (operation, functionName, question) => {
    const answer = faceAnswer(operation, question, [...GONE, ...BUSY, ...REJECTED]);
    return answer.ok ? answer : refused(refusalOf(answer.error, { operation, functionName, clock }));
  };

function refusalOf(
  { errorName, message }: AwsError,
  { operation, functionName, clock }: { operation: string; functionName: string; clock: Clock },
): Refusal {
  if (GONE.includes(errorName)) return { kind: "unknown-function", functionName };
  if (BUSY.includes(errorName)) return { kind: "busy", leaseUntilMs: clock() + MINUTE_MS };
  return { kind: "rejected-by-aws", operation, message };
}
