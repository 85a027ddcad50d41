import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import { SETTLING_MS } from "../domain/lambda-metric.ts";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import { plannedTimes } from "../policy/planned.ts";
import { rulesFor } from "../policy/rules-for.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import { type Judge, rememberingJudge } from "./judge.ts";
import { type Minutes, minutesOf } from "./minutes.ts";
import { type NightlyBaselines, nightlyBaselines } from "./nightly-baselines.ts";
import type { RecordedFunction } from "./recorded-function.ts";

/** A recorded function made ready to be replayed any number of times, under different policies. */
export type PreparedFunction = {
  readonly profile: FunctionProfile;
  readonly minutes: Minutes;
  readonly baselineAt: NightlyBaselines;
  readonly judge: Judge;
  readonly prices: LambdaPrices;
  readonly assumptions: readonly string[];
  /** Length of a recorded period: the replay looks once in each. */
  readonly stepMs: number;
  /** First moment that is judged; what comes before is only learned from. */
  readonly judgedFromMs: EpochMs;
  /** End of the recording. */
  readonly endMs: EpochMs;
  /** First and last look; a look comes when its newest period has settled. First after last: nothing is judged. */
  readonly firstTickMs: EpochMs;
  readonly lastTickMs: EpochMs;
};

/** What the judging of every function rests on, besides its recording. */
export type JudgingTerms = {
  /** Days at the beginning of each recording that are only learned from, >= 0. */
  readonly learnDays: number;
  readonly prices: LambdaPrices;
  readonly limits: AccountLimits;
  /** Gives the hours over which cost counts as at risk, and the planned times, which are not learned from. */
  readonly policy: GuardPolicy;
};

/** @throws {RangeError} when the periods are neither of 60 nor of 300 s */
export function prepareFunction(
  { profile, history, existsSinceMs, assumptions }: RecordedFunction,
  { learnDays, prices, limits, policy }: JudgingTerms,
): PreparedFunction {
  const minutes = minutesOf(history);
  const stepMs = history.periodSeconds * SECOND_MS;
  const endMs = history.startMs + minutes.length * MINUTE_MS;
  const judgedFromMs = history.startMs + learnDays * DAY_MS;
  const baselineAt = nightlyBaselines(history, { existsSinceMs, excluded: plannedTimes(policy, profile) });
  return {
    profile,
    minutes,
    baselineAt,
    judge: rememberingJudge({
      profile,
      baselineAt,
      prices,
      limits,
      stepMs,
      riskHours: rulesFor(policy, profile, "", history.startMs).riskHours,
    }),
    prices,
    assumptions,
    stepMs,
    judgedFromMs: Math.min(judgedFromMs, endMs),
    endMs,
    firstTickMs: Math.ceil((judgedFromMs + 1) / stepMs) * stepMs + SETTLING_MS,
    lastTickMs: endMs + SETTLING_MS,
  };
}

/** Days that are judged and not only learned from. */
export const judgedDays = ({ judgedFromMs, endMs }: PreparedFunction): number =>
  (endMs - judgedFromMs) / DAY_MS;
