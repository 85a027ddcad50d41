import { describe, expect, it } from "vitest";
import { type PlanInput, planFunctions, unprotectedFunctions } from "../../../lib/app/plan-report.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import {
  aBaseline,
  aBucket,
  aCatalogue,
  anIncident,
  aPolicy,
  aProfile,
  aQueue,
  NOW_MS,
} from "../../support/builders.ts";
import { ALICE } from "../../support/builders-actuate.ts";

/** The plan of one function that everything is known about, in enforce mode. */
function planOf(
  changes: Partial<PlanInput> & { profile?: Partial<FunctionProfile>; baseline?: Partial<Baseline> } = {},
) {
  const { profile, baseline, ...input } = changes;
  const [plan] = planFunctions({
    policy: aPolicy({ mode: "enforce" }),
    ownNamePrefix: "overcurrent-",
    catalogue: aCatalogue([aProfile(profile)]),
    baselines: [aBaseline(baseline)],
    breakers: [],
    openIncidents: [],
    nowMs: NOW_MS,
    ...input,
  });
  if (plan === undefined) throw new Error("one function gives one plan");
  return plan;
}

const signIn: Partial<FunctionProfile> = {
  triggers: [{ kind: "cognito", sourceArn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/p" }],
};

describe("the plan of a function", () => {
  it("caps a flood of waiting callers at the busy minute, before the full brake", () => {
    const { protection } = planOf();
    expect(protection).toMatchObject({
      kind: "brake",
      // The baseline's busy minute has 3.2 executions at once.
      changes: [{ cap: { reserved: 4 }, wanted: { kind: "concurrency", reserved: 0 } }],
      againstFlood: { grade: "cap" },
    });
    expect(protection).not.toHaveProperty("lossAfterMs");
  });

  it("brakes fully at once where the cap could itself cost what the guard acts on", () => {
    const { protection } = planOf({ policy: aPolicy({ mode: "enforce", actAboveUsdAtRisk: 0.01 }) });
    expect(protection).toMatchObject({ againstFlood: { grade: "full" } });
  });

  it("names the source that is paused", () => {
    const { protection, calledBy } = planOf({ profile: { triggers: [aQueue()] } });
    expect(calledBy).toBe("queue orders");
    expect(protection).toMatchObject({ changes: [{ source: "queue orders", wanted: { enabled: false } }] });
  });

  it("says when what waits is lost, and what the policy does before", () => {
    const { protection } = planOf({
      profile: { triggers: [aBucket] },
      policy: aPolicy({ mode: "enforce", atLossClock: "keep" }),
    });
    // The builder's function keeps events for 21,600 s.
    expect(protection).toMatchObject({ lossAfterMs: 6 * HOUR_MS, atLossClock: "keep" });
  });

  it("says why nothing is safe, and lists the function as unprotected", () => {
    const plan = planOf({ profile: signIn });
    expect(plan.protection).toMatchObject({ kind: "alert-only", reason: expect.stringContaining("sign in") });
    expect(unprotectedFunctions([plan, planOf()])).toEqual(["checkout"]);
  });

  it("says why it is exempt, which is not the same as unprotected", () => {
    const plan = planOf({ profile: { tags: { "overcurrent:protect": "true" } } });
    expect(plan.protection).toEqual({
      kind: "exempt",
      reason: expect.stringContaining("overcurrent:protect"),
    });
    expect(unprotectedFunctions([plan])).toEqual([]);
    const outside = planOf({ policy: aPolicy({ guarded: [{ name: "shop-*" }] }) });
    expect(outside.protection.kind).toBe("exempt");
    expect(planOf({ profile: { functionName: "overcurrent-watch" } }).protection.kind).toBe("exempt");
  });

  it("tells rule, mode, amounts and the question of approve mode", () => {
    const rule = { name: "shop", match: { name: "check*" }, mode: "approve", actAboveUsdAtRisk: 40 } as const;
    expect(planOf({ policy: aPolicy({ rules: [rule] }) })).toMatchObject({
      ruleName: "shop",
      mode: "approve",
      actAboveUsdAtRisk: 40,
      riskHours: 8,
      approval: { withinMinutes: 15, otherwise: "alert" },
    });
    expect(planOf()).not.toHaveProperty("approval");
  });
});

describe("why a function would not be braked now", () => {
  it("is nothing for a function that is known and armed", () => {
    expect(planOf().notNow).toEqual([]);
  });

  it.each<[string, Parameters<typeof planOf>[0], string]>([
    ["it was never learned", { baselines: [] }, "nothing has been learned"],
    ["it is on probation", { baseline: { historyDays: 1.5 } }, "on probation: 1.5 of 3 days"],
    ["its baseline is old", { baseline: { learnedAtMs: NOW_MS - 15 * DAY_MS } }, "15 days old"],
    [
      "the inventory is old",
      { catalogue: aCatalogue([aProfile()], { takenAtMs: NOW_MS - 4 * HOUR_MS }) },
      "inventory is 4.0 hours old",
    ],
    [
      "the inventory got no answer",
      {
        catalogue: aCatalogue([aProfile()], {
          unanswered: [{ functionName: "checkout", operation: "lambda:GetPolicy", reason: "denied" }],
        }),
      },
      "no answer to lambda:GetPolicy",
    ],
    [
      "a person keeps the guard off",
      {
        breakers: [
          {
            functionName: "checkout",
            version: 1,
            state: {
              kind: "held",
              sinceMs: NOW_MS,
              startedAtMs: NOW_MS,
              brakes: [],
              reason: "launch day",
              by: ALICE,
              expiresAtMs: NOW_MS + HOUR_MS,
            },
          },
        ],
      },
      "alice keeps the guard off until 2026-11-22T04:00:00Z: launch day",
    ],
    [
      "it has just been restored",
      {
        breakers: [
          {
            functionName: "checkout",
            version: 1,
            state: { kind: "armed", sinceMs: NOW_MS, recoveringUntilMs: NOW_MS + 30 * MINUTE_MS },
          },
        ],
      },
      "may drain until 2026-11-22T03:30:00Z",
    ],
    [
      "a person has decided about its incident",
      { openIncidents: [anIncident({ standDown: { by: ALICE, atMs: NOW_MS, reason: "all ours" } })] },
      "alice told the guard to leave its open incident alone: all ours",
    ],
    [
      "more load was declared",
      {
        policy: aPolicy({
          planned: [
            {
              name: "sale",
              match: { name: "*" },
              fromMs: NOW_MS - HOUR_MS,
              untilMs: NOW_MS + HOUR_MS,
              because: "the yearly sale",
              upToTimes: 10,
            },
          ],
        }),
      },
      "plan sale covers up to 10 times its usual cost",
    ],
  ])("is that %s", (_what, input, expected) => {
    const { notNow, protection } = planOf(input);
    expect(notNow).toEqual([expect.stringContaining(expected)]);
    expect(protection.kind).toBe("brake");
  });
});
