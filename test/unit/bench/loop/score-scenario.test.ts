import { describe, expect, it } from "vitest";
import { scoreScenario } from "../../../../scripts/bench/loop/score-scenario.ts";
import type { FunctionStory, Story } from "../../../../scripts/bench/loop/story.ts";
import { minutesLater, smallScenario } from "./small-scenario.ts";
import { functionStory } from "./stories.ts";

const storyOf = (shop: Partial<FunctionStory>, orders: Partial<FunctionStory> = {}): Story =>
  new Map([
    ["shop", functionStory(shop)],
    ["orders", functionStory(orders)],
  ]);

const score = (story: Story, unguarded = storyOf({}), calm = storyOf({})) =>
  scoreScenario(smallScenario(), "overcurrent", story, { unguarded, calm });

describe("scoreScenario", () => {
  it("counts minutes from the beginning of the attack", () => {
    const outcome = score(storyOf({ toldAtMs: minutesLater(3), brakedAtMs: minutesLater(4) }));
    expect(outcome).toMatchObject({ minutesToDetect: 3, minutesToStop: 4, attackedStopped: 1 });
  });

  it("has no minutes for what is never told nor stopped", () => {
    expect(score(storyOf({}))).toMatchObject({ minutesToDetect: null, minutesToStop: null });
  });

  it("gives no credit for what is said about another function", () => {
    expect(score(storyOf({}, { toldAtMs: minutesLater(1) })).minutesToDetect).toBeNull();
  });

  it("burns the most that a function ever stood above the calm day, whatever it saves by standing still later", () => {
    const calm = storyOf({ usdByMinute: [1, 2, 3, 4] });
    const outcome = score(
      storyOf({ usdByMinute: [1, 7, 7, 7] }),
      storyOf({ usdByMinute: [1, 7, 13, 19] }),
      calm,
    );
    // 7 - 2 in the second minute; without a guard 19 - 4 in the last.
    expect(outcome).toMatchObject({ usdBurned: 5, usdAvoided: 10 });
  });

  it("burns nothing where only others cost more", () => {
    expect(score(storyOf({}, { usdByMinute: [9] })).usdBurned).toBe(0);
  });

  it("holds against a policy what is lost beyond the unguarded day, function by function", () => {
    const unguarded = storyOf({ lost: 10, deadLettered: 1 }, { lost: 0 });
    const outcome = score(storyOf({ lost: 2, deadLettered: 5 }, { lost: 3 }), unguarded);
    expect(outcome).toMatchObject({ eventsLost: 3, eventsLostInAll: 5, eventsDeadLettered: 4 });
  });

  it("counts callers refused anywhere in the account", () => {
    expect(score(storyOf({ refused: 4 }, { refused: 1 })).legitimateCallsRefused).toBe(5);
  });

  it("calls it a false trip when a function is limited that nothing is wrong with", () => {
    expect(score(storyOf({}, { brakedAtMs: minutesLater(9) })).falseTrips).toBe(1);
  });

  it("calls it a false trip when the attacked function is limited before the attack", () => {
    expect(score(storyOf({ wasBrakedBefore: true, brakedAtMs: minutesLater(0) })).falseTrips).toBe(1);
  });

  it("is restored exactly only when every function is", () => {
    expect(score(storyOf({})).restoredExactly).toBe(true);
    expect(score(storyOf({}, { isRestored: false })).restoredExactly).toBe(false);
  });
});
