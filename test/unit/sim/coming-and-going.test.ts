import { describe, expect, it } from "vitest";
import { functionSpec, pipeTrigger, sqsTrigger } from "../../../lib/sim/spec.ts";
import { atMinute, minutesOf, START_MS, steady, sumOf, worldOf } from "./worlds.ts";

const url = { kind: "function-url", access: "public" } as const;
const ofNew = { FunctionName: "new" };
const aNew = functionSpec({ functionName: "new", errorRatio: 0, triggers: [{ ...url, ...steady(30) }] });
const listed = (account: ReturnType<typeof worldOf>) =>
  account.lambda.listFunctions({}).Functions.map(({ FunctionName }) => FunctionName);

describe("a function that is created while the world runs", () => {
  it("is listed at once and runs from the next minute on", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    account.advanceTo(atMinute(5) + 15_000);
    account.addFunctions([aNew]);
    expect(listed(account)).toEqual(["f", "new"]);
    expect(account.lambda.getAccountSettings().AccountUsage.FunctionCount).toBe(2);
    account.advanceTo(atMinute(12));
    expect(minutesOf(account, "Invocations", "Sum", ofNew).slice(4, 8)).toEqual([
      undefined,
      undefined,
      30,
      30,
    ]);
    expect(minutesOf(account, "Invocations", "Sum", {}).slice(4, 8)).toEqual([60, 60, 90, 90]);
  });

  it("brings its queue, mapping, rule, schedule and pipe along", () => {
    const account = worldOf({ triggers: [] });
    account.addFunctions([
      functionSpec({
        functionName: "new",
        triggers: [
          sqsTrigger({ queueName: "orders", ...steady(0) }),
          { kind: "schedule", ruleName: "nightly", scheduleExpression: "rate(1 day)", ...steady(0) },
          { kind: "scheduler", scheduleName: "hourly", ...steady(0) },
          pipeTrigger("paid", sqsTrigger({ queueName: "paid", ...steady(0) })),
        ],
      }),
    ]);
    const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:new";
    expect(account.lambda.listEventSourceMappings({ FunctionName: "new" }).EventSourceMappings).toHaveLength(
      1,
    );
    expect(account.queues.getQueueUrl("orders").QueueUrl).toContain("orders");
    expect(account.eventRules.listRuleNamesByTarget(functionArn).RuleNames).toEqual(["nightly"]);
    expect(account.schedules.listSchedules().Schedules).toMatchObject([{ Name: "hourly" }]);
    expect(account.pipes.listPipes().Pipes).toMatchObject([{ Name: "paid" }]);
  });

  it("cannot have the name of another, nor send to what is not there", () => {
    const account = worldOf({ triggers: [] });
    expect(() => account.addFunctions([functionSpec({ functionName: "f", triggers: [] })])).toThrow(
      RangeError,
    );
    const sends = [{ toFunction: "nobody", toTrigger: 0, eventsPerRun: 1 }];
    expect(() => account.addFunctions([functionSpec({ functionName: "g", triggers: [], sends })])).toThrow(
      RangeError,
    );
  });
});

describe("a function that is deleted while the world runs", () => {
  it("is unknown at once, runs no more from the next minute on, and keeps its metrics", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    account.addFunctions([aNew]);
    account.advanceTo(atMinute(5));
    account.removeFunction("new");
    expect(listed(account)).toEqual(["f"]);
    expect(() => account.lambda.getFunctionConcurrency("new")).toThrow("Function not found");
    account.advanceTo(atMinute(12));
    expect(sumOf(minutesOf(account, "Invocations", "Sum", ofNew))).toBe(5 * 30);
    expect(minutesOf(account, "Invocations", "Sum", {})[8]).toBe(60);
    expect(account.costUsd("new")).toBeGreaterThan(0);
  });

  it("gives back what was reserved for it, and the executions it had", () => {
    const account = worldOf({ triggers: [{ ...url, ...steady(60) }] });
    const slow = { timeoutSeconds: 900, duration: { medianMs: 600_000, p95Ms: 600_000 } };
    account.addFunctions([
      { ...aNew, reservedConcurrency: 50 },
      { ...aNew, ...slow, functionName: "slow" },
    ]);
    account.advanceTo(atMinute(2));
    expect(account.lambda.getAccountSettings().AccountLimit.UnreservedConcurrentExecutions).toBe(950);
    account.removeFunction("new");
    account.removeFunction("slow");
    account.advanceTo(atMinute(8));
    expect(account.lambda.getAccountSettings().AccountLimit.UnreservedConcurrentExecutions).toBe(1000);
    expect(minutesOf(account, "UnreservedConcurrentExecutions", "Maximum", {})[4]).toBeLessThan(10);
  });

  it("loses what others send to it", () => {
    const account = worldOf({ triggers: [] });
    const sender = functionSpec({
      functionName: "sender",
      triggers: [{ ...url, ...steady(60) }],
      sends: [{ toFunction: "new", toTrigger: 0, eventsPerRun: 1 }],
    });
    account.addFunctions([{ ...aNew, triggers: [sqsTrigger({ queueName: "q", ...steady(0) })] }, sender]);
    account.advanceTo(atMinute(3));
    account.removeFunction("new");
    account.advanceTo(atMinute(10));
    expect(sumOf(minutesOf(account, "Invocations", "Sum", { FunctionName: "sender" }))).toBeGreaterThan(300);
    expect(minutesOf(account, "Invocations", "Sum", ofNew)[6]).toBeUndefined();
  });

  it("may be created again under its name", () => {
    const account = worldOf({ triggers: [] });
    account.addFunctions([aNew]);
    account.removeFunction("new");
    account.addFunctions([aNew]);
    account.advanceTo(START_MS + 4 * 60_000);
    expect(minutesOf(account, "Invocations", "Sum", ofNew)[0]).toBe(30);
  });

  it("must have been there", () => {
    expect(() => worldOf({ triggers: [] }).removeFunction("nobody")).toThrow(RangeError);
  });
});
