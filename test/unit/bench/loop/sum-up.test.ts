import { describe, expect, it } from "vitest";
import { sumUp } from "../../../../scripts/bench/loop/sum-up.ts";
import { loopOutcome } from "./outcomes.ts";

describe("sumUp", () => {
  it("adds up money, calls, events and false trips of one policy", () => {
    const totals = sumUp(
      [
        loopOutcome({ eventsLost: 5, falseTrips: 1 }),
        loopOutcome({ usdBurned: 2 }),
        loopOutcome({ policy: "no-guard", usdBurned: 99 }),
      ],
      "overcurrent",
    );
    expect(totals).toMatchObject({
      scenarios: 2,
      usdBurned: 3,
      usdAvoided: 20,
      legitimateCallsRefused: 4,
      eventsLost: 5,
      scenariosWithLoss: 1,
      falseTrips: 1,
    });
  });

  it("takes the median minutes of the attacks that were stopped, and says how many were", () => {
    const totals = sumUp(
      [2, 4, 9, null].map((minutesToStop) => loopOutcome({ minutesToStop })),
      "overcurrent",
    );
    expect(totals).toMatchObject({ attacks: 4, attacksStopped: 3, minutesToStop: 4 });
  });

  it("has no median where nothing was stopped, and counts no harmless day as an attack", () => {
    const totals = sumUp(
      [loopOutcome({ attacked: 0, minutesToDetect: null, minutesToStop: null })],
      "overcurrent",
    );
    expect(totals).toMatchObject({ scenarios: 1, attacks: 0, minutesToStop: null });
  });

  it("counts the scenarios after which everything was as before", () => {
    expect(
      sumUp([loopOutcome({}), loopOutcome({ restoredExactly: false })], "overcurrent").restoredExactly,
    ).toBe(1);
  });
});
