import { learnBaseline } from "../detect/learn-baseline.ts";
import { detectSlowDrift } from "../detect/slow-drift.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { SlowDrift } from "../domain/slow-drift.ts";
import type { EpochMs, TimeSpan } from "../domain/time.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import type { LearningHistory } from "./read-learning.ts";

/** What one function is learned from. */
export type FunctionLesson = {
  readonly profile: FunctionProfile;
  readonly history: LearningHistory;
  readonly excluded: readonly TimeSpan[];
  /** The baseline of the last time, if there is one. */
  readonly before: Baseline | undefined;
  readonly prices: LambdaPrices;
  readonly riskHours: number;
  readonly nowMs: EpochMs;
};

export type LearnedFunction = { readonly baseline: Baseline; readonly drift: SlowDrift | undefined };

/** With less left of the two weeks than a day, the baseline of the last time tells more. */
const LEAST_DAYS = 1;

/** @returns `undefined` where so much is left out that nothing new was learned; the old baseline stands then */
export function learnFunction(lesson: FunctionLesson): LearnedFunction | undefined {
  const { profile, history, excluded, before, prices, riskHours, nowMs } = lesson;
  const { minutes, witnesses, hours } = history;
  const baseline = learnBaseline(minutes, nowMs, {
    // A function that was silent all fortnight is known to be silent, if it has been there.
    existsSinceMs: profile.lastModifiedMs,
    witnesses,
    excluded,
    ...(hours !== undefined && { longHistory: hours }),
  });
  if (baseline.historyDays < LEAST_DAYS && (before?.historyDays ?? 0) >= LEAST_DAYS) return undefined;
  if (hours === undefined) return { baseline: { ...baseline, ...driftOf(before) }, drift: undefined };

  const found = detectSlowDrift({ profile, longHistory: hours, excluded, baseline, prices, riskHours });
  if (found === undefined) return { baseline, drift: undefined };
  // The weeks that it is compared with move on; what has not stopped since is the same drift, and told once.
  const sinceMs = before?.driftingSinceMs ?? found.sinceMs;
  return { baseline: { ...baseline, driftingSinceMs: sinceMs }, drift: { ...found, sinceMs } };
}

/** Not looked for is not gone. */
const driftOf = (before: Baseline | undefined): Pick<Baseline, "driftingSinceMs"> =>
  before?.driftingSinceMs === undefined ? {} : { driftingSinceMs: before.driftingSinceMs };
