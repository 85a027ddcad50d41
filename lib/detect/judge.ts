import type { Anomaly, Burn, Severity, Signal, Verdict } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { AccountLimits, FunctionProfile } from "../domain/function-profile.ts";
import { DEFAULT_RISK_HOURS } from "../domain/guard-policy.ts";
import type { Window } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import { detectAsyncEvents } from "./async-events.ts";
import { detectBurn } from "./burn.ts";
import { classifyCause } from "./cause.ts";
import { detectConcurrency } from "./concurrency.ts";
import { coursesOf } from "./courses.ts";
import type { Detector, DetectorInput, Finding } from "./detector.ts";
import { detectDrift } from "./drift.ts";
import { detectDuration } from "./duration.ts";
import { detectErrors } from "./errors.ts";
import { finalMinutes, minuteAt } from "./final-minutes.ts";
import { detectGrowth } from "./growth.ts";
import { impactOf } from "./impact.ts";
import { blankBaseline } from "./learn-baseline.ts";
import { detectPersistence } from "./persistence.ts";
import { detectRecursion } from "./recursion.ts";
import { beginningOfStretch } from "./stretch.ts";
import { detectThrottles } from "./throttles.ts";
import { detectVolume } from "./volume.ts";
import { witnesses } from "./witnesses.ts";

export type JudgeInput = {
  readonly profile: FunctionProfile;
  /** `undefined`: never learned; then everything that it does is new. */
  readonly baseline: Baseline | undefined;
  /**
   * Periods of 60 s. With `invocations` and `durationMs` alone it tells suspects from the rest; with the other
   * measurements it confirms them.
   */
  readonly window: Window;
  /** `invocations` and `durationMs` of the last hours in periods of 60 or 300 s; absent: no slow drift is looked for. */
  readonly longWindow?: Window;
  readonly nowMs: EpochMs;
  readonly prices: LambdaPrices;
  /** Hours over which the cost of an anomaly counts as at risk; absent: 8, a night's sleep. */
  readonly riskHours?: number;
  /** What bounds the growth of an anomaly; absent: AWS's usual quota. */
  readonly limits?: AccountLimits;
};

const DETECTORS: readonly Detector[] = [
  detectVolume,
  detectPersistence,
  detectDrift,
  detectBurn,
  detectDuration,
  detectGrowth,
  detectErrors,
  detectConcurrency,
  detectAsyncEvents,
  detectThrottles,
  detectRecursion,
];

/** Judges one function on its final minutes. @throws {RangeError} when the window's periods are not minutes */
export function judgeFunction({
  profile,
  baseline,
  window,
  longWindow,
  nowMs,
  prices,
  ...terms
}: JudgeInput): Verdict {
  const { functionName } = profile;
  const minutes = finalMinutes(window);
  if (minutes.length === 0)
    return { kind: "could-not-look", functionName, reason: "no minute of the window is final yet" };

  const known = baseline ?? blankBaseline(functionName, nowMs);
  const courses = coursesOf(window, known);
  if (courses === undefined)
    return { kind: "could-not-look", functionName, reason: "runs and durations were not read" };
  const longCourses = longWindow && coursesOf(longWindow, known);
  const input: DetectorInput = {
    profile,
    baseline: known,
    minutes,
    courses,
    ...(longCourses === undefined ? {} : { longCourses }),
    newestMs: minuteAt(minutes, minutes.length - 1),
    prices,
  };
  const found = DETECTORS.flatMap((detect) => detect(input) ?? []).sort((a, b) => b.score - a.score);
  const signals = found.filter(({ score }) => score >= 1).map(inWords);
  if (signals.length === 0) return { kind: "quiet", functionName, reason: quietReason(found[0]) };

  const began = beginningOfStretch(input);
  const beganAtMs = minuteAt(minutes, began);
  const { burn, excessUsd } = impactOf(input, began, {
    hours: terms.riskHours ?? DEFAULT_RISK_HOURS,
    signals,
    limits: terms.limits,
  });
  const { cause, sentence } = classifyCause({ ...input, signals, began });
  const anomaly: Anomaly = {
    functionName,
    beganAtMs,
    judgedAtMs: nowMs,
    signals,
    burn,
    excessUsd,
    cause,
    causeSentence: sentence,
    severity: severityOf(signals, burn),
  };
  return { kind: "anomalous", functionName, anomaly };
}

const inWords = (finding: Finding): Signal => ({ ...finding, sentence: finding.sentence() });

const quietReason = (nearest: Finding | undefined): string =>
  nearest === undefined || nearest.score === 0
    ? "as usual"
    : `${nearest.kind} comes nearest, at ${Math.floor(nearest.score * 100)} % of its cut`;

/** At a steady pace over a night: $1 and $0.10 an hour. */
const CRITICAL_USD_AT_RISK = 8;
const WARNING_USD_AT_RISK = 0.8;

/** Confirmed and dear is critical; either alone is a warning. Who is told, and whether to act, is the policy's affair. */
function severityOf(signals: readonly Signal[], { atRiskUsd }: Burn): Severity {
  const isConfirmed = witnesses({ signals }).length > 1;
  if (isConfirmed && atRiskUsd >= CRITICAL_USD_AT_RISK) return "critical";
  return isConfirmed || atRiskUsd >= WARNING_USD_AT_RISK ? "warning" : "info";
}
