import { describe, expect, it } from "vitest";
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
    ["observe", "enforce", "observe", ["tag overcurrent:mode makes it observe only"]],
    ["enforce", "enforce", "enforce", []],
    [
      "enforce",
      "observe",
      "observe",
      ["tag overcurrent:mode=enforce has no effect: only the policy file can enforce"],
    ],
    [" Observe ", "enforce", "observe", ["tag overcurrent:mode makes it observe only"]],
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
