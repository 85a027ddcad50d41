import type { Cause, Severity, Verdict } from "../../domain/anomaly.ts";
import { HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { changePoint } from "../../stats/change-point.ts";
import type { SeenAccount } from "./seen.ts";
import type { TotalRise } from "./total-rise.ts";

/** What was found about the account as a whole. */
export type AccountFinding = {
  /** What the incident is about, in place of a function's name. */
  readonly functionName: string;
  readonly rise: TotalRise;
  /** Of the rise, minute by minute: what there was of it beyond half of its level. */
  readonly beyondHalf: ArrayLike<number>;
  readonly actualUsdPerHour: number;
  readonly expectedUsdPerHour: number;
  readonly signalSentence: string;
  readonly cause: Cause;
  readonly causeSentence: string;
  readonly severity: Severity;
};

/** The finding as an anomaly, which has a lifecycle like any other. */
export function accountAnomaly({ window, nowMs, riskHours }: SeenAccount, finding: AccountFinding): Verdict {
  const { functionName, rise, actualUsdPerHour, expectedUsdPerHour, cause, causeSentence, severity } =
    finding;
  const { level, expected, score, of } = rise;
  const impactUsdPerHour = actualUsdPerHour - expectedUsdPerHour;
  const began = Math.min(changePoint(finding.beyondHalf), finding.beyondHalf.length - 1);
  const beganAtMs = window.startMs + began * MINUTE_MS;
  const lastedHours = Math.max(0, window.finalUntilMs - beganAtMs) / HOUR_MS;
  return {
    kind: "anomalous",
    functionName,
    anomaly: {
      functionName,
      beganAtMs,
      judgedAtMs: nowMs,
      signals: [
        {
          kind: rise.finding,
          score,
          actual: level,
          expected,
          unit: of === "runs" ? "runs/min" : "billed ms/min",
          sentence: finding.signalSentence,
        },
      ],
      burn: {
        actualUsdPerHour,
        expectedUsdPerHour,
        impactUsdPerHour,
        atRiskUsd: Math.max(0, impactUsdPerHour) * riskHours,
        riskHours,
      },
      excessUsd: Math.max(0, impactUsdPerHour) * lastedHours,
      cause,
      causeSentence,
      severity,
    },
  };
}
