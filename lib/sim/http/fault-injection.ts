import type { AwsError } from "../faces.ts";
import { accessDenied } from "./access-denied.ts";

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
  /**
   * From now on those requests of the operation meet this fault that `isHit` says, by their number since now: 0, 1, ...
   * Pages and repetitions are requests of their own. Replaces an earlier rule for the operation. `*`: every operation that has
   * no rule of its own, counted together.
   */
  failSome(operation: string, fault: Fault, isHit: (request: number) => boolean): void;
  /** Takes a `failSome` back. */
  recover(operation: string): void;
  /** Every request of the operation is refused as IAM would refuse it. */
  deny(operation: string): void;
  /** Takes a `deny` back. */
  allow(operation: string): void;
};

type Rule = { readonly fault: Fault; readonly isHit: (request: number) => boolean; requests: number };

export function faultInjection(): FaultInjection & {
  /** The fault that this request meets, which is thereby used up. */
  take(operation: string, callerArn: string): Fault | undefined;
} {
  const waiting = new Map<string, Fault[]>();
  const rules = new Map<string, Rule>();
  const denied = new Set<string>();

  function byRule(operation: string): Fault | undefined {
    const rule = rules.get(operation) ?? rules.get("*");
    if (rule === undefined) return undefined;
    rule.requests += 1;
    return rule.isHit(rule.requests - 1) ? rule.fault : undefined;
  }

  return {
    failNext(operation, fault, times = 1) {
      waiting.set(operation, [...(waiting.get(operation) ?? []), ...new Array<Fault>(times).fill(fault)]);
    },
    failSome: (operation, fault, isHit) => void rules.set(operation, { fault, isHit, requests: 0 }),
    recover: (operation) => void rules.delete(operation),
    deny: (operation) => void denied.add(operation),
    allow: (operation) => void denied.delete(operation),
    take: (operation, callerArn) =>
      denied.has(operation)
        ? accessDenied(callerArn, operation)
        : (waiting.get(operation)?.shift() ?? byRule(operation)),
  };
}
