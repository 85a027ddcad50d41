import { describe, expect, it } from "vitest";
import {
  type Change,
  type FunctionSpec,
  sqsTrigger,
  streamTrigger,
  type TriggerSpec,
} from "../../../lib/sim/spec.ts";
import { atMinute, minutesOf, steady, sumOf, worldOf } from "./worlds.ts";

const bucket: TriggerSpec = { kind: "s3", bucketName: "uploads", ...steady(1) };

function loopOf(
  trigger: TriggerSpec,
  feeding: { eventsPerRun: number; propagatesTrace: boolean },
  given: Partial<FunctionSpec> = {},
  more: readonly Change[] = [],
) {
  const account = worldOf({ triggers: [trigger], ...given });
  account.schedule([
    { kind: "self-feeding", functionName: "f", trigger: 0, atMs: atMinute(0), ...feeding },
    ...more,
  ]);
  account.advanceTo(atMinute(20));
  return account;
}

describe("a function that feeds itself", () => {
  it("fills the account's concurrency when each run makes two events", () => {
    const account = loopOf(bucket, { eventsPerRun: 2, propagatesTrace: false });
    expect(sumOf(minutesOf(account, "Invocations"))).toBeGreaterThan(1_000_000);
    expect(Math.max(...minutesOf(account, "ConcurrentExecutions", "Maximum").map((most) => most ?? 0))).toBe(
      1000,
    );
    expect(account.fates("f").legitimate.arrived).toBe(20);
  });

  it.each<TriggerSpec>([
    bucket,
    { kind: "sns", topicName: "news", ...steady(1) },
    sqsTrigger({ queueName: "orders", ...steady(1) }),
  ])("is stopped by AWS after sixteen runs when $kind carries the trace on", (trigger) => {
    const account = loopOf(trigger, { eventsPerRun: 1, propagatesTrace: true });
    // Each of 20 events at first, and sixteen hops of each at most.
    expect(sumOf(minutesOf(account, "Invocations"))).toBeLessThanOrEqual(20 * 16);
    expect(sumOf(minutesOf(account, "RecursiveInvocationsDropped"))).toBeGreaterThan(10);
  });

  it("runs on where its owner allows recursion, or the source does not carry the trace", () => {
    const allowed = loopOf(
      bucket,
      { eventsPerRun: 1, propagatesTrace: true },
      { recursionDetection: "allow" },
    );
    const table = streamTrigger({ kind: "dynamodb-stream", streamName: "orders", ...steady(1) });
    const unseen = loopOf(table, { eventsPerRun: 1, propagatesTrace: true });
    for (const account of [allowed, unseen]) {
      expect(sumOf(minutesOf(account, "Invocations"))).toBeGreaterThan(600);
      expect(sumOf(minutesOf(account, "RecursiveInvocationsDropped"))).toBe(0);
    }
  });

  it("stops when it is fixed, and shows the deploy", () => {
    const fix: Change = { kind: "fix", functionName: "f", atMs: atMinute(5) };
    const account = loopOf(bucket, { eventsPerRun: 1, propagatesTrace: false }, {}, [fix]);
    account.advanceTo(atMinute(30));
    expect(
      minutesOf(account, "Invocations")
        .slice(7, 20)
        .every((runs) => runs === 1),
    ).toBe(true);
    expect(account.lambda.getFunctionConfiguration("f").LastModified).toBe("2026-10-01T00:05:00.000+0000");
  });
});
