import { chooseBrake } from "../../brake/choose-brake.ts";
import { fitToPrior } from "../../brake/fit-to-prior.ts";
import { without } from "../../breaker/brakes.ts";
import type { Found } from "../../breaker/event.ts";
import type { ActuationRequest, Refusal } from "../../domain/actuation.ts";
import type { BrakeChoice } from "../../domain/brake-choice.ts";
import { type Breaker, brakesOf } from "../../domain/breaker.ts";
import type { FittedChange, PlannedChange } from "../../domain/plan.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import { type Setting, sameSetting } from "../../domain/setting.ts";
import { advance, carryOn } from "./advance.ts";
import type { Outcome, Run } from "./deps.ts";
import { findDrift } from "./drift.ts";
import { touchableFunction } from "./exemptions.ts";
import { lossTimeOf } from "./loss-time.ts";
import { readPriors } from "./priors.ts";
import { isTheSameOrder } from "./same-order.ts";

type KillRequest = Extract<ActuationRequest, { by: unknown; expiresAtMs: number }>;

/**
 * A person's kill switch. It needs no incident, no baseline and no fresh inventory, and does not ask for the mode; it never
 * touches what is protected, uses only a brake that loses no events, and lasts no longer than it loses none.
 */
export async function kill(run: Run, request: KillRequest): Promise<Outcome> {
  const { functionName, reason, by, expiresAtMs } = request;
  const breaker = await run.deps.breakers.load(functionName);
  if (await isTheSameOrder(run, breaker, request)) return carryOn(run, breaker, "first");
  const isLimited = brakesOf(breaker.state).length > 0;
  const chosen = await chooseFor(run, functionName);
  if (!chosen.ok) return chosen;
  if (chosen.value.kind === "alert-only" && !isLimited)
    return refused({ kind: "no-safe-brake", why: chosen.value.reason });

  const added = await readPriors(run, notYetBraked(chosen.value, breaker));
  if (!added.ok) return added;
  const retaken = retake(await findDrift(run, breaker));
  const changes = [...retaken.changes, ...added.value];
  const braked = [
    ...without(brakesOf(breaker.state), retaken.forgotten),
    ...changes.map(({ wanted, ...change }) => ({ ...change, tripped: wanted })),
  ];
  return advance(run, breaker, {
    kind: "operator-kill",
    changes,
    forgotten: retaken.forgotten,
    reason,
    by,
    expiresAtMs,
    lossAfterMs: await lossTimeOf(run, functionName, braked),
  });
}

async function chooseFor(run: Run, functionName: string): Promise<Result<BrakeChoice, Refusal>> {
  const known = await touchableFunction(run, functionName);
  if (!known.ok) return known;
  const { profile, catalogue, rules } = known.value;
  const baselines = await run.deps.baselines.load();
  const baseline = baselines.find((candidate) => candidate.functionName === functionName);
  return ok(chooseBrake({ profile, baseline, limits: catalogue.limits, rules }));
}

/** What is under a brake already keeps its recorded prior state: what is set there now is ours. */
function notYetBraked(choice: BrakeChoice, { state }: Breaker): readonly PlannedChange[] {
  if (choice.kind === "alert-only") return [];
  const known = brakesOf(state);
  return choice.changes.filter(
    (change) => !known.some(({ setting }) => sameSetting(setting, change.setting)),
  );
}

/**
 * Settings that somebody changed under a brake. The order is newer than that change, so they are braked again, and what
 * was found becomes the prior state: it is the last thing that the owner wanted.
 */
function retake(drifts: readonly Found[]): {
  readonly changes: readonly FittedChange[];
  readonly forgotten: readonly Setting[];
} {
  const fitted = drifts.map(({ brake, found }) => ({
    setting: brake.setting,
    change: fitToPrior({ ...brake, wanted: brake.tripped, reason: "braked again" }, found),
  }));
  return {
    changes: fitted.flatMap(({ change }) => (change === undefined ? [] : [change])),
    forgotten: fitted.filter(({ change }) => change === undefined).map(({ setting }) => setting),
  };
}
