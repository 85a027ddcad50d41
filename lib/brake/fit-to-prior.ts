import type { FittedChange, PlannedChange } from "../domain/plan.ts";
import {
  type ConcurrencyValue,
  type EventSourceValue,
  type SettingValue,
  sameValue,
} from "../domain/setting.ts";

/**
 * The change with its true prior state, or `undefined` when the setting is as limited already. A brake only ever
 * lowers: a plan rests on the inventory, and somebody may have limited the function further since.
 */
export function fitToPrior(change: PlannedChange, prior: SettingValue): FittedChange | undefined {
  const { wanted, allowance } = change;
  if (prior.kind === "concurrency" && wanted.kind === "concurrency" && allowance.kind === "concurrency")
    return orNothing(change, prior, lower(wanted, prior), lower(allowance, prior));
  if (prior.kind === "event-source" && wanted.kind === "event-source" && allowance.kind === "event-source")
    return prior.enabled
      ? orNothing(change, prior, withCeiling(wanted, prior), withCeiling(allowance, prior))
      : undefined;
  return undefined;
}

function orNothing(
  change: PlannedChange,
  prior: SettingValue,
  wanted: SettingValue,
  allowance: SettingValue,
): FittedChange | undefined {
  return sameValue(prior, wanted) ? undefined : { ...change, prior, wanted, allowance };
}

function lower(value: ConcurrencyValue, prior: ConcurrencyValue): ConcurrencyValue {
  if (prior.reserved === "unreserved") return value;
  if (value.reserved === "unreserved") return prior;
  return value.reserved < prior.reserved ? value : prior;
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
