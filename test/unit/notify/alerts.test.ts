import { describe, expect, it } from "vitest";
import type { BreakerNews } from "../../../lib/domain/breaker-news.ts";
import { GUARD } from "../../../lib/domain/operator.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { plainTextAlerts } from "../../../lib/notify/plain-text-alerts.ts";
import { NOW_MS, sampleIncident, tripped } from "../../contract/samples.ts";

const breaker = { functionName: "checkout", state: tripped, version: 3 };
const brakes = tripped.kind === "tripped" ? tripped.brakes : [];
const news = (changes: Partial<BreakerNews> = {}): BreakerNews => ({
  kind: "tripped",
  breaker,
  brakes,
  reason: "A flood costs $12.50 per hour.",
  by: GUARD,
  incident: sampleIncident(),
  ...changes,
});

describe("an alert about a trip", () => {
  const alert = plainTextAlerts.aboutBreaker(news(), NOW_MS);

  it("says in the subject what was stopped, why, and what it costs", () => {
    expect(alert.subject).toBe("[Overcurrent] STOPPED checkout: a flood of calls, $100.00 at risk");
  });

  it("says what was done, what was there before, and what happens next", () => {
    expect(alert.text).toContain("Concurrency: reserved concurrency 0 (before: no reserved concurrency).");
    expect(alert.text).toContain("03:09 UTC"); // probeAtMs: five minutes after NOW_MS, 03:04
    expect(alert.text.replace(/\s+/g, " ")).toContain("At 09:04 UTC it is let go in steps"); // expiresAtMs: six hours after
  });

  it("gives the commands that undo it, ready to be copied", () => {
    expect(alert.text).toMatch(/^ {2}overcurrent restore checkout --reason "\.\.\."$/m);
    expect(alert.text).toMatch(/^ {2}overcurrent hold checkout --reason "\.\.\."$/m);
  });

  it("shows the evidence in sentences that can be checked", () => {
    expect(alert.text).toContain("9000 where 0.1 are normal.");
    expect(alert.text).toContain("$12.50 an hour now");
  });

  it("says what it would have cost, and what it has", () => {
    const text = alert.text.replace(/\s+/g, " ");
    expect(text).toContain("Left alone, $100.00 more than expected over the next 8 hours; $0.40 so far");
  });

  it("says what to do before it gives the evidence", () => {
    const [action, evidence] = [alert.text.indexOf("overcurrent restore"), alert.text.indexOf("SEEN")];
    expect(action).toBeGreaterThan(0);
    expect(evidence).toBeGreaterThan(action);
  });

  it("keeps lines short enough for a phone", () => {
    expect(Math.max(...alert.text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("has the same id when the same trip is told again, and another one for the next trip", () => {
    expect(plainTextAlerts.aboutBreaker(news(), NOW_MS + MINUTE_MS).alertId).toBe(alert.alertId);
    const next = { ...breaker, version: 4 };
    expect(plainTextAlerts.aboutBreaker(news({ breaker: next }), NOW_MS).alertId).not.toBe(alert.alertId);
  });
});

describe("alerts about other news of a breaker", () => {
  it.each([
    ["retripped", "STILL BURNING, stopped again checkout", "warning"],
    ["restored", "RESTORED checkout", "info"],
    ["drifted", "CHANGED BY SOMEBODY ELSE, not restored checkout", "critical"],
    ["failed", "COULD NOT STOP checkout: a flood of calls, $100.00 at risk", "critical"],
    ["killed", "STOPPED BY HAND checkout", "warning"],
    ["expired", "TIME IS UP, restoring checkout", "warning"],
  ] as const)("%s is told as %s", (kind, subject, severity) => {
    const alert = plainTextAlerts.aboutBreaker(news({ kind }), NOW_MS);
    expect(alert.subject).toBe(`[Overcurrent] ${subject}`);
    expect(alert.severity).toBe(severity);
  });

  it("tells of a deleted function what went with it, what was put back, and how to put back the rest", () => {
    const [concurrency] = brakes;
    if (concurrency === undefined) throw new Error("the sample has a brake");
    const queue = (mappingId: string) => ({
      ...concurrency,
      setting: { kind: "event-source", functionName: "checkout", mappingId } as const,
      prior: { kind: "event-source", enabled: true, maximumConcurrency: "unlimited" } as const,
    });
    const alert = plainTextAlerts.aboutBreaker(
      news({
        kind: "deleted",
        brakes: [concurrency, queue("map-1"), queue("map-2")],
        ends: [{ kind: "gone" }, { kind: "put-back" }, { kind: "left", why: "Function not found" }],
      }),
      NOW_MS,
    );
    expect(alert.subject).toBe("[Overcurrent] DELETED while it was limited, checkout");
    expect(alert.severity).toBe("warning");
    const text = alert.text.replace(/\s+/g, " ");
    expect(text).toContain("Concurrency: gone.");
    expect(text).toMatch(/Event source map-1: .* again, as it was\./);
    expect(text).toMatch(/Event source map-2: NOT put back \(before: .*\): Function not found\./);
    expect(alert.text).toMatch(/^ {2}aws lambda update-event-source-mapping --uuid map-2 --enabled$/m);
    expect(alert.text).not.toContain("overcurrent restore");
  });

  it("tells a refused restore without what ran away, since nothing does any more", () => {
    const state = {
      kind: "restoring",
      sinceMs: NOW_MS,
      startedAtMs: NOW_MS,
      brakes,
      reason: "calm again",
      by: GUARD,
      expiresAtMs: NOW_MS + MINUTE_MS,
    } as const;
    const alert = plainTextAlerts.aboutBreaker(
      news({ kind: "failed", breaker: { ...breaker, state } }),
      NOW_MS,
    );
    expect(alert.subject).toBe("[Overcurrent] COULD NOT ACT on checkout");
    expect(alert.text).not.toContain("a flood of calls");
  });

  it("tells after drift how to accept what is set now", () => {
    const alert = plainTextAlerts.aboutBreaker(news({ kind: "drifted" }), NOW_MS);
    expect(alert.text).toContain("now it is something else, so it was left alone");
    expect(alert.text).toContain("overcurrent release checkout");
  });

  it("does not claim as done what AWS refused", () => {
    const { text } = plainTextAlerts.aboutBreaker(news({ kind: "failed" }), NOW_MS);
    expect(text).toMatch(/^TRIED +Concurrency: reserved concurrency 0/m);
    expect(text).not.toContain("DONE");
  });

  it("names the person who did it", () => {
    const by = { kind: "person", name: "arn:aws:iam::123456789012:user/maria" } as const;
    expect(plainTextAlerts.aboutBreaker(news({ kind: "killed", by }), NOW_MS).text).toContain("user/maria");
  });
});

describe("an alert about an incident that was not stopped", () => {
  const wouldAct = sampleIncident({
    plan: {
      kind: "would-act",
      grade: "full",
      reason: "mode is observe",
      changes: [
        {
          setting: { kind: "concurrency", functionName: "checkout" },
          wanted: { kind: "concurrency", reserved: 0 },
          allowances: [{ kind: "concurrency", reserved: 2 }],
          reason: "only called synchronously",
        },
      ],
    },
  });

  it("says that it was not stopped, why not, and what the guard would have done", () => {
    const alert = plainTextAlerts.aboutIncident(wouldAct, NOW_MS);
    expect(alert.subject).toBe("[Overcurrent] NOT STOPPED checkout: a flood of calls, $100.00 at risk");
    expect(alert.text).toContain("mode is observe");
    expect(alert.text).toContain("set reserved concurrency 0: only called synchronously");
    expect(alert.text).toContain('overcurrent kill checkout --reason "..."');
  });

  it("puts a failure before the plan", () => {
    const alert = plainTextAlerts.aboutIncident(wouldAct, NOW_MS, "The brake could not be reached.");
    expect(alert.text).toContain("The brake could not be reached.");
    expect(alert.alertId).not.toBe(plainTextAlerts.aboutIncident(wouldAct, NOW_MS).alertId);
  });

  it("makes a subject that SNS accepts, whatever the function is called", () => {
    const functionName = "a".repeat(64);
    const { subject } = plainTextAlerts.aboutIncident(sampleIncident({ functionName }), NOW_MS);
    expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
  });
});

describe("an alert that asks", () => {
  const change = {
    setting: { kind: "concurrency", functionName: "checkout" },
    wanted: { kind: "concurrency", reserved: 0 },
    cap: { kind: "concurrency", reserved: 20 },
    allowances: [{ kind: "concurrency", reserved: 2 }],
    reason: "callers are refused with 429",
  } as const;
  const asking = (otherwise: "act" | "alert") =>
    plainTextAlerts.aboutIncident(
      sampleIncident({
        plan: {
          kind: "ask",
          grade: "cap",
          changes: [change],
          reason: "mode is approve",
          deadlineMs: NOW_MS + 15 * MINUTE_MS,
          otherwise,
        },
      }),
      NOW_MS,
    );

  it("says in the subject and first line that an answer is wanted, and by when", () => {
    // NOW_MS of the samples is 03:04 UTC.
    expect(asking("alert").subject).toBe(
      "[Overcurrent] MAY I STOP checkout: a flood of calls, $100.00 at risk",
    );
    expect(asking("alert").text.split("\n")[0]).toBe(
      "checkout is running away. May the guard stop it? (until 03:19 UTC)",
    );
  });

  it("gives both answers as commands, and no other way out", () => {
    const { text } = asking("alert");
    expect(text).toMatch(/^ {2}overcurrent approve checkout --reason "\.\.\."$/m);
    expect(text).toMatch(/^ {2}overcurrent reject checkout --reason "\.\.\."$/m);
    expect(text).not.toContain("overcurrent kill");
  });

  it("says what happens without an answer", () => {
    expect(asking("act").text).toContain("If nobody answers by 03:19 UTC, the guard stops it");
    expect(asking("alert").text).toContain("If nobody answers by 03:19 UTC, the guard does nothing");
  });

  it("says what would be done first, and what after it", () => {
    expect(asking("act").text.replace(/\s+/g, " ")).toContain(
      "cap it at reserved concurrency 20; reserved concurrency 0 if that is not enough",
    );
  });
});

describe("an alert about an incident whose function was deleted", () => {
  const alert = plainTextAlerts.aboutDeletion(sampleIncident(), NOW_MS);

  it("says that it is closed and that nothing needs to be done", () => {
    expect(alert.subject).toBe("[Overcurrent] DELETED checkout: its incident is closed");
    expect(alert.severity).toBe("info");
    expect(alert.text).toContain("NEXT    Nothing.");
  });

  it("is told once for each incident", () => {
    expect(plainTextAlerts.aboutDeletion(sampleIncident(), NOW_MS + MINUTE_MS).alertId).toBe(alert.alertId);
  });
});
