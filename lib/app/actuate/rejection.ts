import type { BreakerEvent } from "../../breaker/event.ts";
import type { Refusal } from "../../domain/actuation.ts";
import { type Breaker, type BreakerState, brakesOf } from "../../domain/breaker.ts";
import type { SettingReport } from "./converge-setting.ts";
import type { Run } from "./deps.ts";
import { brakeEntry } from "./ledger.ts";
import { tellNews } from "./news.ts";

/** Records and tells that AWS will not have a value; returns what has to follow from it, if anything. */
export async function reportRejection(
  run: Run,
  breaker: Breaker,
  reports: readonly SettingReport[],
  refusal: Refusal,
): Promise<BreakerEvent | undefined> {
  const { deps } = run;
  const brakes = reports.filter(({ kind }) => kind === "rejected").map(({ brake }) => brake);
  const why = refusal.kind === "rejected-by-aws" ? `${refusal.operation}: ${refusal.message}` : refusal.kind;
  for (const brake of brakes)
    await deps.ledger.append(brakeEntry(breaker, brake, "action.failed", deps.clock(), why));
  await tellNews(run, breaker, "failed", brakes, { reason: why });
  return eventAfter(breaker.state, `AWS refused the change: ${why}`, !reports.some(mayBeApplied));
}

/**
 * Half a brake is no brake: a fresh trip is taken back as a whole, and a probe ends in the restore that it leads to.
 * A restore stays as it is and is tried again, since what hinders it (other reservations) may go away.
 */
function eventAfter(state: BreakerState, reason: string, neverApplied: boolean): BreakerEvent | undefined {
  // The demand looked calm when the stage was tried, and a smaller step than all is not to be had.
  if (state.kind === "probing") return { kind: "restore", reason };
  // What waits would be lost behind the brake that is still on.
  if (state.kind === "tripped" && state.grade === "trickle") return { kind: "restore", reason };
  if (!isFirstBrake(state)) return undefined;
  if (state.kind === "held")
    return { kind: "operator-restore", reason, by: state.by, neverApplied, overwritten: [] };
  return state.kind === "tripped" ? { kind: "restore", reason, neverApplied } : undefined;
}

/** No setting has had any value of ours but the full brake. */
const isFirstBrake = (state: BreakerState): boolean => brakesOf(state).every(({ ours }) => ours.length === 1);

/** What is moving or could not be asked may have taken the value. */
const mayBeApplied = ({ kind, wasApplied }: SettingReport): boolean =>
  wasApplied || kind === "settled" || kind === "moving" || kind === "unreachable";
