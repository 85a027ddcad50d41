import { clockTime } from "../domain/clock-time.ts";
import type { FunctionRules } from "../domain/guard-policy.ts";
import type { Approval, Incident } from "../domain/incident.ts";
import { operatorName } from "../domain/operator.ts";
import type { UnansweredDefault } from "../domain/plan.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

/** The rules that say who decides, as `rulesFor` returns them. */
export type ModeRules = Pick<FunctionRules, "ruleName" | "mode" | "approval"> & {
  readonly notices: readonly string[];
};

/**
 * What the mode of a function allows for one incident at one time. `because` and `why` are clauses for people; `because` is
 * absent where nobody had to be asked.
 */
export type Permission =
  | { readonly kind: "may-act"; readonly because?: string }
  | { readonly kind: "only-watch"; readonly why: string }
  | { readonly kind: "ask"; readonly deadlineMs: EpochMs; readonly otherwise: UnansweredDefault }
  | { readonly kind: "refused"; readonly why: string }
  | { readonly kind: "unanswered"; readonly why: string };

/**
 * The question of an incident has one deadline: it counts from when it was first asked, however often it is looked at. One that
 * nobody has asked yet is asked now.
 */
export function permissionFor(
  rules: ModeRules,
  incident: Pick<Incident, "approval"> | undefined,
  nowMs: EpochMs,
): Permission {
  if (rules.mode === "enforce") return { kind: "may-act" };
  if (rules.mode === "observe")
    return { kind: "only-watch", why: ["mode is observe", ...rules.notices].join("; ") };
  const { withinMinutes, otherwise } = rules.approval;
  const approval = incident?.approval;
  if (approval?.answer !== undefined) return permissionBy(approval.answer);
  const deadlineMs = (approval?.askedAtMs ?? nowMs) + withinMinutes * MINUTE_MS;
  if (nowMs < deadlineMs) return { kind: "ask", deadlineMs, otherwise };
  const silence = `nobody answered by ${clockTime(deadlineMs, nowMs)}`;
  return otherwise === "act"
    ? { kind: "may-act", because: `${silence}, and the policy says act then` }
    : { kind: "unanswered", why: `${silence}, and the policy says leave it at the alert then` };
}

function permissionBy({ decision, by, reason }: NonNullable<Approval["answer"]>): Permission {
  const said = `${operatorName(by)} ${decision} it: ${reason}`;
  return decision === "approved" ? { kind: "may-act", because: said } : { kind: "refused", why: said };
}

/**
 * Whether the mode lets the guard act on an incident now: `true`, or half a sentence why not. Asked when a plan is made and once
 * more right before something is changed, since a person or the policy may have said something else in between.
 *
 * @param incident the open one as stored; its approval holds the question and the answer
 */
export function mayActNow(
  rules: ModeRules,
  incident: Pick<Incident, "approval"> | undefined,
  nowMs: EpochMs,
): true | string {
  const permission = permissionFor(rules, incident, nowMs);
  if (permission.kind === "may-act") return true;
  if (permission.kind === "ask")
    return `rule ${rules.ruleName} asks a person first, until ${clockTime(permission.deadlineMs, nowMs)}`;
  return `rule ${rules.ruleName} does not let it act: ${permission.why}`;
}
