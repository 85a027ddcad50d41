import { describe, expect, it } from "vitest";
import type { BlastRadiusExcess, SharedCause } from "../../../lib/domain/blast-radius-excess.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { plainTextAlerts } from "../../../lib/notify/plain-text-alerts.ts";
import { aQueue, NOW_MS } from "../../support/builders.ts";

const excess = (changes: Partial<BlastRadiusExcess> = {}): BlastRadiusExcess => ({
  accountId: "123456789012",
  region: "eu-west-1",
  tripped: ["cart"],
  heldBack: [{ functionName: "checkout", impactUsdPerHour: 12.5 }],
  ...changes,
});
const textFor = (changes: Partial<BlastRadiusExcess>): string =>
  plainTextAlerts.aboutBlastRadius(excess(changes), NOW_MS).text.replace(/\s+/g, " ");
const alertIdAt = (atMs: number, changes: Partial<BlastRadiusExcess> = {}): string =>
  plainTextAlerts.aboutBlastRadius(excess(changes), atMs).alertId;

describe("the alert about the blast radius", () => {
  it("has one id for each hour and account", () => {
    expect(alertIdAt(NOW_MS + 59 * MINUTE_MS)).toBe(alertIdAt(NOW_MS));
    expect(alertIdAt(NOW_MS + HOUR_MS)).not.toBe(alertIdAt(NOW_MS));
    expect(alertIdAt(NOW_MS, { accountId: "123456789013" })).not.toBe(alertIdAt(NOW_MS));
    expect(alertIdAt(NOW_MS, { region: "us-east-1" })).not.toBe(alertIdAt(NOW_MS));
  });

  it("says how many were tripped and how many were not", () => {
    const text = textFor({});
    expect(text).toContain("1 function was tripped in the last hour");
    expect(text).toContain("1 function was NOT stopped besides");
    expect(textFor({ tripped: ["a", "b"] })).toContain("2 functions were tripped in the last hour");
  });

  it.each<[SharedCause | undefined, string]>([
    [{ kind: "stack", functions: 2, of: 3, stackName: "shop" }, "2 of 3 belong to the stack shop."],
    [{ kind: "source", functions: 2, of: 2, source: aQueue() }, "2 of 2 are called by queue orders."],
    [
      { kind: "deploy", functions: 2, of: 2, firstMs: NOW_MS - 20 * MINUTE_MS, lastMs: NOW_MS },
      "2 of 2 were deployed between 02:40 UTC and 03:00 UTC, before it began.",
    ],
    [
      { kind: "onset", functions: 2, of: 2, cause: "flood", firstMs: NOW_MS, lastMs: NOW_MS },
      "2 of 2 show a flood of calls that began at 03:00 UTC.",
    ],
    [undefined, "It may be a service that they all call, or a bad baseline."],
  ])("says what they share: %j", (sharedCause, sentence) => {
    expect(textFor({ ...(sharedCause && { sharedCause }) })).toContain(sentence);
  });

  it("shows the ten dearest by name, and commands for three", () => {
    const heldBack = Array.from({ length: 12 }, (_, index) => ({
      functionName: `function-${index}`,
      impactUsdPerHour: 12 - index,
    }));
    const text = textFor({ heldBack });
    expect(text).toContain("function-9 ($3.00 an hour) and 2 more");
    expect(text.match(/overcurrent kill/g)).toHaveLength(3);
  });

  it("keeps lines short enough for a phone", () => {
    const { text } = plainTextAlerts.aboutBlastRadius(excess(), NOW_MS);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
