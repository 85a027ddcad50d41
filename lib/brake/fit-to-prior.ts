import type { FittedChange, PlannedChange } from "../domain/plan.ts";
import { type EventSourceValue, isSourceOff, type SettingValue, sameValue } from "../domain/setting.ts";

/**
 * The change with its true prior state, or `undefined` when the setting is as limited already. A brake only ever
 * lowers: a plan rests on the inventory, and somebody may have limited the function further since.
 */
export function fitToPrior(change: PlannedChange, prior: SettingValue): FittedChange | undefined {
  if (isSourceOff(prior)) return undefined;
  const wanted = notAbove(change.wanted, prior);
  if (wanted === undefined || sameValue(prior, wanted)) return undefined;
  const { cap: planned, ...rest } = change;
  const cap = planned && notAbove(planned, prior);
  return {
    ...rest,
    prior,
    wanted,
    ...(cap !== undefined && !sameValue(cap, prior) && { cap }),
    allowances: stagesBelow(
      prior,
      change.allowances.map((allowance) => notAbove(allowance, prior) ?? prior),
    ),
  };
}

/** Each value once and none that is the prior state itself, unless nothing else is left. */
function stagesBelow(prior: SettingValue, lowered: readonly SettingValue[]): readonly SettingValue[] {
  const stages = lowered.filter(
    (value, index) =>
      !sameValue(value, prior) && lowered.findIndex((other) => sameValue(other, value)) === index,
  );
  return stages.length > 0 ? stages : [prior];
}

/** The lower one of two values of the same kind; `undefined` when they are of different kinds. */
function notAbove(value: SettingValue, prior: SettingValue): SettingValue | undefined {
  if (value.kind === "concurrency" && prior.kind === "concurrency") {
    if (prior.reserved === "unreserved") return value;
    return value.reserved === "unreserved" || value.reserved > prior.reserved ? prior : value;
  }
  if (value.kind === "event-source" && prior.kind === "event-source") return withCeiling(value, prior);
  return value.kind === "pipe" && prior.kind === "pipe" ? value : undefined;
}

/** Keeps the mapping's own ceiling while it is off, and never lifts it for a probe. */
function withCeiling(value: EventSourceValue, prior: EventSourceValue): EventSourceValue {
  const probed = value.enabled ? value.maximumConcurrency : "unlimited";
  return { ...value, maximumConcurrency: lowerCeiling(probed, prior.maximumConcurrency) };
}

function lowerCeiling(
  a: EventSourceValue["maximumConcurrency"],
  b: EventSourceValue["maximumConcurrency"],
): EventSourceValue["maximumConcurrency"] {
  if (a === "unlimited") return b;
  return b === "unlimited" ? a : Math.min(a, b);
}
