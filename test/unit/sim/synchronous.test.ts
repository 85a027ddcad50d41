import { describe, expect, it } from "vitest";
import { atMinute, minutesOf, START_MS, steady, steadyUntil, sumOf, worldOf } from "./worlds.ts";

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

describe("callers who try again", () => {
  const stubborn = (clientRetries: number) => ({ ...url, clientRetries, ...steadyUntil(60, atMinute(5)) });

  it.each([0, 1, 3])("are refused once each for good, after %i more tries", (clientRetries) => {
    const account = worldOf({ triggers: [stubborn(clientRetries)] });
    account.lambda.putFunctionConcurrency("f", 0);
    account.advanceTo(atMinute(12));
    expect(account.fates("f").legitimate).toMatchObject({ arrived: 300, refused: 300, waiting: 0 });
    expect(sumOf(minutesOf(account, "Throttles"))).toBe(300 * (1 + clientRetries));
  });

  it("multiply the calls of a function that fails", () => {
    const account = worldOf({ errorRatio: 1, triggers: [stubborn(2)] });
    account.advanceTo(atMinute(12));
    expect(account.fates("f").legitimate).toMatchObject({ arrived: 300, failed: 300, served: 0 });
    expect(sumOf(minutesOf(account, "Invocations"))).toBe(900);
  });

  it("are served after all when the brake goes within their minute", () => {
    const account = worldOf({ triggers: [{ ...url, clientRetries: 3, ...steadyUntil(60, atMinute(1)) }] });
    account.lambda.putFunctionConcurrency("f", 0);
    account.advanceTo(atMinute(1));
    expect(account.fates("f").legitimate.waiting).toBeGreaterThan(50);
    account.lambda.deleteFunctionConcurrency("f");
    account.advanceTo(atMinute(3));
    const { served, delayed, refused } = account.fates("f").legitimate;
    expect(served + delayed + refused).toBe(60);
    expect(served).toBeGreaterThan(40);
  });

  it("have the same chance as new callers when there is room for some", () => {
    // One environment does 30 of the 60 calls a minute, and the others come back.
    const account = worldOf({
      duration: { medianMs: 2000, p95Ms: 2000 },
      reservedConcurrency: 1,
      triggers: [{ ...url, clientRetries: 3, ...steady(60) }],
    });
    account.advanceTo(atMinute(60));
    const { served, refused } = account.fates("f").legitimate;
    expect(served / 60).toBeGreaterThan(25);
    expect(refused / 60).toBeGreaterThan(25);
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
