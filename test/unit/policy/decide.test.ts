import { describe, expect, it } from "vitest";
import type { BreakerState } from "../../../lib/domain/breaker.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { type DecideInput, decide } from "../../../lib/policy/decide.ts";
import {
  aBaseline,
  aCatalogue,
  anAnomaly,
  anIncident,
  aPolicy,
  aProfile,
  NOW_MS,
} from "../../support/builders.ts";
import { ALICE, aBrake } from "../../support/builders-actuate.ts";

const change = { ...aBrake(), reason: "callers are refused with 429" };

const input = (changes: Partial<DecideInput> = {}): DecideInput => ({
  anomaly: anAnomaly(12.5),
  incident: anIncident(),
  breaker: { functionName: "checkout", state: { kind: "armed", sinceMs: 0 }, version: 0 },
  profile: aProfile(),
  baseline: aBaseline(),
  rules: {
    ruleName: "default",
    mode: "enforce",
    alertAboveUsdAtRisk: 2,
    actAboveUsdAtRisk: 8,
    riskHours: 8,
    approval: { withinMinutes: 15, otherwise: "alert" },
    atLossClock: "release",
    invokedBy: [],
    notices: [],
  },
  policy: aPolicy(),
  catalogue: aCatalogue(),
  fleet: { size: 40, actedLastHour: 0 },
  brake: { kind: "brake", grade: "full", changes: [change], reason: "callers are refused with 429" },
  witnesses: 2,
  nowMs: NOW_MS,
  ...changes,
});
const rules = (changes: Partial<DecideInput["rules"]>) => ({ rules: { ...input().rules, ...changes } });
const inState = (state: BreakerState) => ({ breaker: { functionName: "checkout", state, version: 3 } });
const limiting = {
  sinceMs: NOW_MS,
  startedAtMs: NOW_MS,
  brakes: [aBrake()],
  reason: "a flood",
  by: { kind: "guard" },
  expiresAtMs: NOW_MS + HOUR_MS,
} as const;
const recovering = inState({ kind: "armed", sinceMs: NOW_MS, recoveringUntilMs: NOW_MS + MINUTE_MS });

describe("decide", () => {
  it("acts when everything speaks for it, and says what speaks for it", () => {
    expect(decide(input())).toEqual({
      kind: "act",
      grade: "full",
      changes: [change],
      reason:
        "$100.00 at risk over the next 8 hours, at $12.50 an hour more than expected, 2 independent signals agree; callers are refused with 429",
    });
  });

  it("only says what it would do in observe mode, and why it is in observe mode", () => {
    const plan = decide(
      input(rules({ mode: "observe", notices: ["tag overcurrent:mode makes it observe only"] })),
    );
    expect(plan).toMatchObject({ kind: "would-act", changes: [change] });
    expect(plan.reason).toContain("mode is observe; tag overcurrent:mode makes it observe only");
  });

  it.each<[string, Partial<DecideInput>, string]>([
    ["costs less than is worth telling", { anomaly: anAnomaly(0.2) }, "below the $2.00 worth an alert"],
    [
      "is already tripped",
      inState({ kind: "tripped", grade: "full", attempt: 0, probeAtMs: NOW_MS, ...limiting }),
      "already tripped",
    ],
    [
      "is being probed",
      inState({
        kind: "probing",
        grade: "full",
        stage: 0,
        probedSinceMs: NOW_MS,
        attempt: 0,
        judgeAtMs: NOW_MS,
        ...limiting,
      }),
      "already probing",
    ],
    ["is being restored", inState({ kind: "restoring", ...limiting }), "already restoring"],
    ["is kept stopped by a person", inState({ kind: "held", ...limiting }), "already held"],
    ["is draining what piled up", recovering, "may drain until 2026-11-22T03:01:00Z"],
  ])("does nothing about a function that %s", (_name, changes, reason) => {
    const plan = decide(input(changes));
    expect(plan.kind).toBe("none");
    expect(plan.reason).toContain(reason);
  });

  it.each<[string, Partial<DecideInput>, string]>([
    [
      "is kept off the guard by a person",
      inState({ kind: "held", ...limiting, brakes: [], by: ALICE }),
      "alice keeps the guard off",
    ],
    ["is exempt", rules({ exemptBecause: "rule sale exempts it: planned" }), "exempt: rule sale"],
    [
      "was restored by a person in this incident",
      { incident: anIncident({ standDown: { by: ALICE, atMs: NOW_MS, reason: "a sale" } }) },
      "alice told the guard",
    ],
    ["costs too little to act on", { anomaly: anAnomaly(0.9) }, "acts only above $8.00 at risk"],
    ["shows one signal alone", { witnesses: 1 }, "one signal alone"],
    ["was never learned", { baseline: undefined }, "nothing has been learned"],
    ["is on probation", { baseline: aBaseline({ historyDays: 2.9 }) }, "2.9 of 3 days of history"],
    [
      "was listed too long ago",
      { catalogue: aCatalogue([aProfile()], { takenAtMs: NOW_MS - 3.1 * HOUR_MS }) },
      "3.1 hours old",
    ],
    ["was only listed", { profile: aProfile({ describedAtMs: "never" }) }, "not described it yet"],
    [
      "was deployed since",
      { profile: aProfile({ isOutdated: true }) },
      "deployed since the inventory described it",
    ],
    [
      "was described too long ago",
      { profile: aProfile({ describedAtMs: NOW_MS - 3.1 * HOUR_MS }) },
      "described the function 3.1 hours ago",
    ],
    [
      "could not be asked about",
      {
        catalogue: aCatalogue([aProfile()], {
          unanswered: [{ functionName: "checkout", operation: "lambda:GetPolicy", reason: "denied" }],
        }),
      },
      "no answer to lambda:GetPolicy",
    ],
    ["is the one too many in this hour", { fleet: { size: 40, actedLastHour: 3 } }, "blast radius is 3"],
    [
      "has no safe brake",
      { brake: { kind: "alert-only", reason: "the sign-in that calls it would break with it" } },
      "the sign-in that calls it",
    ],
  ])("tells a person about a function that %s", (_name, changes, reason) => {
    const plan = decide(input(changes));
    expect(plan.kind).toBe("alert");
    expect(plan.reason).toContain(reason);
  });

  it("says of a function held back by the blast radius that it was held back, unless it would only be watched", () => {
    const fleet = { size: 40, actedLastHour: 3 };
    expect(decide(input({ fleet }))).toMatchObject({ kind: "alert", heldBackBy: "blast-radius" });
    expect(decide(input({ fleet, ...rules({ mode: "approve" }) }))).toMatchObject({
      heldBackBy: "blast-radius",
    });
    const watched = decide(input({ fleet, ...rules({ mode: "observe" }) }));
    expect(watched.kind).toBe("alert");
    expect(watched).not.toHaveProperty("heldBackBy");
  });

  describe("in approve mode", () => {
    const askedAtMs = NOW_MS - 10 * MINUTE_MS;
    const approve = (otherwise: "act" | "alert" = "alert") =>
      rules({ mode: "approve", approval: { withinMinutes: 15, otherwise } });
    const answered = (decision: "approved" | "rejected") => {
      const said = { by: ALICE, atMs: NOW_MS, reason: "no sale today" };
      return anIncident({
        approval: { askedAtMs, answer: { decision, ...said } },
        ...(decision === "rejected" && { standDown: said }),
      });
    };

    it("asks, and says until when and what happens then", () => {
      const plan = decide(input(approve()));
      expect(plan).toMatchObject({
        kind: "ask",
        grade: "full",
        changes: [change],
        deadlineMs: NOW_MS + 15 * MINUTE_MS,
        otherwise: "alert",
      });
      expect(plan.reason).toContain("mode is approve. $100.00 at risk");
    });

    it("keeps the deadline of the first question at every further look", () => {
      const incident = anIncident({ approval: { askedAtMs } });
      expect(decide(input({ ...approve(), incident }))).toMatchObject({
        kind: "ask",
        deadlineMs: NOW_MS + 5 * MINUTE_MS,
      });
    });

    it("acts on an approval and names who gave it", () => {
      const plan = decide(input({ ...approve(), incident: answered("approved") }));
      expect(plan.kind).toBe("act");
      expect(plan.reason).toContain("alice approved it: no sale today. $100.00 at risk");
    });

    it("leaves it at the alert after a rejection", () => {
      const plan = decide(input({ ...approve("act"), incident: answered("rejected") }));
      expect(plan.kind).toBe("alert");
      expect(plan.reason).toContain("alice told the guard to leave this incident alone");
    });

    it("does what the policy says once the deadline is over, and says that nobody answered", () => {
      const incident = anIncident({ approval: { askedAtMs: NOW_MS - 15 * MINUTE_MS } });
      const acts = decide(input({ ...approve("act"), incident }));
      expect(acts).toMatchObject({ kind: "act", grade: "full", changes: [change] });
      expect(acts.reason).toContain("nobody answered by 03:00 UTC");
      const tells = decide(input({ ...approve("alert"), incident }));
      expect(tells.kind).toBe("alert");
      expect(tells.reason).toContain("nobody answered by 03:00 UTC");
    });

    it("asks nobody about what it would not act on anyway", () => {
      expect(decide(input({ ...approve(), witnesses: 1 })).kind).toBe("alert");
    });
  });

  it("says that an anomaly is growing when more is at risk than its pace makes", () => {
    const anomaly = anAnomaly(0.5);
    const growing = { ...anomaly, burn: { ...anomaly.burn, atRiskUsd: 30 } };
    const plan = decide(input({ anomaly: growing }));
    expect(plan.kind).toBe("act");
    expect(plan.reason).toContain(
      "$30.00 at risk over the next 8 hours, at $0.50 an hour more than expected and growing",
    );
  });

  describe("during a declared activity", () => {
    const planned = {
      name: "sale",
      match: { name: "*" },
      fromMs: NOW_MS - HOUR_MS,
      untilMs: NOW_MS + HOUR_MS,
      because: "the yearly sale",
      upToTimes: 5,
    };
    /** Four times the usual cost. */
    const busy = (kinds: Parameters<typeof anAnomaly>[1]) => {
      const anomaly = anAnomaly(9, kinds);
      return { ...anomaly, burn: { ...anomaly.burn, actualUsdPerHour: 12, expectedUsdPerHour: 3 } };
    };

    it("does nothing about what is planned, and names the plan", () => {
      const plan = decide(input({ ...rules({ planned }), anomaly: busy(["volume", "concurrency"]) }));
      expect(plan.kind).toBe("none");
      expect(plan.reason).toContain("plan sale (the yearly sale, until 2026-11-22T04:00:00Z) covers up to");
    });

    it("acts as ever beyond the plan, and says that it is beyond", () => {
      const plan = decide(input(rules({ planned })));
      expect(plan.kind).toBe("act");
      expect(plan.reason).toContain("covers only up to 5 times the usual cost, this is 126 times");
    });

    it("acts as ever on failing runs, however small the load", () => {
      const plan = decide(input({ ...rules({ planned }), anomaly: busy(["volume", "errors"]) }));
      expect(plan.kind).toBe("act");
      expect(plan.reason).toContain("does not cover that its runs fail");
    });
  });

  it("tells of an anomaly and acts on one that costs just as much as the policy says", () => {
    expect(decide(input({ anomaly: anAnomaly(0.25) })).kind).toBe("alert");
    expect(decide(input({ anomaly: anAnomaly(1) })).kind).toBe("act");
  });

  it("tells a person instead of acting on a baseline that has not been learned anew for two weeks", () => {
    const baseline = aBaseline({ learnedAtMs: NOW_MS - 15 * 24 * 60 * MINUTE_MS });
    const plan = decide(input({ baseline }));
    expect(plan.kind).toBe("alert");
    expect(plan.reason).toContain("its baseline is 15 days old");
  });

  it("acts again while recovering when it fails, loops or still gets new events, not on what a backlog shows", () => {
    for (const kind of ["errors", "recursion", "async-events"] as const)
      expect(decide(input({ ...recovering, anomaly: anAnomaly(12.5, ["volume", kind]) })).kind).toBe("act");
    for (const kind of ["burn", "growth", "concurrency", "duration", "throttles"] as const)
      expect(decide(input({ ...recovering, anomaly: anAnomaly(12.5, ["volume", kind]) })).kind).toBe("none");
  });

  it("acts on what the inventory could not ask about another function", () => {
    const unanswered = [{ functionName: "cart", operation: "lambda:GetPolicy", reason: "denied" }];
    expect(decide(input({ catalogue: aCatalogue([aProfile()], { unanswered }) })).kind).toBe("act");
  });
});
