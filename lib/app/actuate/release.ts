import { transition } from "../../breaker/transition.ts";
import type { ActuationRequest } from "../../domain/actuation.ts";
import type { Breaker } from "../../domain/breaker.ts";
import { operatorName } from "../../domain/operator.ts";
import type { Setting } from "../../domain/setting.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { advance, carryOn } from "./advance.ts";
import { convergeSettings } from "./converge-settings.ts";
import type { Outcome, Run } from "./deps.ts";
import { findDrift } from "./drift.ts";
import { refusalOfUnknown } from "./exemptions.ts";
import { entryIdOf, orderEntry } from "./ledger.ts";
import { tellNews } from "./news.ts";
import { isTheSameOrder } from "./same-order.ts";
import { liftStandDown, stoodDownBy } from "./stand-down.ts";

/** Whoever repeats what got no answer does so within minutes; whoever insists on what was refused may have to wait so long. */
const REPEATED_WITHIN_MS = 10 * MINUTE_MS;
/** More than an order and the restore that follows write. */
const LEAST_ENTRIES = 20;

type ReleaseOrder = Extract<ActuationRequest, { kind: "operator-release" }>;

/**
 * Gives a function back to the guard, which may act on its open incident again. Where somebody changed a setting under the
 * brake, or where AWS does not take the prior value back, the present value is accepted, the other settings are restored,
 * and the guard starts afresh.
 */
export async function release(run: Run, request: ReleaseOrder): Promise<Outcome> {
  const { deps } = run;
  const { functionName, reason, by } = request;
  const breaker = await deps.breakers.load(functionName);
  const isStoodDown = (await stoodDownBy(deps, functionName)) !== undefined;
  const isRepeated =
    (await isTheSameOrder(run, breaker, request)) || (await hasJustLedToRestore(run, breaker, request));
  if (!isStoodDown && isRepeated) return carryOn(run, breaker, "first");
  const unknown = await refusalOfUnknown(run, breaker);
  if (unknown !== undefined) return unknown;

  const accepted = await settingsToAccept(run, breaker);
  const event = { kind: "operator-release", reason, by, accepted } as const;
  const allowed = transition(breaker.state, event, deps.policy.breaker, deps.clock());
  if (!allowed.ok) return isStoodDown ? releaseIncident(run, breaker, request) : allowed;
  // First, so that a run that is cut off leaves a breaker behind which the same order finds again.
  await liftStandDown(deps, functionName);
  return advance(run, breaker, event);
}

/**
 * Whether this order was given a moment ago and AWS refused what it led to, so that the guard restores by itself now. Sent again,
 * because its run was cut off, it must not pass for a second word of a person, who gives up what AWS refuses.
 */
async function hasJustLedToRestore(
  { deps }: Run,
  breaker: Breaker,
  { reason, by }: ReleaseOrder,
): Promise<boolean> {
  if (breaker.state.kind !== "restoring" || breaker.state.by.kind === "person") return false;
  const newest = await deps.ledger.list(breaker.functionName, LEAST_ENTRIES);
  return newest.some(
    (entry) =>
      entry.event === "operator.released" &&
      entry.atMs >= deps.clock() - REPEATED_WITHIN_MS &&
      entry.reason === reason &&
      operatorName(entry.by) === operatorName(by),
  );
}

/**
 * What somebody changed under the brake; and of a restore what AWS refuses in one more try, which would keep the guard
 * from the function for ever. What only takes its time is not given up.
 */
async function settingsToAccept(run: Run, breaker: Breaker): Promise<readonly Setting[]> {
  const isRestoring = breaker.state.kind === "restoring";
  const reports = isRestoring ? await convergeSettings(run, breaker) : [];
  const refusedByAws = reports.filter(({ kind }) => kind === "rejected");
  return [...(await findDrift(run, breaker)), ...refusedByAws].map(({ brake }) => brake.setting);
}

/** The guard has the breaker already, but somebody had it keep off the incident. Lifted last: until then it is done again. */
async function releaseIncident(run: Run, breaker: Breaker, { reason, by }: ReleaseOrder): Promise<Outcome> {
  const { deps } = run;
  const entry = orderEntry(breaker, "operator.released", by, reason, deps.clock());
  // A state that this order did not lead to must not look so afterwards, or a later release would not be heard.
  const isArmed = breaker.state.kind === "armed";
  const entryId = isArmed ? entry.entryId : entryIdOf(breaker, "operator.released", "stand-down");
  await deps.ledger.append({ ...entry, entryId });
  await tellNews(run, breaker, "released", [], { reason, by });
  await liftStandDown(deps, breaker.functionName);
  return carryOn(run, breaker, "repeated");
}
