import type { FunctionPlan } from "../../app/plan-report.ts";

/** Which functions of a plan are wanted. */
export const ONLY = ["acts", "waits", "unprotected", "exempt"] as const;
export type Only = (typeof ONLY)[number];

/**
 * - `acts`: a brake is planned, and nothing but a person's answer stands in its way.
 * - `waits`: a brake is planned, and would not be applied at this moment.
 * - `unprotected`: no brake is safe.
 * - `exempt`: the policy or a tag keeps the guard off.
 */
export function isWanted({ protection, mode, notNow }: FunctionPlan, only: Only): boolean {
  switch (only) {
    case "acts":
      return protection.kind === "brake" && mode !== "observe" && notNow.length === 0;
    case "waits":
      return protection.kind === "brake" && notNow.length > 0;
    case "unprotected":
      return protection.kind === "alert-only";
    case "exempt":
      return protection.kind === "exempt";
  }
}
