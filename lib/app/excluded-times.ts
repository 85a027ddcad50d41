import { limitedTimes } from "../breaker/limited-times.ts";
import { type Breaker, brakesOf } from "../domain/breaker.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { Incident } from "../domain/incident.ts";
import { type Clock, type EpochMs, HOUR_MS, MINUTE_MS, type TimeSpan } from "../domain/time.ts";
import { plannedTimes } from "../policy/planned.ts";
import type { BreakerStore, IncidentStore, Ledger } from "../ports/stores.ts";

export type ExcludedTimesDeps = {
  readonly clock: Clock;
  readonly policy: GuardPolicy;
  readonly incidents: Pick<IncidentStore, "listSince">;
  readonly breakers: Pick<BreakerStore, "listActive">;
  readonly ledger: Pick<Ledger, "listSince">;
};

/** The spans of which nothing may be learned for a function; they may overlap. */
export type ExcludedTimes = (profile: FunctionProfile) => readonly TimeSpan[];

/**
 * What was not ordinary: a function under a brake, what piled up behind it, incidents that were acted upon and that
 * nobody called a false alarm, and declared activity.
 *
 * @param limitedSinceMs  how far back trips are looked up, day by day
 * @param incidentSinceMs how far back incidents are looked up
 */
export async function excludedTimes(
  deps: ExcludedTimesDeps,
  limitedSinceMs: EpochMs,
  incidentSinceMs: EpochMs,
): Promise<ExcludedTimes> {
  const nowMs = deps.clock();
  const [entries, active, incidents] = await Promise.all([
    deps.ledger.listSince(limitedSinceMs),
    deps.breakers.listActive(),
    deps.incidents.listSince(incidentSinceMs),
  ]);
  const spans = new Map<string, TimeSpan[]>();
  const exclude = (functionName: string, span: TimeSpan): void =>
    void spans.set(functionName, [...(spans.get(functionName) ?? []), span]);

  for (const [functionName, limited] of limitedTimes(entries, limitedSinceMs))
    for (const span of limited) exclude(functionName, withRecovery(span, deps.policy));
  for (const breaker of active)
    for (const span of presentSpan(breaker, nowMs)) exclude(breaker.functionName, span);
  for (const incident of incidents.filter(isConfirmed))
    exclude(incident.functionName, {
      startMs: incident.beganAtMs,
      endMs: incident.resolvedAtMs ?? nowMs,
    });
  return (profile) => [...(spans.get(profile.functionName) ?? []), ...plannedTimes(deps.policy, profile)];
}

/** Hours of a range that the spans cover, overlaps counted once. */
export function hoursWithin(spans: readonly TimeSpan[], range: TimeSpan): number {
  let coveredMs = 0;
  let untilMs = range.startMs;
  for (const { startMs, endMs } of [...spans].sort((a, b) => a.startMs - b.startMs)) {
    const from = Math.max(startMs, untilMs);
    const to = Math.min(endMs, range.endMs);
    if (to <= from) continue;
    coveredMs += to - from;
    untilMs = to;
  }
  return coveredMs / HOUR_MS;
}

/** What piled up behind a brake drains afterwards, for as long as the breaker gives it at most. */
const withRecovery = ({ startMs, endMs }: TimeSpan, { breaker }: GuardPolicy): TimeSpan => ({
  startMs,
  endMs: endMs + Math.min(breaker.recoveryMinutes * MINUTE_MS, endMs - startMs),
});

/** A hold without brakes only keeps the guard off: the function runs as ever. */
function presentSpan({ state }: Breaker, nowMs: EpochMs): readonly TimeSpan[] {
  return brakesOf(state).length > 0 ? [{ startMs: state.sinceMs, endMs: nowMs }] : [];
}

/** The guard stopped it, or tried to, and no person said that it was wrong. */
const isConfirmed = ({ status, plan, standDown }: Incident): boolean =>
  (status === "mitigated" || plan.kind === "act") && standDown === undefined;
