import type { Incident } from "../domain/incident.ts";
import type { Plan } from "../domain/plan.ts";
import type { EpochMs } from "../domain/time.ts";

/**
 * The plan that stands on an incident after a look: the new one, or the earlier one where the new one says less. "Nothing more to
 * do" must not hide what was decided before; and whoever was told that it would have been stopped, or was asked, needs no second
 * word when the signals get fewer as it ends.
 *
 * @returns `plan` or the incident's own, unchanged
 */
export const planOnRecord = (
  plan: Plan,
  incident: Pick<Incident, "plan" | "approval">,
  nowMs: EpochMs,
): Plan => (isLess(plan, incident, nowMs) ? incident.plan : plan);

function isLess(
  plan: Plan,
  { plan: before, approval }: Pick<Incident, "plan" | "approval">,
  nowMs: EpochMs,
): boolean {
  if (plan.kind === "none") return before.kind !== "none";
  if (plan.kind !== "alert") return false;
  if (before.kind === "would-act") return true;
  // What came of a question is news: it was answered, or nobody did.
  return before.kind === "ask" && approval?.answer === undefined && nowMs < before.deadlineMs;
}
