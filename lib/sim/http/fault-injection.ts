import { AwsError } from "../faces.ts";

/**
 * What may go wrong with a request:
 * - an error that AWS answers;
 * - `lost-request`: the connection breaks before anything was done;
 * - `lost-answer`: it was done, but the caller never learns.
 */
export type Fault = AwsError | "lost-request" | "lost-answer";

export type FaultInjection = {
  /** The next `times` requests of the operation (`lambda:PutFunctionConcurrency`) meet this fault. Faults queue up. */
  failNext(operation: string, fault: Fault, times?: number): void;
  /** Every request of the operation is refused as IAM would refuse it. */
  deny(operation: string): void;
  /** Takes a `deny` back. */
  allow(operation: string): void;
};

/** Each service's own word for "IAM does not let you"; the others say AccessDeniedException. */
const DENIED_AS: Readonly<Record<string, string>> = {
  cloudwatch: "AccessDenied",
  sns: "AuthorizationError",
  sts: "AccessDenied",
};

export function faultInjection(callerArn: string): FaultInjection & {
  /** The fault that this request meets, which is thereby used up. */
  take(operation: string): Fault | undefined;
} {
  const waiting = new Map<string, Fault[]>();
  const denied = new Set<string>();
  return {
    failNext(operation, fault, times = 1) {
      waiting.set(operation, [...(waiting.get(operation) ?? []), ...new Array<Fault>(times).fill(fault)]);
    },
    deny: (operation) => void denied.add(operation),
    allow: (operation) => void denied.delete(operation),
    take: (operation) =>
      denied.has(operation) ? accessDenied(callerArn, operation) : waiting.get(operation)?.shift(),
  };
}

function accessDenied(callerArn: string, operation: string): AwsError {
  const service = operation.split(":")[0] ?? "";
  return new AwsError(
    DENIED_AS[service] ?? "AccessDeniedException",
    `User: ${callerArn} is not authorized to perform: ${operation} because no identity-based policy allows the ${operation} action`,
    403,
  );
}
