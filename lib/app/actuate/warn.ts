import { holdsBack } from "../../breaker/brakes.ts";
import type { SeenUnderBrake } from "../../domain/actuation.ts";
import type { Severity } from "../../domain/anomaly.ts";
import { type Breaker, type BreakerState, brakesOf } from "../../domain/breaker.ts";
import type { BreakerNews } from "../../domain/breaker-news.ts";
import type { LossClockAnswer } from "../../domain/guard-policy.ts";
import type { LedgerEvent } from "../../domain/ledger.ts";
import { warnAtMs } from "../../domain/loss-share.ts";
import { GUARD } from "../../domain/operator.ts";
import { type EpochMs, toIso } from "../../domain/time.ts";
import type { Run } from "./deps.ts";
import { knownFunction } from "./exemptions.ts";
import { tellNews } from "./news.ts";

type Limiting = Exclude<BreakerState, { kind: "armed" }>;

/** Something that is noticed under a brake, on record and told once for as long as it lasts. */
type Notice = {
  readonly event: LedgerEvent;
  /** The same at every look, so that it is noted once. */
  readonly ofMs: EpochMs;
  readonly reason: string;
  readonly tell?: { readonly kind: BreakerNews["kind"]; readonly severity?: Severity };
};

/**
 * Warns of what goes wrong under a brake: events that will be lost or are, and a brake that does not hold. Told before it is
 * recorded: a run that is cut off in between tells it again, instead of never.
 */
export async function warn(run: Run, breaker: Breaker, seen: SeenUnderBrake): Promise<void> {
  const { deps } = run;
  const { functionName, state } = breaker;
  if (state.kind === "armed" || state.kind === "restoring" || state.brakes.length === 0) return;
  const known = await knownFunction(run, functionName);
  const atLossClock = known.ok ? known.value.rules.atLossClock : deps.policy.atLossClock;
  const areKept = known.ok && known.value.profile.hasFailureDestination;
  const nowMs = deps.clock();
  const notices = [...lossNotices(state, seen, { atLossClock, areKept }, nowMs), ...holdNotices(state, seen)];
  for (const { event, ofMs, reason, tell } of notices) {
    const entryId = `${toIso(ofMs)}#${event}`;
    if ((await deps.ledger.find(functionName, entryId)) !== undefined) continue;
    if (tell !== undefined) {
      const { kind, ...graver } = tell;
      await tellNews(run, breaker, kind, brakesOf(state), { reason, by: GUARD, ...graver });
    }
    const { incidentId } = state;
    await deps.ledger.append({
      entryId,
      atMs: nowMs,
      functionName,
      event,
      by: GUARD,
      reason,
      ...(incidentId !== undefined && { incidentId }),
    });
  }
}

function lossNotices(
  state: Limiting,
  { eventsDropped = 0 }: SeenUnderBrake,
  { atLossClock, areKept }: { readonly atLossClock: LossClockAnswer; readonly areKept: boolean },
  nowMs: EpochMs,
): readonly Notice[] {
  const notices: Notice[] = [];
  const { lossAtMs, sinceMs } = state;
  const halfMs = warnAtMs(state);
  const isDraining = state.kind === "tripped" && state.grade === "trickle";
  if (halfMs !== undefined && nowMs >= halfMs && !isDraining)
    notices.push({
      event: "loss-clock.half",
      ofMs: halfMs,
      reason: `what waits since ${toIso(sinceMs)} is lost from ${toIso(lossAtMs ?? halfMs)} on; ${ANSWERS[atLossClock]}`,
      tell: { kind: "loss-near", ...(atLossClock === "ask" && { severity: "critical" }) },
    });
  if (eventsDropped > 0 && state.brakes.some(holdsBack))
    notices.push({
      event: "loss-clock.losing",
      ofMs: sinceMs,
      reason: `Lambda has given up ${eventsDropped} events of it since ${toIso(sinceMs)}${areKept ? "; its failure destination has them" : ""}`,
      tell: { kind: "losing", ...(areKept && { severity: "warning" }) },
    });
  else if (lossAtMs !== undefined && nowMs >= lossAtMs && !isDraining)
    notices.push({
      event: "loss-clock.losing",
      ofMs: sinceMs,
      reason: `what came at ${toIso(sinceMs)} has waited for as long as it is kept`,
      tell: { kind: "losing" },
    });
  return notices;
}

const ANSWERS = {
  release: "before that it is let through in a trickle",
  ask: "say now whether to keep it stopped (kill or hold); without a word it is let through in a trickle before that",
  keep: "the policy says to keep it stopped",
} as const;

function holdNotices(state: Limiting, { hold }: SeenUnderBrake): readonly Notice[] {
  if (hold === undefined) return [];
  const { reason } = hold;
  const ofMs = state.startedAtMs;
  return hold.kind === "holds"
    ? [{ event: "brake.held", ofMs, reason }]
    : [{ event: "brake.leaking", ofMs, reason, tell: { kind: "leaking" } }];
}
