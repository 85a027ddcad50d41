import { transition } from "../../breaker/transition.ts";
import type { Refusal } from "../../domain/actuation.ts";
import { type Breaker, brakesOf } from "../../domain/breaker.ts";
import type { BrakeEnd } from "../../domain/breaker-news.ts";
import { FUNCTION_DELETED } from "../../domain/deleted-functions.ts";
import type { LedgerEvent } from "../../domain/ledger.ts";
import { describeValue } from "../../domain/setting.ts";
import type { SettingReport } from "./converge-setting.ts";
import type { Outcome, Run } from "./deps.ts";
import { brakeEntry, breakerEntry } from "./ledger.ts";
import { tellNews } from "./news.ts";
import { outcomeOf } from "./outcome-of.ts";

/** Whether Lambda knows no such function now. @throws {CloudCallError} when it could not be asked, which is no answer */
export async function isGoneNow({ deps }: Run, functionName: string): Promise<boolean> {
  const reading = await deps.control.read({ kind: "concurrency", functionName });
  return !reading.ok && reading.error.kind === "unknown-function";
}

/** Whether nothing more comes of a setting by waiting, once its function is gone. */
export const isFinal = ({ kind }: SettingReport): boolean => kind !== "moving" && kind !== "unreachable";

/**
 * Ends a restore whose function is gone. A reservation went with it; event sources and pipes outlive it and were put back where that
 * was possible. What AWS refuses or somebody else changed is told and left as it is: no later try finds a function again.
 */
export async function endWithFunction(
  run: Run,
  breaker: Breaker,
  reports: readonly SettingReport[],
): Promise<Outcome> {
  const { deps } = run;
  const next = transition(breaker.state, { kind: "restored" }, deps.policy.breaker, deps.clock());
  if (!next.ok) return next;
  const ends = reports.map(endOf);
  for (const [index, { brake, kind }] of reports.entries()) {
    const event = ENTRY_OF[kind];
    const end = ends[index];
    const why = end?.kind === "left" ? end.why : undefined;
    if (event !== undefined) await deps.ledger.append(brakeEntry(breaker, brake, event, deps.clock(), why));
  }
  const ended = breakerEntry(breaker, "breaker.function-deleted", deps.clock());
  await deps.ledger.append({ ...ended, reason: FUNCTION_DELETED });
  const neverApplied = breaker.state.kind === "restoring" && breaker.state.neverApplied === true;
  if (!neverApplied) {
    const brakes = reports.map(({ brake }) => brake);
    await tellNews(run, breaker, "deleted", brakes, { reason: FUNCTION_DELETED, ends });
  }
  return outcomeOf(
    await deps.breakers.save({ ...breaker, state: next.value }),
    brakesOf(next.value).length === 0,
  );
}

const ENTRY_OF: Readonly<Partial<Record<SettingReport["kind"], LedgerEvent>>> = {
  settled: "action.applied",
  rejected: "action.failed",
  drifted: "restore.drifted",
};

function endOf(report: SettingReport): BrakeEnd {
  switch (report.kind) {
    case "rejected":
      return { kind: "left", why: refusalReason(report.refusal) };
    case "drifted":
      return { kind: "left", why: `somebody changed it to ${describeValue(report.found)}` };
    case "gone":
      return { kind: "gone" };
    default:
      return { kind: "put-back" };
  }
}

const refusalReason = (refusal: Refusal): string =>
  refusal.kind === "rejected-by-aws" ? `${refusal.operation}: ${refusal.message}` : refusal.kind;
