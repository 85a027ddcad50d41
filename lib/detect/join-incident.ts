import type { Anomaly, Verdict } from "../domain/anomaly.ts";
import type { Breaker } from "../domain/breaker.ts";
import type { Incident } from "../domain/incident.ts";
import { type EpochMs, hoursWords, MINUTE_MS, toIso } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";

export type JoinInput = {
  readonly verdict: Verdict;
  /** The function's open incident, if there is one. */
  readonly open: Incident | undefined;
  readonly breaker: Breaker;
  readonly alertAboveUsdAtRisk: number;
  readonly quietMinutes: number;
  readonly nowMs: EpochMs;
};

/** What one look does to the function's incident. There is a reason for "nothing", too. */
export type JoinOutcome =
  | {
      readonly kind: "opened" | "continued";
      readonly incident: Incident;
      /** What was seen just now: decisions rest on it, while the incident may keep older evidence. */
      readonly anomaly: Anomaly;
      readonly reason: string;
    }
  | { readonly kind: "resolved"; readonly incident: Incident; readonly reason: string }
  | { readonly kind: "nothing"; readonly reason: string };

/**
 * Joins one verdict to the function's incident: anomalies that follow each other without a quiet time between them
 * are one incident with one lifecycle. While a brake is on, quiet is the brake's doing, so nothing is resolved then.
 */
export function joinIncident(input: JoinInput): JoinOutcome {
  const { verdict, open, breaker, nowMs } = input;
  if (verdict.kind === "anomalous") {
    const { anomaly } = verdict;
    if (open !== undefined) {
      const seen: Incident = { ...open, lastSeenAtMs: nowMs };
      // Under a brake, and while what piled up drains, a function shows the marks of the brake and not of the cause.
      if (!isLeftToItself(breaker, nowMs))
        return { kind: "continued", incident: seen, anomaly, reason: "still abnormal, under the brake" };
      const peakUsdPerHour = Math.max(open.peakUsdPerHour, anomaly.burn.impactUsdPerHour);
      return {
        kind: "continued",
        incident: { ...seen, latest: anomaly, peakUsdPerHour },
        anomaly,
        reason: "still abnormal",
      };
    }
    const { impactUsdPerHour, atRiskUsd, riskHours } = anomaly.burn;
    if (atRiskUsd < input.alertAboveUsdAtRisk) {
      const reason = `abnormal, but only ${usd(atRiskUsd)} at risk over ${hoursWords(riskHours)}, below the ${usd(input.alertAboveUsdAtRisk)} worth an alert`;
      return { kind: "nothing", reason };
    }
    return {
      kind: "opened",
      anomaly,
      reason: anomaly.causeSentence,
      incident: {
        incidentId: `${toIso(anomaly.beganAtMs)}-${anomaly.functionName}`,
        functionName: anomaly.functionName,
        status: "open",
        beganAtMs: anomaly.beganAtMs,
        openedAtMs: nowMs,
        lastSeenAtMs: nowMs,
        latest: anomaly,
        peakUsdPerHour: impactUsdPerHour,
        plan: { kind: "none", reason: "not decided yet" },
        version: 0,
      },
    };
  }
  if (open === undefined) return { kind: "nothing", reason: verdict.reason };
  if (verdict.kind === "could-not-look") return { kind: "nothing", reason: verdict.reason };
  if (breaker.state.kind !== "armed") return { kind: "nothing", reason: `quiet while ${breaker.state.kind}` };
  const { recoveringUntilMs = 0 } = breaker.state;
  if (recoveringUntilMs > nowMs)
    return { kind: "nothing", reason: "quiet, but still recovering from the trip" };
  const quietForMs = nowMs - Math.max(open.lastSeenAtMs, breaker.state.sinceMs);
  const quietMinutes = Math.max(input.quietMinutes, isSlow(open) ? SLOW_QUIET_MINUTES : 0);
  if (quietForMs < quietMinutes * MINUTE_MS)
    return { kind: "nothing", reason: "quiet, but not for long enough yet" };
  const reason = `quiet for ${quietMinutes} minutes`;
  return { kind: "resolved", incident: { ...open, status: "resolved", resolvedAtMs: nowMs }, reason };
}

/**
 * A small rise that only shows over hours hovers about its cut: some quiet minutes do not end it, and it must not be told
 * again after each of them.
 */
const SLOW_QUIET_MINUTES = 60;
const SLOW_TIMES_EXPECTED = 3;
const isSlow = ({ latest }: Incident): boolean =>
  latest.signals.some(
    ({ kind, actual, expected }) => kind === "drift" && actual < SLOW_TIMES_EXPECTED * expected,
  );

const isLeftToItself = ({ state }: Breaker, nowMs: EpochMs): boolean =>
  state.kind === "armed" && (state.recoveringUntilMs ?? 0) <= nowMs;
