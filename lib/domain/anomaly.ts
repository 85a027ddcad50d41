import type { EpochMs } from "./time.ts";

/**
 * What a detector looked at. `async-events` are events that arrived at the function's own queue, before any run or retry.
 * Signals that rest on the same CloudWatch metric cannot confirm each other: see lib/detect/witnesses.ts.
 */
export type SignalKind =
  | "volume"
  | "burn"
  | "concurrency"
  | "errors"
  | "duration"
  | "growth"
  | "throttles"
  | "async-events"
  | "recursion"
  /** A slow rise over hours, and a smaller rise that lasts: both rest on the counts that `volume` rests on. */
  | "drift"
  | "persistence";

/** One detector's finding, with the numbers that justify it. */
export type Signal = {
  readonly kind: SignalKind;
  /** How unusual, dimensionless; 1 is this detector's cut. */
  readonly score: number;
  readonly actual: number;
  readonly expected: number;
  /** Unit of actual and expected, e.g. `invocations/min`. */
  readonly unit: string;
  /** One sentence that a person can check against CloudWatch. */
  readonly sentence: string;
};

export type Cause =
  | "flood"
  | "loop"
  | "retry-storm"
  | "leech"
  | "duration-blow-up"
  | "deploy-regression"
  | "awakened"
  | "batch"
  /** Of the account's total: many functions do a little more than usual, and none of them stands out. */
  | "many-small-rises"
  /** Something runs that the inventory does not know. */
  | "unknown-function"
  | "unknown";

export type Burn = {
  readonly actualUsdPerHour: number;
  readonly expectedUsdPerHour: number;
  /** actual - expected: what the anomaly costs at the present pace, list price. */
  readonly impactUsdPerHour: number;
  /** What it would cost beyond the expectation over the next `riskHours`, >= 0: at this pace, steep growth carried on. */
  readonly atRiskUsd: number;
  readonly riskHours: number;
};

export type Severity = "info" | "warning" | "critical";

/** One function's abnormal window, judged at one moment. */
export type Anomaly = {
  readonly functionName: string;
  /** First abnormal period of the present stretch. */
  readonly beganAtMs: EpochMs;
  readonly judgedAtMs: EpochMs;
  readonly signals: readonly Signal[];
  readonly burn: Burn;
  /** USD spent beyond the expectation since `beganAtMs`, list price. */
  readonly excessUsd: number;
  readonly cause: Cause;
  /** Why this cause, in one sentence. */
  readonly causeSentence: string;
  readonly severity: Severity;
};

/** What looking at one function came to. "Could not look" is not "quiet". */
export type Verdict =
  | { readonly kind: "quiet"; readonly functionName: string; readonly reason: string }
  | { readonly kind: "anomalous"; readonly functionName: string; readonly anomaly: Anomaly }
  | { readonly kind: "could-not-look"; readonly functionName: string; readonly reason: string };
