import { describe, expect, it } from "vitest";
import { atMinute, minutesOf, START_MS, steady, sumOf, worldOf } from "./worlds.ts";

const url = { kind: "function-url", access: "public" } as const;

describe("synchronous callers", () => {
  it("are all served while there are free environments", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    account.advanceTo(atMinute(30));
    expect(account.fates("f").legitimate).toMatchObject({ arrived: 1800, served: 1800, waiting: 0 });
  });

  it("are refused with nothing stored while the function is reserved to 0", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    account.lambda.putFunctionConcurrency("f", 0);
    account.advanceTo(atMinute(10));
    expect(account.fates("f").legitimate).toMatchObject({
      arrived: 600,
      refused: 600,
      served: 0,
      waiting: 0,
    });
    account.advanceTo(atMinute(15));
    expect(sumOf(minutesOf(account, "Throttles").slice(0, 10))).toBe(600);
    expect(sumOf(minutesOf(account, "Invocations"))).toBe(0);
  });

  it("are refused beyond what a reservation lets through", () => {
    // One environment does 60 s / 2 s = 30 runs a minute of 120 calls.
    const account = worldOf({
      duration: { medianMs: 2000, p95Ms: 2000 },
      reservedConcurrency: 1,
      triggers: [{ ...url, ...steady(120) }],
    });
    account.advanceTo(atMinute(60));
    const { served, refused } = account.fates("f").legitimate;
    expect(served / 60).toBeGreaterThan(20);
    expect(served / 60).toBeLessThanOrEqual(30);
    expect(served + refused).toBeGreaterThanOrEqual(7199);
  });

  it("get the function's error while what it calls is down", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    account.schedule([
      {
        kind: "downstream-failure",
        functionName: "f",
        atMs: atMinute(10),
        untilMs: atMinute(20),
        errorRatio: 1,
        duration: { medianMs: 500, p95Ms: 500 },
      },
    ]);
    account.advanceTo(atMinute(30));
    expect(account.fates("f").legitimate).toMatchObject({ served: 1200, failed: 600 });
  });

  it("lets runs under way finish when a brake comes", () => {
    const account = worldOf({
      timeoutSeconds: 300,
      duration: { medianMs: 120_000, p95Ms: 120_000 },
      triggers: [{ ...url, ...steady(6) }],
    });
    account.advanceTo(atMinute(10));
    const before = account.fates("f").legitimate;
    expect(before.waiting).toBeGreaterThan(6);
    account.lambda.putFunctionConcurrency("f", 0);
    account.advanceTo(atMinute(15));
    const fates = account.fates("f").legitimate;
    expect(fates.served + fates.delayed).toBe(before.served + before.waiting);
    expect(fates.refused).toBe(30);
  });

  it("tells an attack from the owner's own callers", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    account.schedule([
      {
        kind: "extra-traffic",
        functionName: "f",
        trigger: 0,
        legitimate: false,
        atMs: START_MS,
        untilMs: atMinute(5),
        ...steady(6000),
      },
    ]);
    account.advanceTo(atMinute(10));
    expect(account.fates("f").legitimate.arrived).toBe(600);
    expect(account.fates("f").illegitimate.arrived).toBe(30_000);
  });
});

describe("the account's shared concurrency", () => {
  it("is taken from everybody by a function that runs away, and not from reserved ones", () => {
    const account = worldOf({
      duration: { medianMs: 20_000, p95Ms: 20_000 },
      timeoutSeconds: 60,
      triggers: [{ ...url, ...steady(12_000) }],
    });
    account.advanceTo(atMinute(10));
    const most = minutesOf(account, "ConcurrentExecutions", "Maximum", {}).slice(2, 7);
    expect(most).toEqual([1000, 1000, 1000, 1000, 1000]);
    expect(account.fates("f").legitimate.refused).toBeGreaterThan(0);
  });
});
