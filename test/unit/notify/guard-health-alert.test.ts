import { describe, expect, it } from "vitest";
import type { GuardNews, GuardTrouble } from "../../../lib/domain/guard-health.ts";
import { GUARD_PARTS } from "../../../lib/domain/guard-usage.ts";
import { type Target, targetId } from "../../../lib/domain/target.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { alertsOfTarget } from "../../../lib/notify/alerts-of-target.ts";
import { plainTextGuardAlerts } from "../../../lib/notify/guard-health-alert.ts";
import { plainTextAlerts } from "../../../lib/notify/plain-text-alerts.ts";
import { NOW_MS } from "../../support/builders.ts";

const SPOKE: Target = { accountId: "222222222222", region: "eu-west-1" };
const sinceMs = NOW_MS - 12 * MINUTE_MS;
const blind: GuardTrouble = {
  kind: "blind-target",
  targetId: targetId(SPOKE),
  isHome: false,
  sinceMs,
  problem: "sts:AssumeRole failed: AccessDenied",
};
const troubles: readonly GuardTrouble[] = [
  ...GUARD_PARTS.map((part) => ({ kind: "silent-part", part, sinceMs }) as const),
  blind,
  { ...blind, isHome: true, problem: "ThrottlingException" },
  { kind: "throttled-guard", throttles: 3, sinceMs },
  { kind: "unsent-alerts", alerts: 1, sinceMs },
  { kind: "no-subscriber", pending: 1, sinceMs },
];
const all: readonly GuardNews[] = troubles.flatMap((trouble): readonly GuardNews[] => [
  { kind: "trouble", trouble },
  { kind: "over", trouble, overAtMs: NOW_MS },
]);
const alert = (news: GuardNews, nowMs = NOW_MS) => plainTextGuardAlerts.aboutGuard(news, nowMs);
const prose = (news: GuardNews): string => alert(news).text.replace(/\s+/g, " ");

describe("an alert about the guard itself", () => {
  it("is one that SNS takes and a phone shows, whatever it tells", () => {
    for (const news of all) {
      const { subject, text } = alert(news);
      expect(subject).toMatch(/^\[Overcurrent\] [ -~]{1,85}$/);
      for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
    }
  });

  it("names the target, since when, what it means and what to do", () => {
    const text = prose({ kind: "trouble", trouble: blind });
    expect(text).toContain("222222222222/eu-west-1 could not be looked at since 02:48 UTC.");
    expect(text).toContain("Whatever runs away there now goes unseen.");
    expect(text).toContain("sts:AssumeRole failed: AccessDenied");
    expect(text).toContain("whether the external id in the policy file is the one");
  });

  it.each([
    ["ThrottlingException", "ask for a higher limit in Service Quotas"],
    ["cloudwatch:GetMetricData failed: AccessDenied", "look for a service control policy"],
    ["the account's total shows nothing since 02:40 UTC, where 900 runs are usual", "AWS Health Dashboard"],
    ["cloudwatch:GetMetricData failed: ECONNRESET", "Read the log of the guard"],
  ])("knows what to do about %s", (problem, cure) => {
    expect(prose({ kind: "trouble", trouble: { ...blind, problem } })).toContain(cure);
  });

  it("is the same one within an hour, and another in the next", () => {
    const news = { kind: "trouble", trouble: blind } as const;
    expect(alert(news, NOW_MS + 59 * MINUTE_MS).alertId).toBe(alert(news).alertId);
    expect(alert(news, NOW_MS + HOUR_MS).alertId).not.toBe(alert(news).alertId);
  });

  it("is the one that the target's own watch writes when it is blind, so that one of them is sent", () => {
    const ofWatch = alertsOfTarget(plainTextAlerts, SPOKE).aboutBlindness(3, "AccessDenied", NOW_MS);
    expect(alert({ kind: "trouble", trouble: blind }).alertId).toBe(ofWatch.alertId);
    const home = { ...blind, isHome: true };
    expect(alert({ kind: "trouble", trouble: home }).alertId).toBe(
      plainTextAlerts.aboutBlindness(3, "AccessDenied", NOW_MS).alertId,
    );
  });

  it("says between when and when nobody looked", () => {
    const news = { kind: "unseen", targetId: targetId(SPOKE), isHome: false, fromMs: sinceMs } as const;
    expect(prose({ ...news, untilMs: NOW_MS })).toContain(
      "Nobody looked at 222222222222/eu-west-1 between 02:48 UTC and 03:00 UTC.",
    );
  });
});
