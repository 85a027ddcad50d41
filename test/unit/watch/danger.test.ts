import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import { casesPerMonth } from "../../../lib/watch/hazard.ts";
import { hiddenUsdPerHour, usdPerMinuteLate, visibleInTotal } from "../../../lib/watch/hidden-burn.ts";
import { possibleBurn } from "../../../lib/watch/possible-burn.ts";
import { aBaseline, aFunctionUrl, aProfile, aQueue, NOW_MS } from "../../support/builders.ts";

const LIMITS = { concurrentExecutions: 1_000, unreservedConcurrentExecutions: 900 };
const burnOf = (changes: Parameters<typeof aProfile>[0] = {}, limits = LIMITS) =>
  possibleBurn(aProfile(changes), limits, lambdaPrices("eu-west-1"));

describe("possibleBurn", () => {
  it("is bounded by what the account leaves unreserved, or by the function's own reservation", () => {
    expect(burnOf().executions).toBe(900);
    expect(burnOf({ reservedConcurrency: 5 }).executions).toBe(5);
  });

  it("takes the account's limit where the inventory could not ask what is unreserved", () => {
    expect(burnOf({}, { ...LIMITS, unreservedConcurrentExecutions: 0 }).executions).toBe(1_000);
  });

  it("prices an hour of one execution by memory and processor", () => {
    // 3,600 s x 1 GB x $0.0000133334
    expect(burnOf().usdPerExecutionHour).toBeCloseTo(0.048, 6);
    expect(burnOf({ hosting: "managed-instances" }).usdPerExecutionHour).toBe(0);
  });
});

describe("casesPerMonth", () => {
  const hazard = (changes: Parameters<typeof aProfile>[0], baseline = aBaseline()) =>
    casesPerMonth(aProfile({ lastModifiedMs: 0, ...changes }), baseline, NOW_MS);
  const plain = hazard({ triggers: [] });

  it("is higher for a function that everybody can call than for one that only its owner can", () => {
    expect(hazard({ triggers: [aFunctionUrl] })).toBeGreaterThan(5 * plain);
    expect(hazard({ triggers: [{ kind: "function-url", isPublic: false }] })).toBe(plain);
  });

  it("is higher where a function can trigger itself, and more so where AWS does not stop it", () => {
    const queue = hazard({ triggers: [aQueue()] });
    expect(queue).toBeGreaterThan(plain);
    expect(hazard({ triggers: [aQueue()], recursionDetection: "allow" })).toBeGreaterThan(queue);
  });

  it("is higher for three days after a change, and for what nobody knows yet", () => {
    expect(hazard({ triggers: [], lastModifiedMs: NOW_MS - 2 * DAY_MS })).toBeCloseTo(5 * plain);
    expect(hazard({ triggers: [], lastModifiedMs: NOW_MS - 4 * DAY_MS })).toBeCloseTo(plain);
    expect(hazard({ triggers: [] }, aBaseline({ historyDays: 1 }))).toBeGreaterThan(2 * plain);
  });
});

describe("what hides", () => {
  it("is little in a quiet account: a flood there is seen in the total", () => {
    const visible = visibleInTotal({ durationMsVariance: 0, runsVariance: 0 });
    // 25 s of billed time a minute and 1,000 runs: 25 / 60 x $0.048 + 60,000 x $0.0000002
    expect(hiddenUsdPerHour(burnOf(), visible)).toBeCloseTo(0.032, 5);
  });

  it("is more where the total is noisy, up to all that the function can do", () => {
    const visible = visibleInTotal({ durationMsVariance: 120_000 ** 2, runsVariance: 0 });
    expect(visible.executions).toBe(10);
    expect(hiddenUsdPerHour(burnOf({ reservedConcurrency: 2 }), visible)).toBeCloseTo(
      2 * 0.048 + 60_000 * 0.000_000_2,
      3,
    );
  });

  it("is worth no read where it would not even stand out from the function itself", () => {
    const visible = visibleInTotal({ durationMsVariance: 0, runsVariance: 0 });
    const one = { possible: burnOf(), casesPerMonth: 0.01, hiddenFromReadsUsdPerHour: 1 };
    expect(usdPerMinuteLate(one, visible)).toBe(0);
    // $0.032 an hour for a case in a hundred months
    expect(usdPerMinuteLate({ ...one, hiddenFromReadsUsdPerHour: 0 }, visible)).toBeCloseTo(0.032 / 6_000, 8);
  });
});
