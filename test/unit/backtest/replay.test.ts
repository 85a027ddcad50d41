import { describe, expect, it } from "vitest";
import type { ReplayedIncident } from "../../../lib/backtest/replayed-incident.ts";
import { type EpochMs, MINUTE_MS, toIso } from "../../../lib/domain/time.ts";
import { aPolicy, aQueue } from "../../support/builders.ts";
import { type Attack, aRecording, at, CAREFUL, replayed, until } from "./recordings.ts";

/** On the tenth day, at a time of no meaning. */
const FLOOD: Attack = { fromMs: at(9, 10, 7), minutes: 60, timesRuns: 50 };
const flooded = aRecording({ attacks: [FLOOD] });

/** The only incident. @throws when there are none or more */
function only<T>(found: readonly T[]): T {
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} incidents`);
  return first;
}

describe("a replay", () => {
  const ofFlood = replayed([flooded]);

  it("finds nothing in ordinary days", () => {
    expect(replayed([aRecording()])).toEqual([]);
  });

  it("alarms about a flood and stops it within minutes of its beginning, never before", () => {
    const incident = only(ofFlood);
    const minutesTo = (atMs = 0) => (atMs - FLOOD.fromMs) / MINUTE_MS;
    expect(incident.beganAtMs).toBe(FLOOD.fromMs);
    // A minute is final two minutes after its end.
    expect(minutesTo(incident.alarmedAtMs)).toBeGreaterThanOrEqual(3);
    expect(minutesTo(incident.alarmedAtMs)).toBeLessThanOrEqual(6);
    expect(minutesTo(incident.trips[0]?.trippedAtMs)).toBeLessThanOrEqual(6);
    expect(incident.anomaly.cause).toBe("flood");
  });

  it("lets go once the flood is over, and not while it goes on", () => {
    const { trips, isOpen } = only(ofFlood);
    const restoredAtMs = trips.at(-1)?.restoredAtMs ?? 0;
    expect(restoredAtMs).toBeGreaterThan(FLOOD.fromMs + 60 * MINUTE_MS);
    expect(restoredAtMs).toBeLessThan(FLOOD.fromMs + 90 * MINUTE_MS);
    expect(isOpen).toBe(false);
  });

  it("counts a flood once, however long it is held", () => {
    const long = aRecording({ attacks: [{ ...FLOOD, minutes: 300 }] });
    expect(replayed([long])).toHaveLength(1);
  });

  it("saves what would have run under the brake, and tells what that held back", () => {
    const { burnedUsd, burnedBeforeTripUsd, heldBack, trips } = only(ofFlood);
    // 50 x 60 runs of 300 ms at 1 GB on arm64 for 60 min: 180,000 x (0.3 s x 0.0000133334 + 0.0000002), less the usual.
    expect(burnedUsd).toBeCloseTo(180_000 * (0.3 * 0.0000133334 + 0.0000002) * (49 / 50), 1);
    expect(burnedBeforeTripUsd).toBeLessThan(0.12 * burnedUsd);
    // The flood needs 15 executions at once and is capped at the 2 of a busy minute: 13 of 15 runs are held back.
    const heldRatio = heldBack.usd / (burnedUsd - burnedBeforeTripUsd);
    expect(heldRatio).toBeGreaterThan(13 / 15 - 0.03);
    expect(heldRatio).toBeLessThan(13 / 15 + 0.03);
    const heldMinutes = ((trips[0]?.restoredAtMs ?? 0) - (trips[0]?.trippedAtMs ?? 0)) / MINUTE_MS;
    // Of those 60 a minute are ordinary. After the flood none of them are held back any more.
    expect(heldBack.ordinaryRuns / (60 * heldMinutes)).toBeGreaterThan(0.6);
    expect(heldBack.ordinaryRuns / (60 * heldMinutes)).toBeLessThan(0.9);
    expect(heldBack.runs).toBeGreaterThan(130_000);
  });

  it("chooses the brake by the trigger", () => {
    const queued = aRecording({ attacks: [FLOOD], profile: { triggers: [aQueue()] } });
    expect(only(ofFlood)).toMatchObject({ brake: "reserved concurrency 2", isDeferred: false });
    expect(only(replayed([queued]))).toMatchObject({ brake: "event source off", isDeferred: true });
  });

  it("tells why it stops nothing when the policy forbids it", () => {
    const protectedPolicy = aPolicy({
      ...CAREFUL,
      rules: [{ name: "hands off", match: { name: "checkout" }, exempt: { because: "it takes the money" } }],
    });
    const incident = only(replayed([flooded], protectedPolicy));
    expect(incident).toMatchObject({ trips: [], brake: "", heldBack: { runs: 0, usd: 0 } });
    expect(incident.plan).toMatchObject({ kind: "alert" });
    expect(incident.plan.reason).toContain("it takes the money");
  });

  it("is silent about what puts less at risk than the policy minds", () => {
    expect(replayed([flooded], aPolicy({ alertAboveUsdAtRisk: 1_000, actAboveUsdAtRisk: 1_000 }))).toEqual(
      [],
    );
  });

  it("keeps all functions within one blast radius", () => {
    const names = ["a", "b", "c", "d"];
    const fleet = names.map((functionName, index) =>
      aRecording({ attacks: [FLOOD], seed: index, profile: { functionName } }),
    );
    // A tenth of four functions is none, and one is always allowed.
    const incidents = replayed(fleet);
    expect(incidents).toHaveLength(4);
    const stoppedAtOnce = incidents.filter(
      ({ trips }) => (trips[0]?.trippedAtMs ?? Number.POSITIVE_INFINITY) < FLOOD.fromMs + 30 * MINUTE_MS,
    );
    expect(stoppedAtOnce).toHaveLength(1);
    expect(incidents.map(({ plan }) => plan.reason).join()).toContain("blast radius");
  });

  it("finds runs that take far longer, with their number as ever", () => {
    const slow = aRecording({ attacks: [{ fromMs: at(9, 15), minutes: 45, timesLength: 40 }] });
    const incident = only(replayed([slow]));
    expect(incident.anomaly.signals.map(({ kind }) => kind)).toContain("duration");
    expect(incident.burnedUsd).toBeGreaterThan(0);
  });

  it("finds what shows only in the last hours, when it is their turn", () => {
    // Slightly more than twice as much, for ten hours; the last hours are looked at once an hour.
    const fromMs = at(9, 4);
    const leech = aRecording({ perMinute: 600, attacks: [{ fromMs, minutes: 600, timesRuns: 2.2 }] });
    const [incident] = replayed([leech], aPolicy({ alertAboveUsdAtRisk: 0.3, actAboveUsdAtRisk: 100 }));
    expect(incident?.anomaly.signals.map(({ kind }) => kind)).toContain("drift");
    expect(incident?.alarmedAtMs).toBeGreaterThan(fromMs);
    expect(incident?.alarmedAtMs).toBeLessThan(fromMs + 600 * MINUTE_MS);
  });

  it("judges 5-minute periods only when they are over and final", () => {
    const fromMs = at(9, 10, 5);
    const coarse = aRecording({ periodSeconds: 300, attacks: [{ ...FLOOD, fromMs }] });
    const { openedAtMs, beganAtMs } = only(replayed([coarse]));
    expect(beganAtMs).toBe(fromMs);
    expect((openedAtMs - fromMs) / MINUTE_MS).toBeGreaterThanOrEqual(7);
    expect((openedAtMs - fromMs) / MINUTE_MS).toBeLessThanOrEqual(12);
  });

  it("says that an incident was still going on when the recording ended", () => {
    const cut = until(flooded, FLOOD.fromMs + 20 * MINUTE_MS);
    expect(only(replayed([cut]))).toMatchObject({ isOpen: true, endedAtMs: FLOOD.fromMs + 20 * MINUTE_MS });
  });

  it("judges nothing of the days that it learns from", () => {
    const early = aRecording({ days: 9, attacks: [{ ...FLOOD, fromMs: at(5, 10) }] });
    expect(replayed([early]).filter(({ beganAtMs }) => beganAtMs < at(8))).toEqual([]);
    expect(replayed([until(early, at(6))])).toEqual([]);
  });
});

describe("no look ahead", () => {
  const attacks = [
    { fromMs: at(8, 3), minutes: 40, timesRuns: 30 },
    { fromMs: at(9, 10, 5), minutes: 60, timesRuns: 50 },
    { fromMs: at(10, 2), minutes: 90, timesLength: 30 },
  ];

  /** What had been reported by then. */
  const reported = (incidents: readonly ReplayedIncident[], untilMs: EpochMs) =>
    incidents
      .filter(({ alarmedAtMs = Number.POSITIVE_INFINITY }) => alarmedAtMs <= untilMs)
      .map(({ incidentId, openedAtMs, alarmedAtMs, trips }) => ({
        incidentId,
        openedAtMs,
        alarmedAtMs,
        trips: trips
          .filter(({ trippedAtMs }) => trippedAtMs <= untilMs)
          .map(({ trippedAtMs, restoredAtMs = Number.POSITIVE_INFINITY }) => ({
            trippedAtMs,
            restoredAtMs: restoredAtMs <= untilMs ? restoredAtMs : "later",
          })),
      }));

  describe.each([60, 300] as const)("in periods of %i s", (periodSeconds) => {
    const whole = aRecording({ days: 11, periodSeconds, attacks });
    const incidents = replayed([whole]);

    it("reports three incidents in all", () => {
      expect(reported(incidents, at(11))).toHaveLength(3);
    });

    it.each(
      [at(8, 3, 20), at(9), at(9, 10, 45), at(10, 2, 30)].map((cutMs) => [toIso(cutMs), cutMs] as const),
    )("an end of the history at %s changes nothing that was reported before", (_time, cutMs) => {
      expect(reported(replayed([until(whole, cutMs)]), cutMs)).toEqual(reported(incidents, cutMs));
    });

    it("another course later changes nothing before it", () => {
      const other = aRecording({ days: 11, periodSeconds, attacks: attacks.slice(0, 2) });
      expect(reported(replayed([other]), at(10, 2))).toEqual(reported(incidents, at(10, 2)));
    });
  });
});
