import { beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { type LearnedScenario, learnScenario } from "../../../../scripts/bench/loop/learn-scenario.ts";
import { playScenario } from "../../../../scripts/bench/loop/play-scenario.ts";
import { POLICIES, type PolicyName } from "../../../../scripts/bench/loop/policies/all-policies.ts";
import type { LoopScenario } from "../../../../scripts/bench/loop/scenario.ts";
import type { FunctionStory } from "../../../../scripts/bench/loop/story.ts";
import { ATTACK_BEGINS_MS, minutesLater, smallScenario } from "./small-scenario.ts";

const TIMEOUT_MS = 60_000;
let learned: LearnedScenario;

beforeAll(async () => {
  learned = await learnScenario(smallScenario());
}, TIMEOUT_MS);

async function playShop(policy: PolicyName, overrides: Partial<LoopScenario> = {}): Promise<FunctionStory> {
  const story = await playScenario(smallScenario(overrides), learned, POLICIES[policy].begin);
  const shop = story.get("shop");
  if (shop === undefined) throw new RangeError("the shop is gone");
  return shop;
}

const minutesToStop = ({ brakedAtMs }: FunctionStory): number | undefined =>
  brakedAtMs === undefined ? undefined : (brakedAtMs - ATTACK_BEGINS_MS) / MINUTE_MS;

describe("playScenario", { timeout: TIMEOUT_MS }, () => {
  it("sends the same customers whatever is done to the function", async () => {
    const unguarded = await playShop("no-guard");
    const stopped = await playShop("static-alarm-auto");
    expect(unguarded.refused).toBe(0);
    expect(stopped.refused).toBeGreaterThan(0);
    expect(stopped.arrived).toBe(unguarded.arrived);
  });

  it("changes nothing where nobody guards", async () => {
    expect(await playShop("no-guard")).toMatchObject({ brakedAtMs: undefined, isRestored: true });
  });

  it("lets nobody act while the control plane is out", async () => {
    const outage = { of: "control-plane", fromMs: ATTACK_BEGINS_MS, untilMs: minutesLater(30) } as const;
    const story = await playShop("static-alarm-auto", { outages: [outage] });
    expect(minutesToStop(story)).toBe(30);
  });

  it("lets nobody see while the metrics are out", async () => {
    const outage = { of: "metrics", fromMs: ATTACK_BEGINS_MS, untilMs: minutesLater(30) } as const;
    const story = await playShop("static-alarm-auto", { outages: [outage] });
    expect(story.toldAtMs).toBe(minutesLater(30));
  });
});

describe("sleepingPerson", { timeout: TIMEOUT_MS }, () => {
  it("stops the function eight hours after the alarm, and leaves it so", async () => {
    const story = await playShop("static-alarm");
    expect(story.brakedAtMs).toBe((story.toldAtMs ?? 0) + 8 * HOUR_MS);
    expect(story.isRestored).toBe(false);
  });

  it("touches nothing when the alarm has passed by then", async () => {
    const [flood] = smallScenario().changes;
    if (flood?.kind !== "extra-traffic") throw new TypeError("the small scenario is a flood");
    const story = await playShop("static-alarm", { changes: [{ ...flood, untilMs: minutesLater(120) }] });
    expect(story.toldAtMs).toBeDefined();
    expect(story.brakedAtMs).toBeUndefined();
  });
});

describe("budgetStop", { timeout: TIMEOUT_MS }, () => {
  it("stops the function whose bill rose most, 8 to 13 hours after it burned an hour", async () => {
    const minutes = minutesToStop(await playShop("budget-stop"));
    expect(minutes).toBeGreaterThanOrEqual(8 * 60);
    expect(minutes).toBeLessThanOrEqual(13 * 60);
  });
});

describe("overcurrent", { timeout: TIMEOUT_MS }, () => {
  it("stops a flood within four minutes, and puts everything back when it is over", async () => {
    const story = await playShop("overcurrent");
    expect(minutesToStop(story)).toBeLessThanOrEqual(4);
    expect(story.isRestored).toBe(true);
  });
});
