import { describe, expect, it } from "vitest";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import type { SimulatedAccount } from "../../../lib/sim/simulated-account.ts";
import { accountSpec, functionSpec, sqsTrigger } from "../../../lib/sim/spec.ts";
import { atMinute, minutesOf, START_MS, steady, steadyUntil, sumOf, worldOf } from "./worlds.ts";

const queue = (given: Partial<Parameters<typeof sqsTrigger>[0]> = {}) =>
  sqsTrigger({ queueName: "orders", ...steady(60), ...given });
const mappingOf = (account: SimulatedAccount): string =>
  account.lambda.listEventSourceMappings({}).EventSourceMappings[0]?.UUID ?? "no mapping";

describe("a queue", () => {
  it("serves its messages in batches", () => {
    const account = worldOf({ triggers: [queue({ arrivals: () => 6000 })] });
    account.advanceTo(atMinute(20));
    const { arrived, served, waiting } = account.fates("f").legitimate;
    expect(arrived).toBe(120_000);
    expect(served + waiting).toBe(arrived);
    account.advanceTo(atMinute(25));
    // Batches of 10, once the pollers have scaled up to the load.
    expect(minutesOf(account, "Invocations")[15]).toBe(600);
  });

  it("fills the dead-letter queue when its consumer is throttled", () => {
    const account = worldOf({ triggers: [queue({ maxReceiveCount: 3 })] });
    account.lambda.putFunctionConcurrency("f", 0);
    account.advanceTo(atMinute(120));
    expect(account.fates("f").legitimate.deadLettered).toBeGreaterThan(1000);
    expect(sumOf(minutesOf(account, "Throttles"))).toBeGreaterThan(100);
  });

  it("keeps every message when its mapping is switched off instead", () => {
    const account = worldOf({
      triggers: [queue({ maxReceiveCount: 3, ...steadyUntil(60, atMinute(120)) })],
    });
    account.advanceTo(atMinute(10));
    account.lambda.updateEventSourceMapping(mappingOf(account), { Enabled: false });
    account.advanceTo(atMinute(120));
    expect(account.fates("f").legitimate.waiting).toBeGreaterThan(60 * 107);
    account.lambda.updateEventSourceMapping(mappingOf(account), { Enabled: true });
    account.advanceTo(atMinute(140));
    const fates = account.fates("f").legitimate;
    expect(fates).toMatchObject({ arrived: 7200, deadLettered: 0, lost: 0, waiting: 0 });
    expect(fates.served + fates.delayed).toBe(7200);
  });

  it("loses what is older than its retention while its mapping is off", () => {
    const account = worldOf({ triggers: [queue({ retentionSeconds: 3600 })] });
    account.lambda.updateEventSourceMapping(mappingOf(account), { Enabled: false });
    account.advanceTo(atMinute(180));
    const { lost, waiting } = account.fates("f").legitimate;
    expect(waiting).toBeLessThanOrEqual(62 * 60);
    expect(lost).toBeGreaterThan(110 * 60);
  });

  it("sends what fails too often to the dead-letter queue", () => {
    const account = worldOf({
      errorRatio: 1,
      triggers: [queue({ maxReceiveCount: 2, ...steadyUntil(6, atMinute(5)) })],
    });
    account.advanceTo(atMinute(30));
    expect(account.fates("f").legitimate).toMatchObject({ arrived: 30, deadLettered: 30, waiting: 0 });
  });

  it("runs no more at once than its mapping's ceiling, and throttles nothing", () => {
    const account = worldOf({
      duration: { medianMs: 5000, p95Ms: 5000 },
      triggers: [queue({ ...steady(6000), maximumConcurrency: 2 })],
    });
    account.advanceTo(atMinute(30));
    expect(Math.max(...minutesOf(account, "ConcurrentExecutions", "Maximum").map((most) => most ?? 0))).toBe(
      2,
    );
    expect(sumOf(minutesOf(account, "Throttles"))).toBe(0);
    expect(account.fates("f").legitimate.waiting).toBeGreaterThan(100_000);
  });

  it("goes on being polled for a while after its mapping was switched off", () => {
    const account = worldOf({ triggers: [queue()] });
    account.advanceTo(atMinute(10));
    account.lambda.updateEventSourceMapping(mappingOf(account), { Enabled: false });
    account.advanceTo(atMinute(20));
    const runs = minutesOf(account, "Invocations");
    expect(runs[10]).toBeGreaterThan(0);
    expect(sumOf(runs.slice(12))).toBe(0);
  });

  it("gets the same messages whether its consumer is braked or not", () => {
    const play = (reserved: number | undefined) => {
      const account = worldOf({ triggers: [sqsTrigger({ queueName: "orders", arrivals: () => 33.3 })] });
      if (reserved !== undefined) account.lambda.putFunctionConcurrency("f", reserved);
      account.advanceTo(atMinute(60));
      return account.fates("f").legitimate.arrived;
    };
    expect(play(0)).toBe(play(undefined));
  });

  it("leaves another function's arrivals as they were whatever happens to it", () => {
    const other = functionSpec({
      functionName: "other",
      errorRatio: 0,
      triggers: [{ kind: "function-url", access: "iam", arrivals: () => 33.3 }],
    });
    const withQueue = functionSpec({ functionName: "f", triggers: [queue()] });
    const alone = simulatedAccount(accountSpec({ startMs: START_MS, functions: [other] }));
    const both = simulatedAccount(accountSpec({ startMs: START_MS, functions: [withQueue, other] }));
    both.lambda.putFunctionConcurrency("f", 1);
    alone.advanceTo(atMinute(60));
    both.advanceTo(atMinute(60));
    expect(both.fates("other")).toEqual(alone.fates("other"));
  });
});
