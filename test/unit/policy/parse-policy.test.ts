import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ConfigInvalidError } from "../../../lib/domain/errors.ts";
import { policyJsonSchema } from "../../../lib/policy/json-schema.ts";
import { parsePolicy } from "../../../lib/policy/parse-policy.ts";

const problemsOf = (yamlText: string): string => {
  try {
    parsePolicy(yamlText, "overcurrent.yml");
  } catch (error) {
    if (error instanceof ConfigInvalidError) return error.message;
    throw error;
  }
  return "no problem";
};

const plan = (from: string, until: string): string =>
  `planned: [{ name: sale, match: { name: "*" }, from: ${from}, until: ${until}, because: sale }]`;

describe("the policy file", () => {
  it("observes when it is empty", () => {
    expect(parsePolicy("", "overcurrent.yml")).toEqual({
      mode: "observe",
      alertAboveUsdAtRisk: 2,
      actAboveUsdAtRisk: 8,
      riskHours: 8,
      probationDays: 3,
      rules: [],
      planned: [],
      blastRadius: { maxFunctionsPerHour: 3, maxFleetRatioPerHour: 0.1 },
      breaker: {
        firstProbeAfterMinutes: 10,
        backoffFactor: 2,
        maxProbeAfterMinutes: 60,
        probeMinutes: 4,
        stageMinutes: 3,
        expiresAfterMinutes: 300,
        recoveryMinutes: 30,
      },
      quietMinutes: 15,
      approval: { withinMinutes: 15, otherwise: "alert" },
      atLossClock: "release",
      guarded: [],
      guardBill: { limitUsdPerMonth: 5, freeCloudWatchRequests: 1_000_000 },
      watchList: [],
      regions: "all",
      accounts: [],
    });
  });

  it("ships with an example that shows the defaults", () => {
    const example = parsePolicy(readFileSync("overcurrent.example.yml", "utf8"), "overcurrent.example.yml");
    expect({ ...example, rules: [], planned: [] }).toEqual(parsePolicy("", "defaults"));
    expect(example.rules.map(({ name }) => name)).toEqual([
      "payments",
      "migration",
      "uploads",
      "billing",
      "reports",
    ]);
    expect(example.planned.map(({ name }) => name)).toEqual(["black-friday"]);
  });

  it("reads the end of an exemption as a time", () => {
    const rule = (until: string) =>
      `rules: [{ name: sale, match: { name: "*" }, exempt: { because: planned, until: ${until} } }]`;
    expect(parsePolicy(rule("2026-12-01"), "").rules[0]?.exempt?.untilMs).toBe(Date.UTC(2026, 11, 1));
    expect(parsePolicy(rule("2026-12-01T09:00:00+01:00"), "").rules[0]?.exempt?.untilMs).toBe(
      Date.UTC(2026, 11, 1, 8),
    );
  });

  it("reads a plan with its times and the default multiple", () => {
    const plan = `planned:
  - name: launch
    match: { name: "shop-*" }
    from: 2026-12-01T09:00:00+01:00
    until: 2026-12-01T21:00:00+01:00
    because: the new shop`;
    expect(parsePolicy(plan, "").planned).toEqual([
      {
        name: "launch",
        match: { name: "shop-*" },
        fromMs: Date.UTC(2026, 11, 1, 8),
        untilMs: Date.UTC(2026, 11, 1, 20),
        because: "the new shop",
        upToTimes: 10,
      },
    ]);
  });

  it("reads how to ask, what happens at the loss clock and what is guarded, for the file and for a rule", () => {
    const policy = parsePolicy(
      [
        "mode: approve",
        "approval: { withinMinutes: 30 }",
        "atLossClock: ask",
        'guarded: [{ stack: "shop-*", account: "012345678901", region: us-gov-west-1 }]',
        "rules:",
        "  - { name: a, match: { region: eu-west-1 }, approval: { otherwise: act }, atLossClock: keep, invokedBy: [cognito] }",
      ].join("\n"),
      "",
    );
    expect(policy).toMatchObject({
      mode: "approve",
      approval: { withinMinutes: 30, otherwise: "alert" },
      atLossClock: "ask",
      guarded: [{ stack: "shop-*", account: "012345678901", region: "us-gov-west-1" }],
    });
    expect(policy.rules).toEqual([
      {
        name: "a",
        match: { region: "eu-west-1" },
        approval: { otherwise: "act" },
        atLossClock: "keep",
        invokedBy: ["cognito"],
      },
    ]);
  });

  it("says of the amounts per hour what they are now, and reckons them anew", () => {
    const problems = problemsOf(
      [
        "alertAboveUsdPerHour: 0.25",
        "rules:",
        '  - { name: dear, match: { name: "*" }, actAboveUsdPerHour: 5 }',
      ].join("\n"),
    );
    expect(problems.split("\n").slice(1)).toEqual([
      '✖ "alertAboveUsdPerHour" is now alertAboveUsdAtRisk, the USD at risk over the next 8 hours (riskHours); 0.25 an hour is alertAboveUsdAtRisk: 2',
      '✖ "actAboveUsdPerHour" is now actAboveUsdAtRisk, the USD at risk over the next 8 hours (riskHours); 5 an hour is actAboveUsdAtRisk: 40',
      "  → at rules[0]",
    ]);
  });

  it("accepts its own JSON form", () => {
    expect(parsePolicy('{"mode": "enforce"}', "policy.json").mode).toBe("enforce");
  });

  it("names every problem at once, with the value and the cure", () => {
    const problems = problemsOf(
      [
        "mode: enfroce",
        "modus: observe",
        "probationDays: three",
        "blastRadius: { maxFleetRatioPerHour: 10 }",
        "breaker: { expiresAfterMinutes: 600, firstProbeAfterMinutes: 0 }",
        "rules:",
        "  - match: {}",
        '  - { name: "", match: { name: x }, exempt: { because: sale, until: tomorrow } }',
      ].join("\n"),
    );
    expect(problems.split("\n")).toEqual([
      "overcurrent.yml is not valid:",
      '✖ unknown field "modus"; correct the spelling or remove it',
      '✖ "enfroce" is not allowed; use observe or approve or enforce',
      "  → at mode",
      '✖ "three" is not a number',
      "  → at probationDays",
      "✖ 10 is too large; use 1 or less",
      "  → at blastRadius.maxFleetRatioPerHour",
      "✖ 0 is too small; use 1 or more",
      "  → at breaker.firstProbeAfterMinutes",
      "✖ 600 is too large; use 350 or less",
      "  → at breaker.expiresAfterMinutes",
      "✖ is missing; give a text",
      "  → at rules[0].name",
      '✖ matches nothing; give name, tags, stack, account or region (name: "*" matches every function)',
      "  → at rules[0].match",
      "✖ is empty; give a text",
      "  → at rules[1].name",
      '✖ "tomorrow" is not a date; write it like 2026-12-31 (midnight UTC) or 2026-12-31T18:00:00Z',
      "  → at rules[1].exempt.until",
    ]);
  });

  it.each([
    ["a file that is not YAML", "rules: [", "end with a ]"],
    ["an alias without its anchor", "mode: *usual", "Unresolved alias"],
    ["a field that is given twice", "mode: observe\nmode: enforce", "Map keys must be unique"],
    ["a file of another version", "version: 2", "2 is not allowed; use 1"],
    [
      "two rules of one name",
      "rules: [{name: a, match: {name: x}}, {name: a, match: {name: y}}]",
      "same name",
    ],
    [
      "a longest wait below the first",
      "breaker: { maxProbeAfterMinutes: 5 }",
      "is below firstProbeAfterMinutes",
    ],
    ["a plan that ends before it begins", plan("2026-12-02", "2026-12-01"), "is not after from"],
    ["a plan of more than a week", plan("2026-12-01", "2026-12-09"), "is more than 7 days after from"],
    ["a plan without a zone", plan("2026-12-01T08:00:00", "2026-12-02"), "is not a date"],
    [
      "an account that YAML takes for a number",
      "guarded: [{ account: 123456789012 }]",
      "put the account in quotes",
    ],
    ["an account of eleven digits", 'guarded: [{ account: "12345678901" }]', "twelve digits in quotes"],
    ["a region by its city", "guarded: [{ region: Frankfurt }]", "write it like eu-central-1"],
    ["a scope that names nothing", "guarded: [{}]", "matches nothing"],
    ["a question that nobody has time to answer", "approval: { withinMinutes: 1 }", "use 2 or more"],
    [
      "a default that is no default",
      "approval: { otherwise: wait }",
      '"wait" is not allowed; use act or alert',
    ],
    [
      "a caller that is none",
      "rules: [{ name: a, match: { name: a }, invokedBy: [sqs] }]",
      '"sqs" is not allowed',
    ],
    ["a list in place of fields", "[]", "[] is not a group of fields"],
  ])("refuses %s", (_name, yamlText, problem) => {
    expect(problemsOf(yamlText)).toContain(problem);
  });
});

describe("the JSON schema for editors", () => {
  it("is the one that was generated from the policy's own schema", () => {
    const stored: unknown = JSON.parse(readFileSync("schema/overcurrent.schema.json", "utf8"));
    expect(stored).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
  });
});
