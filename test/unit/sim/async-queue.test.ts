import { describe, expect, it } from "vitest";
import { atMinute, minutesOf, START_MS, steadyUntil, sumOf, worldOf } from "./worlds.ts";

const HOUR = 60;
const bucket = (perMinute: number, untilMinute: number) =>
  ({ kind: "s3", bucketName: "uploads", ...steadyUntil(perMinute, atMinute(untilMinute)) }) as const;

describe("asynchronous events", () => {
  it("are lost at once while the function is reserved to 0", () => {
    const account = worldOf({ triggers: [bucket(6, 30)] });
    account.lambda.putFunctionConcurrency("f", 0);
    account.advanceTo(atMinute(30));
    expect(account.fates("f").legitimate).toMatchObject({ arrived: 180, lost: 180, waiting: 0 });
    account.advanceTo(atMinute(35));
    expect(sumOf(minutesOf(account, "AsyncEventsDropped"))).toBe(180);
    expect(sumOf(minutesOf(account, "AsyncEventsReceived"))).toBe(180);
  });

  it("go to the failure destination instead where there is one", () => {
    const account = worldOf({ failureDestination: true, triggers: [bucket(6, 30)] });
    account.lambda.putFunctionConcurrency("f", 0);
    account.advanceTo(atMinute(30));
    expect(account.fates("f").legitimate).toMatchObject({ deadLettered: 180, lost: 0 });
  });

  it("are all served later when the function is reserved to 1 for five hours of overload", () => {
    // One environment does 30 runs of 2 s a minute; 60 events a minute come.
    const account = worldOf({
      duration: { medianMs: 2000, p95Ms: 2000 },
      triggers: [bucket(60, 5 * HOUR)],
    });
    account.lambda.putFunctionConcurrency("f", 1);
    account.advanceTo(atMinute(5 * HOUR));
    expect(account.fates("f").legitimate.waiting).toBeGreaterThan(5000);
    account.lambda.deleteFunctionConcurrency("f");
    account.advanceTo(atMinute(5 * HOUR + 15));
    const fates = account.fates("f").legitimate;
    expect(fates).toMatchObject({ arrived: 18_000, lost: 0, deadLettered: 0, waiting: 0 });
    expect(fates.served + fates.delayed).toBe(18_000);
  });

  it("are dropped when they have waited for the maximum age", () => {
    const account = worldOf({
      duration: { medianMs: 10_000, p95Ms: 10_000 },
      maximumEventAgeSeconds: 600,
      triggers: [bucket(60, 10)],
    });
    account.lambda.putFunctionConcurrency("f", 1);
    account.advanceTo(atMinute(30));
    const fates = account.fates("f").legitimate;
    expect(fates.lost).toBeGreaterThan(400);
    expect(fates.waiting).toBe(0);
  });

  it("are tried three times when they fail, and then dropped", () => {
    const account = worldOf({ errorRatio: 1, triggers: [bucket(1, 1)] });
    account.advanceTo(atMinute(3));
    expect(account.fates("f").legitimate).toMatchObject({ waiting: 1, lost: 0 });
    account.advanceTo(atMinute(10));
    expect(account.fates("f").legitimate).toMatchObject({ waiting: 0, lost: 1 });
    expect(sumOf(minutesOf(account, "Invocations"))).toBe(3);
    expect(sumOf(minutesOf(account, "Errors"))).toBe(3);
  });

  it("show their age while they wait", () => {
    const account = worldOf({ triggers: [bucket(600, 60)], duration: { medianMs: 2000, p95Ms: 2000 } });
    account.advanceTo(atMinute(5));
    account.lambda.putFunctionConcurrency("f", 1);
    account.advanceTo(atMinute(60));
    const ages = minutesOf(account, "AsyncEventAge", "Maximum");
    expect(ages[2]).toBeUndefined();
    expect(ages[50]).toBeGreaterThan(10 * 60_000);
  });

  it("count from the world's start", () => {
    const account = worldOf({ triggers: [bucket(6, 1)] });
    expect(account.nowMs()).toBe(START_MS);
    expect(account.fates("f").legitimate.arrived).toBe(0);
  });
});
