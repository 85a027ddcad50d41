import type { Baseline } from "../domain/baseline.ts";
import type { BrakeChoice } from "../domain/brake-choice.ts";
import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import type { PlannedChange } from "../domain/plan.ts";
import { isUnbrakeable } from "../domain/trigger.ts";
import { type Callers, callersOf } from "./callers.ts";
import { type ConcurrencyBrake, concurrencyBrake } from "./concurrency.ts";
import { lossClock } from "./loss-clock.ts";
import { pausable, pauseMapping } from "./polled.ts";

export type ChooseBrakeInput = {
  readonly profile: FunctionProfile;
  /** Absent for a function that was never learned; then the careful readings apply. */
  readonly baseline: Baseline | undefined;
  readonly limits: AccountLimits;
};

/**
 * The brake that fits a function's triggers: mappings are turned off, and what else invokes it is limited by reserved
 * concurrency. Total: every function gets a brake or a reason why none is safe.
 */
export function chooseBrake({ profile, baseline, limits }: ChooseBrakeInput): BrakeChoice {
  const objection = unsafeTrigger(profile);
  if (objection !== undefined) return { kind: "alert-only", reason: objection };

  const callers = callersOf(profile, baseline);
  const concurrency = callers === "none" ? undefined : brakeCallers(callers, profile, baseline, limits);
  if (concurrency?.kind === "impossible" && callers !== "maybe-asynchronous")
    return { kind: "alert-only", reason: concurrency.why };

  const changes: readonly PlannedChange[] = [
    ...pausable(profile.triggers).map((trigger) => pauseMapping(profile.functionName, trigger)),
    ...(concurrency?.kind === "change" ? [concurrency.change] : []),
  ];
  if (changes.length === 0) return { kind: "alert-only", reason: nothingLeft(concurrency) };
  const sentences = [...changes.map(({ reason }) => reason), lossClock(profile, changes).sentence];
  if (concurrency?.kind === "impossible")
    sentences.push(`other callers stay unlimited, since ${concurrency.why}`);
  return { kind: "brake", grade: "full", changes, reason: [...new Set(sentences)].join("; ") };
}

function brakeCallers(
  callers: Exclude<Callers, "none">,
  profile: FunctionProfile,
  baseline: Baseline | undefined,
  limits: AccountLimits,
): ConcurrencyBrake {
  return concurrencyBrake(callers === "synchronous" ? callers : "asynchronous", profile, baseline, limits);
}

/** Why limiting the function would break its callers or lose their events, whatever the brake. */
function unsafeTrigger({ triggers }: FunctionProfile): string | undefined {
  const caller = triggers.find(isUnbrakeable);
  if (caller !== undefined) return `${UNBRAKEABLE_NAMES[caller.kind] ?? caller.kind} would break with it`;
  // Change streams keep 3 hours by default, less than the guard's brake may last.
  if (triggers.some(({ kind }) => kind === "documentdb"))
    return "a DocumentDB change stream would lose its place within hours";
  return undefined;
}

const UNBRAKEABLE_NAMES: Readonly<Record<string, string>> = {
  "load-balancer": "the load balancer behind it",
  cognito: "the sign-in that calls it",
  authorizer: "the API that it authorizes",
  "lambda-at-edge": "the CloudFront distribution that runs it",
};

const nothingLeft = (concurrency: ConcurrencyBrake | undefined): string =>
  concurrency !== undefined && concurrency.kind !== "change"
    ? `nothing more can be limited: ${concurrency.why}`
    : "all its event sources are off already and nobody else is known to call it";
