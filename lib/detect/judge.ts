import type { Anomaly, Burn, Severity, Signal, Verdict } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Window } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import { detectAsyncEvents } from "./async-events.ts";
import { detectBurn } from "./burn.ts";
import { classifyCause } from "./cause.ts";
import { detectConcurrency } from "./concurrency.ts";
import type { Detector, DetectorInput } from "./detector.ts";
import { detectDuration } from "./duration.ts";
import { detectErrors } from "./errors.ts";
import { finalMinutes, minuteAt } from "./final-minutes.ts";
import { detectGrowth } from "./growth.ts";
import { impactOf } from "./impact.ts";
import { blankBaseline } from "./learn-baseline.ts";
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
  readonly nowMs: EpochMs;
  readonly prices: LambdaPrices;
};

const DETECTORS: readonly Detector[] = [
  detectVolume,
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
export function judgeFunction({ profile, baseline, window, nowMs, prices }: JudgeInput): Verdict {
  const { functionName } = profile;
  const minutes = finalMinutes(window);
  if (minutes.of("invocations") === undefined || minutes.of("durationMs") === undefined)
    return { kind: "could-not-look", functionName, reason: "runs and durations were not read" };
  if (minutes.length === 0)
    return { kind: "could-not-look", functionName, reason: "no minute of the window is final yet" };

  const input: DetectorInput = {
    profile,
    baseline: baseline ?? blankBaseline(functionName, nowMs),
    minutes,
    newestMs: minuteAt(minutes, minutes.length - 1),
    prices,
  };
  const found = DETECTORS.flatMap((detect) => detect(input) ?? []).sort((a, b) => b.score - a.score);
  const signals = found.filter(({ score }) => score >= 1);
  if (signals.length === 0) return { kind: "quiet", functionName, reason: quietReason(found[0]) };

  const began = beginningOfStretch(input);
  const beganAtMs = minuteAt(minutes, began);
  const { burn, excessUsd } = impactOf(input, began);
  const { cause, sentence } = classifyCause({ profile, baseline: input.baseline, signals, beganAtMs });
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

const quietReason = (nearest: Signal | undefined): string =>
  nearest === undefined || nearest.score === 0
    ? "as usual"
    : `${nearest.kind} comes nearest, at ${Math.floor(nearest.score * 100)} % of its cut`;

const CRITICAL_USD_PER_HOUR = 1;
const WARNING_USD_PER_HOUR = 0.1;

/** Confirmed and dear is critical; either alone is a warning. Who is told, and whether to act, is the policy's affair. */
function severityOf(signals: readonly Signal[], { impactUsdPerHour }: Burn): Severity {
  const isConfirmed = witnesses({ signals }).length > 1;
  if (isConfirmed && impactUsdPerHour >= CRITICAL_USD_PER_HOUR) return "critical";
  return isConfirmed || impactUsdPerHour >= WARNING_USD_PER_HOUR ? "warning" : "info";
}
