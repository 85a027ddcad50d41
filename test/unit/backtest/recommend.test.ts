import { describe, expect, it } from "vitest";
import { amountAbove, amountFrom } from "../../../lib/backtest/amounts.ts";
import { backtest } from "../../../lib/backtest/backtest.ts";
import { bearableAlarms, quietAmount } from "../../../lib/backtest/noise.ts";
import { policyYaml } from "../../../lib/backtest/policy-yaml.ts";
import { recommend } from "../../../lib/backtest/recommend.ts";
import type { ReplayedIncident } from "../../../lib/backtest/replayed-incident.ts";
import type { GuardPolicy } from "../../../lib/domain/guard-policy.ts";
import { DAY_MS } from "../../../lib/domain/time.ts";
import { parsePolicy } from "../../../lib/policy/parse-policy.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { aCatalogue, anAnomaly, aPolicy } from "../../support/builders.ts";
import { aRecording, at, prepare, START_MS } from "./recordings.ts";

type Wanted = { readonly atRiskUsd: number; readonly isStopped?: boolean; readonly functionName?: string };

const incidentOf = ({
  atRiskUsd,
  isStopped = false,
  functionName = "checkout",
}: Wanted): ReplayedIncident => ({
  incidentId: `${atRiskUsd}`,
  functionName,
  beganAtMs: START_MS,
  openedAtMs: START_MS,
  alarmedAtMs: START_MS,
  endedAtMs: START_MS,
  isOpen: false,
  trips: isStopped ? [{ trippedAtMs: START_MS }] : [],
  brake: "",
  isDeferred: false,
  plan: { kind: "alert", reason: "" },
  anomaly: anAnomaly(),
  peakUsdPerHour: atRiskUsd / 8,
  peakAtRiskUsd: atRiskUsd,
  burnedUsd: 0,
  burnedBeforeTripUsd: 0,
  heldBack: { runs: 0, ordinaryRuns: 0, usd: 0 },
});

const steady = prepare(aRecording({ days: 22, periodSeconds: 300 }));
const other = prepare(aRecording({ days: 22, periodSeconds: 300, profile: { functionName: "mail-sender" } }));

/** As a replay would: everything of at least the amount that the policy tells of, by function where a rule says so. */
const historyWith =
  (incidents: readonly Wanted[]) =>
  (policy: GuardPolicy): readonly ReplayedIncident[] =>
    incidents.map(incidentOf).filter(({ functionName, peakAtRiskUsd }) => {
      const rule = policy.rules.find(({ match }) => match.name === functionName);
      return peakAtRiskUsd >= (rule?.alertAboveUsdAtRisk ?? policy.alertAboveUsdAtRisk);
    });

const recommended = (incidents: readonly Wanted[], policy = aPolicy(), ordinaryUsdPerHour = 50) =>
  recommend({ functions: [steady, other], policy, ordinaryUsdPerHour, replayUnder: historyWith(incidents) });

describe("recommended settings", () => {
  it("leave the defaults alone where nothing speaks against them", () => {
    const { isChange, policy, yaml } = recommended([{ atRiskUsd: 40, isStopped: true }]);
    expect(isChange).toBe(false);
    expect(policy).toEqual(aPolicy());
    expect(parsePolicy(yaml, "snippet")).toEqual(aPolicy());
  });

  it("mind smaller amounts in an account that costs next to nothing", () => {
    const { policy, reasons } = recommended([], aPolicy(), 0.01);
    expect(policy).toMatchObject({ alertAboveUsdAtRisk: 0.5, actAboveUsdAtRisk: 2 });
    expect(reasons.join()).toContain("$0.08 in 8 ordinary hours");
  });

  it("raise the amount until the alarms that nothing confirms are bearable", () => {
    // Two functions for two weeks each may bring one such alarm; the second dearest put $7 at risk.
    const incidents = [{ atRiskUsd: 30 }, { atRiskUsd: 7, functionName: "mail-sender" }];
    const { policy, alarms } = recommended(incidents);
    expect(policy.alertAboveUsdAtRisk).toBe(10);
    expect(policy.actAboveUsdAtRisk).toBeGreaterThanOrEqual(10);
    expect(alarms).toBe(1);
  });

  it("do not raise it because of incidents that would have been stopped", () => {
    const incidents = [
      { atRiskUsd: 30, isStopped: true },
      { atRiskUsd: 90, isStopped: true },
    ];
    expect(recommended(incidents).policy.alertAboveUsdAtRisk).toBe(2);
  });

  it("give a noisy function a rule of its own instead of deafening all", () => {
    const incidents = [3, 4, 5, 6, 9].map((atRiskUsd) => ({ atRiskUsd, functionName: "mail-sender" }));
    const { policy, yaml, reasons, alarms } = recommended(incidents);
    expect(policy.alertAboveUsdAtRisk).toBe(2);
    expect(policy.rules).toEqual([
      { name: "backtest mail-sender", match: { name: "mail-sender" }, alertAboveUsdAtRisk: 10 },
    ]);
    expect(reasons.join()).toContain("mail-sender: 5 alarms that no second signal confirmed in 2.0 weeks");
    expect(parsePolicy(yaml, "snippet").rules).toEqual(policy.rules);
    expect(alarms).toBe(0);
  });

  it("exempt what would have been stopped by habit, and leave the last word to the owner", () => {
    const incidents = [20, 30, 40].map((atRiskUsd) => ({ atRiskUsd, isStopped: true }));
    const { policy, reasons, yaml } = recommended(incidents);
    expect(policy.rules[0]).toMatchObject({
      match: { name: "checkout" },
      exempt: { because: "the backtest would have stopped it 3 times" },
    });
    expect(reasons.join()).toContain("if these were attacks, take it out");
    expect(parsePolicy(yaml, "snippet").rules).toEqual(policy.rules);
  });

  it("take over what the owner's own rule says of the function", () => {
    const own = { name: "mails", match: { name: "mail-*" }, mode: "enforce" as const, actAboveUsdAtRisk: 50 };
    const incidents = [3, 4, 5, 6, 9].map((atRiskUsd) => ({ atRiskUsd, functionName: "mail-sender" }));
    const { policy } = recommended(incidents, aPolicy({ rules: [own] }));
    expect(policy.rules[0]).toMatchObject({
      match: { name: "mail-sender" },
      mode: "enforce",
      actAboveUsdAtRisk: 50,
      alertAboveUsdAtRisk: 10,
    });
    expect(policy.rules[1]).toEqual(own);
  });

  it("parse also when a function's name means something in YAML", () => {
    const rules = [
      { name: 'a: "b" # c', match: { name: "*&yes" }, exempt: { because: "- no", untilMs: 30 * DAY_MS } },
    ];
    expect(parsePolicy(policyYaml(aPolicy(), rules), "snippet").rules).toEqual(rules);
  });

  it("are tried on the same history", () => {
    const attacks = [{ fromMs: at(9, 10, 5), minutes: 60, timesRuns: 50 }];
    const result = backtest({
      recorded: [aRecording({ periodSeconds: 300, attacks })],
      learnDays: 8,
      policy: aPolicy(),
      prices: lambdaPrices("us-east-1"),
      catalogue: aCatalogue(),
    });
    // At $0.70 an hour over 8 hours it is worth an alert, and not worth acting on.
    expect(result.totals).toMatchObject({ alarms: 1, trips: 0 });
    expect(result.recommendation).toMatchObject({ isChange: true, alarms: 1, trips: 1 });
  });
});

describe("amounts", () => {
  it("are round and never below what was asked for", () => {
    expect([0, 0.3, 2, 7, 1_200].map(amountFrom)).toEqual([0.1, 0.5, 2, 10, 2_000]);
    expect([0, 2, 7].map(amountAbove)).toEqual([0.1, 5, 10]);
  });

  it("leave as many alarms as people bear", () => {
    expect([0.5, 4, 40].map(bearableAlarms)).toEqual([1, 1, 10]);
    const incidents = [1, 3, 8, 30].map((atRiskUsd) => incidentOf({ atRiskUsd }));
    expect(quietAmount(incidents, 1, 2)).toBe(10);
    expect(quietAmount(incidents, 4, 2)).toBe(2);
  });
});
