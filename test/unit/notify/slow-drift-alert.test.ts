import { describe, expect, it } from "vitest";
import type { SlowDrift } from "../../../lib/domain/slow-drift.ts";
import { DAY_MS, HOUR_MS } from "../../../lib/domain/time.ts";
import { plainTextAlerts } from "../../../lib/notify/plain-text-alerts.ts";
import { NOW_MS } from "../../support/builders.ts";

const drift: SlowDrift = {
  functionName: "checkout",
  sinceMs: Date.UTC(2026, 10, 19),
  days: 3,
  timesUsual: 1.62,
  runsPerDay: { actual: 172_800.4, expected: 86_400 },
  msPerRun: { actual: 201.3, expected: 200 },
  burn: {
    actualUsdPerHour: 1.5,
    expectedUsdPerHour: 1,
    impactUsdPerHour: 0.5,
    atRiskUsd: 4,
    riskHours: 8,
  },
};

describe("an alert about a slow drift", () => {
  const alert = plainTextAlerts.aboutSlowDrift(drift, NOW_MS);
  const text = alert.text.replace(/\s+/g, " ");

  it("says in the subject which function, how much of its usual day, and what that costs", () => {
    // 24 hours at $0.50
    expect(alert.subject).toBe(
      "[Overcurrent] CREEPING UP checkout: 1.6 times its usual day, $12.00 a day more",
    );
  });

  it("shows since when, and the numbers that a person can check", () => {
    expect(text).toContain("more every day since 2026-11-19");
    expect(text).toContain("172,800 runs a day, 86,400 are usual; 201 ms a run, 200 are usual.");
    expect(text).toContain(
      "$12.00 a day more than usual, $360.00 a month. $4.00 of it over the next 8 hours",
    );
  });

  it("names a change of the function only where there was one about then", () => {
    expect(text).not.toContain("CHANGE");
    const changedAtMs = drift.sinceMs - HOUR_MS;
    expect(plainTextAlerts.aboutSlowDrift({ ...drift, changedAtMs }, NOW_MS).text).toContain(
      "Its code or configuration was changed on 2026-11-18T23:00:00Z.",
    );
  });

  it("is the same alert every night that it lasts, and another one for the next drift", () => {
    const tomorrow = plainTextAlerts.aboutSlowDrift({ ...drift, days: 4 }, NOW_MS + DAY_MS);
    expect(tomorrow.alertId).toBe(alert.alertId);
    const next = plainTextAlerts.aboutSlowDrift({ ...drift, sinceMs: NOW_MS }, NOW_MS);
    expect(next.alertId).not.toBe(alert.alertId);
  });

  it("keeps lines short enough for a phone, and the subject in one", () => {
    expect(Math.max(...alert.text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    const long = plainTextAlerts.aboutSlowDrift({ ...drift, functionName: "f".repeat(64) }, NOW_MS);
    expect(long.subject.length).toBeLessThanOrEqual(99);
  });
});
