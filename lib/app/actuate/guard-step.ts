import type { BreakerEvent } from "../../breaker/event.ts";
import type { ActuationRequest } from "../../domain/actuation.ts";
import type { Breaker, BreakerState } from "../../domain/breaker.ts";
import { refused } from "../../domain/result.ts";
import { advance, carryOn } from "./advance.ts";
import { isGoneNow } from "./deleted-function.ts";
import type { Outcome, Run } from "./deps.ts";
import { findDrift, reportDrift } from "./drift.ts";
import { knownFunction } from "./exemptions.ts";

type GuardStepRequest = Extract<ActuationRequest, { breakerVersion: number }>;

const LEADS_TO: Readonly<Record<GuardStepRequest["kind"], BreakerState["kind"]>> = {
  probe: "probing",
  widen: "probing",
  retrip: "tripped",
  escalate: "tripped",
  ease: "tripped",
  restore: "restoring",
};

/** Probes, trips again or restores, if the breaker is still the one that this was judged on. */
export async function takeGuardStep(run: Run, request: GuardStepRequest): Promise<Outcome> {
  const { deps } = run;
  const breaker = await deps.breakers.load(request.functionName);
  const judgedVersion = request.breakerVersion;
  // An earlier run took this very step and was cut off, or this one is doubled.
  if (breaker.version === judgedVersion + 1 && breaker.state.kind === LEADS_TO[request.kind])
    return carryOn(run, breaker, "repeated");
  if (breaker.version !== judgedVersion)
    return refused({ kind: "stale", judgedVersion, presentVersion: breaker.version });

  // The inventory may be older than a function that was made anew; then nothing is let go for that.
  if (request.isDeleted && !(await isGoneNow(run, request.functionName)))
    return refused({ kind: "nothing-to-do", why: "the function is there again" });
  const event = await eventFor(run, breaker, request);
  if (event.kind !== "restore" && event.kind !== "expire") {
    const drift = await reportDrift(run, breaker, await findDrift(run, breaker));
    if (drift !== undefined) return drift;
  }
  return advance(run, breaker, event);
}

async function eventFor(run: Run, { state }: Breaker, request: GuardStepRequest): Promise<BreakerEvent> {
  const { kind, reason, functionName } = request;
  // Nothing runs after a function is gone, so nothing has to recover.
  const drained = request.drained ?? request.isDeleted;
  if (kind === "restore" && state.kind === "held" && run.deps.clock() >= state.expiresAtMs)
    return { kind: "expire", reason };
  if (kind === "retrip" || kind === "escalate") {
    // Protected since the trip: the guard lets go of it instead of limiting it further.
    const known = await knownFunction(run, functionName);
    const why = known.ok ? known.value.rules.exemptBecause : undefined;
    if (why !== undefined) return { kind: "restore", reason: `the function is exempt now: ${why}` };
  }
  return kind === "restore" && drained ? { kind, reason, drained } : { kind, reason };
}
