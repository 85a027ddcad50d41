import type { Refusal } from "../../domain/actuation.ts";
import type { Breaker } from "../../domain/breaker.ts";
import type { Catalogue, FunctionProfile } from "../../domain/function-profile.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import { type MatchedRules, rulesFor } from "../../policy/rules-for.ts";
import type { Outcome, Run } from "./deps.ts";

/** What is not described cannot be known not to be protected, nor who calls it. */
const ONLY_LISTED =
  'the inventory has listed the function, but not described it yet; to have it described at once, invoke the inventory with {"of":"functions","functionNames":["..."]}';

/** A function as the last inventory saw it, with the rules that apply now. */
export type Known = {
  readonly catalogue: Catalogue;
  readonly profile: FunctionProfile;
  readonly rules: MatchedRules;
};

/** `unknown-function` also before the first inventory: what is not listed cannot be known not to be protected. */
export async function knownFunction({ deps }: Run, functionName: string): Promise<Result<Known, Refusal>> {
  const catalogue = await deps.catalogue.load();
  const profile = catalogue?.functions.find((candidate) => candidate.functionName === functionName);
  if (catalogue === undefined || profile === undefined)
    return refused({ kind: "unknown-function", functionName });
  return ok({
    catalogue,
    profile,
    rules: rulesFor(deps.policy, profile, deps.ownNamePrefix, deps.clock()),
  });
}

/** A known function that may be limited at all. */
export async function touchableFunction(run: Run, functionName: string): Promise<Result<Known, Refusal>> {
  const known = await knownFunction(run, functionName);
  if (!known.ok) return known;
  const { profile, rules } = known.value;
  if (rules.exemptBecause !== undefined) return refused({ kind: "exempt", why: rules.exemptBecause });
  return profile.describedAtMs === "never" ? refused({ kind: "no-safe-brake", why: ONLY_LISTED }) : known;
}

/**
 * Every name has an armed breaker, also a mistyped one, for which "nothing is limited" would be a false comfort. A breaker
 * that is not armed is looked after even when its function is gone from the inventory.
 */
export async function refusalOfUnknown(
  run: Run,
  { functionName, state }: Breaker,
): Promise<Outcome | undefined> {
  if (state.kind !== "armed") return undefined;
  const known = await knownFunction(run, functionName);
  return known.ok ? undefined : known;
}
