import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../../../lib/domain/time.ts";
import { parsePolicy } from "../../../../lib/policy/parse-policy.ts";
import { simulatedAccount } from "../../../../lib/sim/account.ts";
import type { LoopScenario, LoopScenarioKind } from "../../../../scripts/bench/loop/scenario.ts";
import { loopScenarios } from "../../../../scripts/bench/loop/scenarios/index.ts";

const SUITE = loopScenarios(1);
const NAMED = SUITE.map((scenario): [string, LoopScenario] => [scenario.name, scenario]);
const WITH_ATTACK = NAMED.filter(([, { kind }]) => kind !== "benign");

/** Every kind, so that one without a story does not go unnoticed. */
const STORIES_OF_KIND: Readonly<Record<LoopScenarioKind, number>> = {
  flood: 5,
  leech: 2,
  loop: 6,
  "retry-storm": 6,
  duration: 2,
  chain: 2,
  many: 1,
  hidden: 1,
  benign: 5,
  impaired: 6,
};

/** What can be compared of a suite: functions of time by what they say at the begin and an hour later. */
const shapeOf = (suite: readonly LoopScenario[]): string =>
  JSON.stringify(
    suite.map(({ account, changes, startMs, ...rest }) => ({
      ...rest,
      changes: changes.map((change) =>
        "arrivals" in change ? [change.atMs, change.arrivals(change.atMs + HOUR_MS)] : change,
      ),
      rates: account.functions.map(({ duration, triggers }) => [
        duration,
        triggers.map(({ arrivals }) => arrivals(startMs)),
      ]),
    })),
  );

describe("the suite of the closed loop", () => {
  it("has stories of every kind, each under a name of its own", () => {
    expect(new Set(SUITE.map(({ name }) => name)).size).toBe(SUITE.length);
    for (const [kind, stories] of Object.entries(STORIES_OF_KIND))
      expect([kind, SUITE.filter((scenario) => scenario.kind === kind).length]).toEqual([kind, stories]);
    expect(SUITE.length).toBeGreaterThanOrEqual(20);
  });

  it("is the same for the same seed, and another one for another", () => {
    expect(shapeOf(loopScenarios(1))).toBe(shapeOf(SUITE));
    expect(shapeOf(loopScenarios(2))).not.toBe(shapeOf(SUITE));
  });

  it("keeps to its hours and minutes under any seed", () => {
    for (const seed of [-3, 7, 2_147_483_647])
      for (const { attackBeginsMs, startMs } of loopScenarios(seed))
        if (attackBeginsMs !== undefined) {
          expect(attackBeginsMs - startMs).toBeGreaterThanOrEqual(HOUR_MS);
          expect(attackBeginsMs - startMs).toBeLessThanOrEqual(2 * HOUR_MS);
        }
  });
});

describe.each(NAMED)("%s", (_name, scenario) => {
  const { account, changes, attacked, startMs, endMs, outages, policyText } = scenario;
  const functionNames = account.functions.map(({ functionName }) => functionName);

  it("is a world that can be built and changed", () => {
    const world = simulatedAccount({ ...account, startMs: startMs - HOUR_MS });
    world.schedule(changes);
    world.advanceTo(startMs);
    expect(world.nowMs()).toBe(startMs);
  });

  it("has two weeks of history and twelve to sixteen hours of story", () => {
    expect(account.startMs).toBe(startMs - 14 * DAY_MS);
    expect((endMs - startMs) / HOUR_MS).toBeGreaterThanOrEqual(12);
    expect((endMs - startMs) / HOUR_MS).toBeLessThanOrEqual(16);
  });

  it("happens within its time, and leaves an hour to see what is restored", () => {
    for (const change of changes) {
      expect(change.atMs).toBeGreaterThan(startMs);
      const overMs = "untilMs" in change && change.untilMs !== undefined ? change.untilMs : change.atMs;
      expect(overMs).toBeLessThanOrEqual(endMs - HOUR_MS);
    }
    for (const { fromMs, untilMs } of outages) {
      expect(fromMs).toBeGreaterThan(startMs);
      expect(untilMs).toBeLessThan(endMs);
    }
  });

  it("attacks functions that exist and may be stopped", () => {
    for (const functionName of attacked) {
      expect(functionNames).toContain(functionName);
      const spec = account.functions.find((each) => each.functionName === functionName);
      expect(spec?.tags).not.toHaveProperty("overcurrent:protect");
    }
    expect(scenario.kind === "benign").toBe(attacked.length === 0);
    expect(scenario.attackBeginsMs === undefined).toBe(attacked.length === 0);
  });

  it("has a policy that the guard reads, and enforces", () => {
    expect(parsePolicy(policyText, "policy of the scenario").mode).toBe("enforce");
  });
});

describe.each(WITH_ATTACK)("%s without a guard", (_name, scenario) => {
  it("burns more than a dollar an hour, from which on a guard acts by default", () => {
    const { account, attacked, attackBeginsMs = scenario.startMs } = scenario;
    const world = simulatedAccount({ ...account, startMs: attackBeginsMs - 2 * HOUR_MS });
    world.schedule(scenario.changes);
    const usd = (): number => attacked.reduce((sum, functionName) => sum + world.costUsd(functionName), 0);
    world.advanceTo(attackBeginsMs);
    const calmUsdPerHour = usd() / 2;
    // The first hour is left out: leeches rise slowly.
    world.advanceTo(attackBeginsMs + HOUR_MS);
    const risenUsd = usd();
    world.advanceTo(attackBeginsMs + 2 * HOUR_MS);
    expect(usd() - risenUsd - calmUsdPerHour).toBeGreaterThan(1);
  });
});
