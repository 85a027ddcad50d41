import type { GuardOverview } from "../lib/app/guard-overview.ts";
import { UNRESERVED_FLOOR } from "../lib/brake/reservable.ts";
import { relativeTime } from "../lib/cli/format.ts";
import { GuardError } from "../lib/domain/errors.ts";
import type { AccountLimits } from "../lib/domain/function-profile.ts";
import type { EpochMs } from "../lib/domain/time.ts";
import { troubleCure, troubleSentence } from "../lib/notify/trouble-words.ts";
import { counted } from "../lib/report/numbers.ts";

/** What one check found: fine, worth knowing, or in the way. */
export type Finding =
  | { readonly kind: "ok"; readonly detail: string }
  | { readonly kind: "note" | "problem"; readonly detail: string; readonly cure: string };

/** A check that throws has found a problem, too. */
export type HealthCheck = {
  readonly name: string;
  readonly cure: string;
  /** Without it the checks after this one would only find the same problem again. */
  readonly restNeedsIt?: true;
  readonly look: () => Promise<Finding>;
};

/** What the guard reserves for itself with --reserve-concurrency, see infrastructure/reservations.yml. */
export const OWN_RESERVATIONS = 9;

/** Whether there is room to reserve: for the brake of functions that take events, and for the guard itself. */
export function judgeLimits(limits: AccountLimits): Finding {
  const { concurrentExecutions, unreservedConcurrentExecutions } = limits;
  const room = unreservedConcurrentExecutions - UNRESERVED_FLOOR;
  const detail = `${unreservedConcurrentExecutions} of ${concurrentExecutions} unreserved`;
  if (room < 1)
    return {
      kind: "note",
      detail,
      cure: "Nothing can be reserved here, so functions that take asynchronous events are alerted about and not braked. Ask for more concurrent executions in Service Quotas (1,000 is usual and free), and deploy without --reserve-concurrency.",
    };
  if (room < OWN_RESERVATIONS)
    return { kind: "note", detail, cure: "Deploy without --reserve-concurrency: there is no room for it." };
  return { kind: "ok", detail: `${detail}; --reserve-concurrency is possible` };
}

/** Whether every part of the guard lives and every account and region is seen. */
export function judgeGuard({ troubles, targets, lastLookMs }: GuardOverview, nowMs: EpochMs): Finding {
  const grave = troubles.filter(({ kind }) => kind !== "no-subscriber");
  const [first] = grave;
  if (first !== undefined)
    return {
      kind: "problem",
      detail: grave.map((trouble) => troubleSentence(trouble, nowMs)).join(" "),
      cure: troubleCure(first),
    };
  if (lastLookMs === undefined)
    return {
      kind: "note",
      detail: "the guard has not looked yet",
      cure: "Wait for its first inventory, at most an hour after the deployment, and look again.",
    };
  return {
    kind: "ok",
    detail: `looked ${relativeTime(lastLookMs, nowMs)}, ${counted(targets.length, "target")}`,
  };
}

/** Whether anybody hears of alerts. */
export function judgeSubscribers({ subscribers }: GuardOverview): Finding {
  if (subscribers === undefined)
    return {
      kind: "note",
      detail: "who is subscribed was not asked yet",
      cure: "The guard's dispatch function asks once an hour: look again, and read its log where it stays so.",
    };
  const { confirmed, pending } = subscribers;
  const detail = `${confirmed} confirmed, ${pending} pending`;
  if (confirmed > 0) return { kind: "ok", detail };
  return { kind: "problem", detail, cure: troubleCure({ kind: "no-subscriber", pending, sinceMs: 0 }) };
}

/** Runs every check, one line each, and says whether all is well. @returns the exit code */
export async function runHealthChecks(
  checks: readonly HealthCheck[],
  say: (text: string) => void,
): Promise<number> {
  let problems = 0;
  for (const check of checks) {
    const finding = await lookSafely(check);
    if (finding.kind === "problem") problems += 1;
    say(`${finding.kind.padEnd(7)}  ${check.name}: ${finding.detail}`);
    if (finding.kind !== "ok") say(`         ${finding.cure}`);
    if (finding.kind === "problem" && check.restNeedsIt) break;
  }
  say(problems === 0 ? "Ready." : `${problems} to mend first.`);
  return problems === 0 ? 0 : 1;
}

async function lookSafely({ look, cure }: HealthCheck): Promise<Finding> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { kind: "problem", detail: error.message, cure };
  }
}
