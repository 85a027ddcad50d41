import type { BreakerEvent } from "../../breaker/event.ts";
import { transition } from "../../breaker/transition.ts";
import { type Breaker, brakesOf } from "../../domain/breaker.ts";
import { refused } from "../../domain/result.ts";
import type { SettingReport } from "./converge-setting.ts";
import { convergeSettings } from "./converge-settings.ts";
import { endWithFunction, isFinal, isGoneNow } from "./deleted-function.ts";
import type { Outcome, Run } from "./deps.ts";
import { reportDrift } from "./drift.ts";
import { brakeEntry, breakerEntry } from "./ledger.ts";
import { stateEvent, tellNews, tellState } from "./news.ts";
import { outcomeOf } from "./outcome-of.ts";
import { reportRejection } from "./rejection.ts";

/** What came of it, and the step that has to follow when AWS refused a value. */
export type Settled = { readonly outcome: Outcome; readonly next?: BreakerEvent };

/**
 * Makes the settings what the recorded breaker says, records and tells it, and ends a complete restore.
 *
 * @param pass `first` right after the state was recorded; `repeated` tells it again only if an earlier run may have
 *             been cut off before telling
 */
export async function settle(run: Run, breaker: Breaker, pass: "first" | "repeated"): Promise<Settled> {
  const { deps } = run;
  if (breaker.state.kind === "armed") return { outcome: outcomeOf(breaker, true) };
  const event = stateEvent(breaker);
  if (event !== undefined) await deps.ledger.append(breakerEntry(breaker, event, deps.clock()));

  const reports = await convergeSettings(run, breaker);
  const mayEnd = breaker.state.kind === "restoring" && reports.every(isFinal);
  if (mayEnd && (await isGoneNow(run, breaker.functionName)))
    return { outcome: await endWithFunction(run, breaker, reports) };
  const rejected = reports.filter((report) => report.kind === "rejected");
  const unreachable = reports.find((report) => report.kind === "unreachable");
  const isUntold = pass === "first" || reports.some(isNew);
  // Told before it is recorded as applied: a run that is cut off in between tells it again, instead of never.
  if (isUntold && rejected.length === 0 && unreachable === undefined) await tellState(run, breaker);
  for (const { brake } of reports.filter((report) => report.kind === "settled" && isNew(report)))
    await deps.ledger.append(brakeEntry(breaker, brake, "action.applied", deps.clock()));

  if (rejected[0] !== undefined) {
    const next = await reportRejection(run, breaker, reports, rejected[0].refusal);
    return { outcome: refused(rejected[0].refusal), ...(next !== undefined && { next }) };
  }
  const drift = await reportDrift(
    run,
    breaker,
    reports.filter((report) => report.kind === "drifted"),
  );
  if (unreachable !== undefined) throw unreachable.error;
  if (drift !== undefined) return { outcome: drift };
  if (!reports.every(isDone)) return { outcome: outcomeOf(breaker, false) };
  return { outcome: breaker.state.kind === "restoring" ? await arm(run, breaker) : outcomeOf(breaker, true) };
}

const isNew = ({ kind, wasApplied }: SettingReport): boolean => !wasApplied && kind !== "gone";
const isDone = ({ kind }: SettingReport): boolean => kind === "settled" || kind === "gone";

/** Recorded and told before the breaker is armed, since nobody comes back to an armed one. */
async function arm(run: Run, breaker: Breaker): Promise<Outcome> {
  const { deps } = run;
  const next = transition(breaker.state, { kind: "restored" }, deps.policy.breaker, deps.clock());
  if (!next.ok) return next;
  await deps.ledger.append(breakerEntry(breaker, "breaker.restored", deps.clock()));
  const neverApplied = breaker.state.kind === "restoring" && breaker.state.neverApplied === true;
  if (!neverApplied) await tellNews(run, breaker, "restored", brakesOf(breaker.state));
  return outcomeOf(await deps.breakers.save({ ...breaker, state: next.value }), true);
}
