import type { Operator } from "./operator.ts";
import type { Setting, SettingValue } from "./setting.ts";
import type { EpochMs } from "./time.ts";

export type LedgerEvent =
  | "plan.decided"
  | "breaker.tripped"
  | "breaker.probing"
  | "breaker.widened"
  | "breaker.retripped"
  | "breaker.escalated"
  | "breaker.eased"
  | "breaker.restored"
  | "breaker.expired"
  | "breaker.function-deleted"
  | "action.intended"
  | "action.applied"
  | "action.failed"
  | "restore.drifted"
  | "operator.killed"
  | "operator.held"
  | "operator.released"
  | "operator.restored"
  | "operator.exempted"
  | "operator.approved"
  | "operator.rejected"
  | "loss-clock.half"
  | "loss-clock.losing"
  | "brake.held"
  | "brake.leaking"
  | "blast-radius.exceeded"
  | "incident.opened"
  | "incident.resolved";

/** One line of the append-only record. The same `entryId` written twice is one entry, so every writer may retry. */
export type LedgerEntry = {
  /** Begins with the entry's time as `toIso` writes it, so that ids of one function sort by time; no retry changes it. */
  readonly entryId: string;
  readonly atMs: EpochMs;
  readonly functionName: string;
  readonly event: LedgerEvent;
  readonly by: Operator;
  readonly reason: string;
  readonly incidentId?: string;
  readonly setting?: Setting;
  readonly prior?: SettingValue;
  readonly wanted?: SettingValue;
};
