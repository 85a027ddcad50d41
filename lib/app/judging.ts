import { judgeFunction } from "../detect/judge.ts";
import type { Verdict } from "../domain/anomaly.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { Window } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import { rulesFor } from "../policy/rules-for.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import type { BaselineOf, ProfileOf } from "./known-account.ts";
import type { Answers } from "./read-each.ts";
import type { Sight } from "./sight.ts";

export type JudgingInput = {
  readonly catalogue: Catalogue;
  readonly profileOf: ProfileOf;
  readonly baselineOf: BaselineOf;
  readonly policy: GuardPolicy;
  readonly ownNamePrefix: string;
  readonly nowMs: EpochMs;
  /** The last hours of some functions. */
  readonly long: Answers;
  readonly sight: Sight;
};

/** What a tick has read of functions so far, and what was made of it. */
export type Judging = {
  readonly answers: Answers;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Takes what was read of a function, or why nothing was. */
  judge(functionName: string, seen: Window | string): Verdict;
  /** Judges it once more with what the witnesses say. */
  confirm(functionName: string, witnesses: Window | string): void;
};

/** What could not be read yields the verdict `could-not-look`, never `quiet`. */
export function judging(input: JudgingInput): Judging {
  const { catalogue, profileOf, baselineOf, policy, ownNamePrefix, nowMs, long, sight } = input;
  const prices = lambdaPrices(catalogue.region);
  const answers = new Map<string, Window | string>();
  const verdicts = new Map<string, Verdict>();

  const verdictOn = (functionName: string, seen: Window | string): Verdict => {
    const profile = profileOf.get(functionName);
    if (typeof seen === "string" || profile === undefined)
      return { kind: "could-not-look", functionName, reason: String(seen) };
    // Without its last hours a function is judged by what was read: all but the slow drift shows in two hours.
    const longWindow = sight.of(long.get(functionName) ?? "not read");
    return judgeFunction({
      profile,
      baseline: baselineOf.get(functionName),
      window: seen,
      ...(typeof longWindow === "object" ? { longWindow } : {}),
      nowMs,
      prices,
      riskHours: rulesFor(policy, profile, ownNamePrefix, nowMs).riskHours,
      limits: catalogue.limits,
    });
  };
  const judge = (functionName: string, answer: Window | string): Verdict => {
    const seen = sight.of(answer);
    const verdict = verdictOn(functionName, seen);
    answers.set(functionName, seen);
    verdicts.set(functionName, verdict);
    return verdict;
  };
  return {
    answers,
    verdicts,
    judge,
    confirm(functionName, witnesses) {
      const before = answers.get(functionName);
      // Without its witnesses a function keeps its first verdict: abnormal enough to tell, never enough to act.
      if (typeof witnesses === "string" || typeof before !== "object") return;
      judge(functionName, { ...before, series: { ...before.series, ...witnesses.series } });
    },
  };
}
