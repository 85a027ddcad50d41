import { lossAfterMs } from "../../brake/loss-clock.ts";
import type { ActuationRequest, Refusal } from "../../domain/actuation.ts";
import type { Breaker } from "../../domain/breaker.ts";
import type { FunctionProfile } from "../../domain/function-profile.ts";
import type { Incident } from "../../domain/incident.ts";
import type { PlannedChange } from "../../domain/plan.ts";
import { refused } from "../../domain/result.ts";
import { HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { isPolled } from "../../domain/trigger.ts";
import { beyondBlastRadius, functionsTripped } from "../../policy/blast-radius.ts";
import { catalogueObjection } from "../../policy/catalogue-objection.ts";
import { mayActNow } from "../../policy/may-act.ts";
import { advance, carryOn } from "./advance.ts";
import type { Outcome, Run } from "./deps.ts";
import { type Known, touchableFunction } from "./exemptions.ts";
import { WHOLE_FLEET, withLease } from "./lease.ts";
import { readPriors } from "./priors.ts";

type TripRequest = Extract<ActuationRequest, { kind: "trip" }>;

/** A brake that AWS refused is not tried again for the same incident before this; what refused it rarely changes sooner. */
const RETRY_AFTER_REJECTION_MS = 30 * MINUTE_MS;

/**
 * Trips a breaker for the guard. Everything that `decide` asked is asked again here: the plan may be old, and this is the
 * last moment at which nothing has been changed.
 */
export async function trip(run: Run, request: TripRequest): Promise<Outcome> {
  const { deps } = run;
  const { functionName, incidentId, grade, reason } = request;
  const breaker = await deps.breakers.load(functionName);
  if (isTheSameTrip(breaker, incidentId)) return carryOn(run, breaker, "repeated");

  const known = await touchableFunction(run, functionName);
  if (!known.ok) return known;
  const incident = await deps.incidents.findOpen(functionName);
  const objection =
    objectionOfPerson(incident, request) ?? objectionToPlan(run, known.value, incident, request);
  if (objection !== undefined) return refused(objection);
  return withLease(deps, WHOLE_FLEET, async () => {
    const history = await objectionOfHistory(run, request, known.value.catalogue.functions.length);
    if (history !== undefined) return refused(history);
    const changes = await readPriors(run, request.changes);
    if (!changes.ok) return changes;
    const event = { kind: "trip", incidentId, grade, changes: changes.value, reason } as const;
    return advance(run, breaker, { ...event, lossAfterMs: lossAfterMs(known.value.profile, changes.value) });
  });
}

/** The order was given before: an earlier run was cut off, or this one is doubled. */
const isTheSameTrip = ({ state }: Breaker, incidentId: string): boolean =>
  (state.kind === "tripped" || state.kind === "probing") && state.incidentId === incidentId;

function objectionToPlan(
  { deps }: Run,
  { catalogue, profile, rules }: Known,
  incident: Incident | undefined,
  { changes }: TripRequest,
): Refusal | undefined {
  const permission = mayActNow(rules, incident, deps.clock());
  if (permission !== true) return { kind: "exempt", why: permission };
  const unfounded = catalogueObjection(catalogue, profile, deps.clock());
  if (unfounded !== undefined) return { kind: "no-safe-brake", why: unfounded };
  const foreign = changes.find((change) => !belongsTo(profile, change));
  if (foreign !== undefined)
    return { kind: "no-safe-brake", why: "the plan names a setting that is not the function's own" };
  return undefined;
}

function belongsTo(profile: FunctionProfile, { setting }: PlannedChange): boolean {
  if (setting.functionName !== profile.functionName) return false;
  if (setting.kind === "concurrency") return true;
  if (setting.kind === "pipe")
    return profile.triggers.some(
      (trigger) => trigger.kind === "pipe" && trigger.pipeName === setting.pipeName,
    );
  return profile.triggers.some((trigger) => isPolled(trigger) && trigger.mappingId === setting.mappingId);
}

/** What a person said about this incident since the plan was made. */
function objectionOfPerson(incident: Incident | undefined, { incidentId }: TripRequest): Refusal | undefined {
  if (incident?.incidentId !== incidentId)
    return { kind: "nothing-to-do", why: "the incident is no longer open" };
  if (incident.standDown !== undefined) return { kind: "stood-down", by: incident.standDown.by };
  return undefined;
}

/** What the last hour says: this very brake was refused a moment ago, or too many functions were tripped. */
async function objectionOfHistory(
  { deps }: Run,
  { functionName, incidentId }: TripRequest,
  size: number,
): Promise<Refusal | undefined> {
  const nowMs = deps.clock();
  const lastHour = await deps.ledger.listSince(nowMs - HOUR_MS);
  const failure = lastHour.find(
    ({ event, atMs, ...entry }) =>
      event === "action.failed" && entry.incidentId === incidentId && atMs > nowMs - RETRY_AFTER_REJECTION_MS,
  );
  if (failure !== undefined)
    return { kind: "rejected-by-aws", operation: "an earlier trip", message: failure.reason };
  const fleet = { size, actedLastHour: functionsTripped(lastHour, functionName) };
  const why = beyondBlastRadius(deps.policy.blastRadius, fleet);
  return why === undefined ? undefined : { kind: "blast-radius", why };
}
