import { describe, expect, it } from "vitest";
import type { PolicyMatch } from "../../../lib/domain/guard-policy.ts";
import { rulesFor } from "../../../lib/policy/rules-for.ts";
import { aPolicy, aProfile, NOW_MS } from "../../support/builders.ts";

const rules = (policy: Parameters<typeof aPolicy>[0], profile: Parameters<typeof aProfile>[0] = {}) =>
  rulesFor(aPolicy(policy), aProfile(profile), "overcurrent-", NOW_MS);

describe("rules for a function", () => {
  it("come from the file where no rule matches", () => {
    expect(rules({ rules: [{ name: "other", match: { name: "other" }, mode: "enforce" }] })).toEqual({
      ruleName: "default",
      mode: "observe",
      alertAboveUsdAtRisk: 2,
      actAboveUsdAtRisk: 8,
      riskHours: 8,
      approval: { withinMinutes: 15, otherwise: "alert" },
      atLossClock: "release",
      invokedBy: [],
      notices: [],
    });
  });

  it("come from the first rule that matches, and from the file for what it does not say", () => {
    const matched = rules({
      rules: [
        { name: "first", match: { name: "check*" }, mode: "enforce", actAboveUsdAtRisk: 40, riskHours: 24 },
        { name: "second", match: { name: "*" }, alertAboveUsdAtRisk: 99 },
      ],
    });
    expect(matched).toMatchObject({
      ruleName: "first",
      mode: "enforce",
      actAboveUsdAtRisk: 40,
      riskHours: 24,
      alertAboveUsdAtRisk: 2,
    });
  });

  it("want the name and every tag of a match", () => {
    const policy = {
      rules: [{ name: "shop", match: { name: "check*", tags: { team: "shop", stage: "prod" } } }],
    };
    expect(rules(policy, { tags: { team: "shop", stage: "prod" } }).ruleName).toBe("shop");
    expect(rules(policy, { tags: { team: "shop" } }).ruleName).toBe("default");
    expect(rules(policy, { functionName: "cart", tags: { team: "shop", stage: "prod" } }).ruleName).toBe(
      "default",
    );
  });
});

describe("a match", () => {
  const ruleNameOf = (match: PolicyMatch, profile: Parameters<typeof aProfile>[0] = {}): string =>
    rules({ rules: [{ name: "matched", match }] }, profile).ruleName;
  const inStack = { tags: { "aws:cloudformation:stack-name": "shop-prod" } };

  it("means functions of a stack by its name, and none that has no stack", () => {
    expect(ruleNameOf({ stack: "shop-*" }, inStack)).toBe("matched");
    expect(ruleNameOf({ stack: "bank-*" }, inStack)).toBe("default");
    expect(ruleNameOf({ stack: "*" })).toBe("default");
  });

  it("means functions of an account and a region, as their ARN says", () => {
    // The builders' function is arn:aws:lambda:eu-west-1:123456789012:function:checkout.
    expect(ruleNameOf({ account: "123456789012", region: "eu-west-1" })).toBe("matched");
    expect(ruleNameOf({ account: "123456789013" })).toBe("default");
    expect(ruleNameOf({ region: "us-east-1" })).toBe("default");
    expect(ruleNameOf({ region: "eu-west-1" }, { functionArn: "" })).toBe("default");
  });

  it("wants everything that it names", () => {
    expect(ruleNameOf({ stack: "shop-*", region: "us-east-1" }, inStack)).toBe("default");
  });
});

describe("what the policy guards", () => {
  it("is every function where nothing is named", () => {
    expect(rules({ guarded: [] }).exemptBecause).toBeUndefined();
  });

  it("is what any of its matches means; the others are exempt", () => {
    const guarded = [{ name: "cart" }, { region: "eu-west-1", tags: { team: "shop" } }];
    expect(rules({ guarded }, { tags: { team: "shop" } }).exemptBecause).toBeUndefined();
    expect(rules({ guarded }).exemptBecause).toBe("it is outside what the policy guards");
  });

  it("never includes what is protected, nor the guard itself", () => {
    const guarded = [{ name: "*" }];
    expect(rules({ guarded }, { tags: { "overcurrent:protect": "true" } }).exemptBecause).toContain(
      "protects",
    );
    expect(rules({ guarded }, { functionName: "overcurrent-watch" }).exemptBecause).toContain("guard itself");
  });
});

describe("what a rule says about approval", () => {
  it("replaces only what it names", () => {
    const approval = { otherwise: "act" } as const;
    expect(rules({ rules: [{ name: "shop", match: { name: "*" }, approval }] }).approval).toEqual({
      withinMinutes: 15,
      otherwise: "act",
    });
  });
});

describe("an exemption", () => {
  const sale = (untilMs?: number) => ({
    rules: [
      { name: "sale", match: { name: "*" }, exempt: { because: "planned", ...(untilMs && { untilMs }) } },
    ],
  });
  it("says which rule, why and until when", () => {
    expect(rules(sale()).exemptBecause).toBe("rule sale exempts it: planned");
    expect(rules(sale(NOW_MS + 1)).exemptBecause).toBe(
      "rule sale exempts it until 2026-11-22T03:00:00Z: planned",
    );
  });
  it("ends at its time", () => {
    expect(rules(sale(NOW_MS)).exemptBecause).toBeUndefined();
  });
  it("always covers the guard itself", () => {
    expect(rules({}, { functionName: "overcurrent-watch" }).exemptBecause).toBe(
      "it is part of the guard itself",
    );
    expect(rules({}, { tags: { "overcurrent:self": "prod" } }).exemptBecause).toBe(
      "it is part of the guard itself",
    );
  });
  it("covers nobody by an empty name prefix", () => {
    expect(rulesFor(aPolicy(), aProfile(), "", NOW_MS).exemptBecause).toBeUndefined();
  });
});

describe("a tag", () => {
  it.each([
    [
      "observe",
      "enforce",
      "observe",
      ["tag overcurrent:mode=observe makes it safer than the policy's enforce"],
    ],
    [
      "approve",
      "enforce",
      "approve",
      ["tag overcurrent:mode=approve makes it safer than the policy's enforce"],
    ],
    [
      "observe",
      "approve",
      "observe",
      ["tag overcurrent:mode=observe makes it safer than the policy's approve"],
    ],
    ["enforce", "enforce", "enforce", []],
    ["approve", "approve", "approve", []],
    [
      "enforce",
      "observe",
      "observe",
      ["tag overcurrent:mode=enforce has no effect: a tag makes nothing bolder than the policy's observe"],
    ],
    [
      "approve",
      "observe",
      "observe",
      ["tag overcurrent:mode=approve has no effect: a tag makes nothing bolder than the policy's observe"],
    ],
    [
      " Observe ",
      "enforce",
      "observe",
      ["tag overcurrent:mode=observe makes it safer than the policy's enforce"],
    ],
    [
      "enfroce",
      "enforce",
      "observe",
      ['tag overcurrent:mode has the unknown value "enfroce", read as observe'],
    ],
  ] as const)("overcurrent:mode=%s makes %s %s", (value, fileMode, mode, notices) => {
    expect(rules({ mode: fileMode }, { tags: { "overcurrent:mode": value } })).toMatchObject({
      mode,
      notices,
    });
  });

  it.each([
    ["true", true, []],
    ["True", true, []],
    ["false", false, []],
    ["yes", true, ['tag overcurrent:protect has the unknown value "yes", read as true']],
  ] as const)("overcurrent:protect=%s protects: %s", (value, isProtected, notices) => {
    const matched = rules({}, { tags: { "overcurrent:protect": value } });
    expect(matched.exemptBecause !== undefined).toBe(isProtected);
    expect(matched.notices).toEqual(notices);
  });
});
