import { judgeFunction } from "../detect/judge.ts";
import type { Verdict } from "../domain/anomaly.ts";
import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import { CLOSER_LOOK, FIRST_LOOK, type Measurement, type Window } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import type { NightlyBaselines } from "./nightly-baselines.ts";

export type LookRequest = {
  readonly nowMs: EpochMs;
  /** Whether the function has an open incident or an active breaker: then it is looked at closely in any case. */
  readonly isSuspect: boolean;
  /** Whether the window is as recorded, untouched by a brake that this replay has set. */
  readonly isAsRecorded: boolean;
  readonly window: () => Window;
};

export type JudgeTerms = {
  readonly profile: FunctionProfile;
  readonly baselineAt: NightlyBaselines;
  readonly prices: LambdaPrices;
  readonly limits: AccountLimits;
  readonly riskHours: number;
};

/** Looks twice, as a tick does: at runs and durations first, at the witnesses only where that gives reason to. */
export type Judge = (request: LookRequest) => Verdict;

/**
 * Judging is what a replay spends its time on, and what was recorded is judged alike under every policy: such verdicts are
 * remembered, so that trying another policy costs next to nothing.
 */
export function rememberingJudge({ baselineAt, ...terms }: JudgeTerms): Judge {
  // Most looks find nothing, each in words of its own; one verdict stands for all of them.
  const quiet: Verdict = { kind: "quiet", functionName: terms.profile.functionName, reason: "as usual" };
  const looks = { first: new Map<EpochMs, Verdict>(), closer: new Map<EpochMs, Verdict>() };

  return ({ nowMs, isSuspect, isAsRecorded, window }) => {
    const look = (which: "first" | "closer"): Verdict => {
      const known = isAsRecorded ? looks[which].get(nowMs) : undefined;
      if (known !== undefined) return known;
      const measurements = which === "first" ? FIRST_LOOK : [...FIRST_LOOK, ...CLOSER_LOOK];
      const verdict = judgeFunction({
        ...terms,
        baseline: baselineAt(nowMs),
        window: only(window(), measurements),
        nowMs,
      });
      if (isAsRecorded) looks[which].set(nowMs, verdict.kind === "quiet" ? quiet : verdict);
      return verdict;
    };
    const first = look("first");
    const isWorthACloserLook = first.kind === "anomalous" || (first.kind === "quiet" && isSuspect);
    return isWorthACloserLook ? look("closer") : first;
  };
}

function only(window: Window, measurements: readonly Measurement[]): Window {
  const series: Partial<Record<Measurement, readonly number[]>> = {};
  for (const measurement of measurements) {
    const values = window.series[measurement];
    if (values !== undefined) series[measurement] = values;
  }
  return { ...window, series };
}
