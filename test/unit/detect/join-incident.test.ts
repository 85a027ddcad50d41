import { describe, expect, it } from "vitest";
import { joinIncident } from "../../../lib/detect/join-incident.ts";
import type { Verdict } from "../../../lib/domain/anomaly.ts";
import type { BreakerState } from "../../../lib/domain/breaker.ts";
import type { Incident } from "../../../lib/domain/incident.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { NOW_MS, sampleIncident, tripped } from "../../contract/samples.ts";

const { latest } = sampleIncident();
const abnormal = (impactUsdPerHour: number): Verdict => ({
  kind: "anomalous",
  functionName: "checkout",
  anomaly: { ...latest, burn: { ...latest.burn, impactUsdPerHour, atRiskUsd: 8 * impactUsdPerHour } },
});
const quiet: Verdict = { kind: "quiet", functionName: "checkout", reason: "as usual" };
const longAgo: BreakerState = { kind: "armed", sinceMs: 0 };

const join = (verdict: Verdict, open?: Incident, state: BreakerState = longAgo, nowMs = NOW_MS) =>
  joinIncident({
    verdict,
    open,
    breaker: { functionName: "checkout", state, version: 1 },
    alertAboveUsdAtRisk: 2,
    quietMinutes: 15,
    nowMs,
  });

describe("joining a verdict to the function's incident", () => {
  it("opens an incident for an anomaly that is worth an alert", () => {
    const outcome = join(abnormal(2));
    expect(outcome).toMatchObject({
      kind: "opened",
      incident: { status: "open", peakUsdPerHour: 2, version: 0 },
    });
  });

  it("gives doubled ticks the same incident", () => {
    const [first, second] = [join(abnormal(2)), join(abnormal(2), undefined, longAgo, NOW_MS + MINUTE_MS)];
    const idOf = (outcome: typeof first) => (outcome.kind === "nothing" ? "" : outcome.incident.incidentId);
    expect(idOf(second)).toBe(idOf(first));
  });

  it("opens nothing for an anomaly below the alert floor, and says so", () => {
    expect(join(abnormal(0.1))).toEqual({
      kind: "nothing",
      reason: "abnormal, but only $0.80 at risk over 8 hours, below the $2.00 worth an alert",
    });
  });

  it("continues an open incident, however small the anomaly has become, and keeps its peak", () => {
    const outcome = join(abnormal(0.1), sampleIncident(), longAgo, NOW_MS + MINUTE_MS);
    expect(outcome).toMatchObject({
      kind: "continued",
      incident: { peakUsdPerHour: 12.5, lastSeenAtMs: NOW_MS + MINUTE_MS },
    });
  });

  it("keeps the evidence that led to the trip while the function shows the marks of the brake", () => {
    const outcome = join(abnormal(99), sampleIncident(), tripped, NOW_MS + MINUTE_MS);
    expect(outcome).toMatchObject({
      kind: "continued",
      incident: { peakUsdPerHour: 12.5, latest: sampleIncident().latest, lastSeenAtMs: NOW_MS + MINUTE_MS },
    });
  });

  it("resolves an incident after the quiet time, not before", () => {
    expect(join(quiet, sampleIncident(), longAgo, NOW_MS + 14 * MINUTE_MS).kind).toBe("nothing");
    expect(join(quiet, sampleIncident(), longAgo, NOW_MS + 15 * MINUTE_MS).kind).toBe("resolved");
  });

  it("lets a small rise that only shows over hours be quiet for an hour before it is over", () => {
    const [strongest] = latest.signals;
    if (strongest === undefined) throw new Error("the sample has no signal");
    const drifting = (actual: number) =>
      sampleIncident({
        latest: { ...latest, signals: [{ ...strongest, kind: "drift", actual, expected: 100 }] },
      });
    const slow = drifting(200);
    expect(join(quiet, slow, longAgo, NOW_MS + 59 * MINUTE_MS).kind).toBe("nothing");
    expect(join(quiet, slow, longAgo, NOW_MS + 60 * MINUTE_MS)).toMatchObject({
      kind: "resolved",
      reason: "quiet for 60 minutes",
    });
    expect(join(quiet, drifting(400), longAgo, NOW_MS + 15 * MINUTE_MS).kind).toBe("resolved");
  });

  it("does not take the silence under a brake for the end of the incident", () => {
    const outcome = join(quiet, sampleIncident(), tripped, NOW_MS + 60 * MINUTE_MS);
    expect(outcome).toEqual({ kind: "nothing", reason: "quiet while tripped" });
  });

  it("waits for the recovery, and then for the quiet time after the restore", () => {
    const restoredAtMs = NOW_MS + 60 * MINUTE_MS;
    const recovering: BreakerState = {
      kind: "armed",
      sinceMs: restoredAtMs,
      recoveringUntilMs: restoredAtMs + 10 * MINUTE_MS,
    };
    expect(join(quiet, sampleIncident(), recovering, restoredAtMs + 9 * MINUTE_MS).kind).toBe("nothing");
    expect(join(quiet, sampleIncident(), recovering, restoredAtMs + 12 * MINUTE_MS).kind).toBe("nothing");
    expect(join(quiet, sampleIncident(), recovering, restoredAtMs + 15 * MINUTE_MS).kind).toBe("resolved");
  });

  it("concludes nothing when it could not look", () => {
    const blind: Verdict = { kind: "could-not-look", functionName: "checkout", reason: "throttled" };
    expect(join(blind, sampleIncident(), longAgo, NOW_MS + 60 * MINUTE_MS)).toEqual({
      kind: "nothing",
      reason: "throttled",
    });
    expect(join(blind)).toEqual({ kind: "nothing", reason: "throttled" });
  });
});
