import { describe, expect, it } from "vitest";
import { pipeTrigger, sqsTrigger, streamTrigger } from "../../../lib/sim/spec.ts";
import { atMinute, minutesOf, START_MS, steady, steadyUntil, sumOf, worldOf } from "./worlds.ts";

const MESSAGES = 60;
const queue = (given: Partial<Parameters<typeof sqsTrigger>[0]> = {}) =>
  pipeTrigger("orders", sqsTrigger({ queueName: "orders", ...steady(MESSAGES), ...given }));

describe("a pipe", () => {
  it("hands what is in its queue to the function", () => {
    const account = worldOf({ triggers: [queue()] });
    account.advanceTo(atMinute(20));
    const { arrived, served, waiting } = account.fates("f").legitimate;
    expect(arrived).toBe(20 * MESSAGES);
    expect(served + waiting).toBe(arrived);
    expect(waiting).toBeLessThan(MESSAGES);
  });

  it("lets nothing through once it has stopped, and loses nothing of it when it runs again", () => {
    const account = worldOf({
      triggers: [queue({ maxReceiveCount: 3, ...steadyUntil(MESSAGES, atMinute(60)) })],
    });
    account.advanceTo(atMinute(10));
    account.pipes.stopPipe("orders");
    account.advanceTo(atMinute(60));
    // A minute on the way, and half a minute in which it still takes what it finds.
    expect(sumOf(minutesOf(account, "Invocations").slice(12))).toBe(0);
    expect(account.fates("f").legitimate.waiting).toBeGreaterThan(47 * MESSAGES);
    account.pipes.startPipe("orders");
    account.advanceTo(atMinute(80));
    const fates = account.fates("f").legitimate;
    expect(fates).toMatchObject({ arrived: 60 * MESSAGES, deadLettered: 0, lost: 0, waiting: 0 });
  });

  it("loses what its source keeps no longer while it is stopped", () => {
    const account = worldOf({ triggers: [queue({ retentionSeconds: 3600 })] });
    account.pipes.stopPipe("orders");
    account.advanceTo(atMinute(180));
    const { lost, waiting } = account.fates("f").legitimate;
    expect(waiting).toBeLessThanOrEqual(62 * MESSAGES);
    expect(lost).toBeGreaterThan(110 * MESSAGES);
  });

  it("keeps its position in a stream", () => {
    const clicks = streamTrigger({
      kind: "kinesis",
      streamName: "clicks",
      ...steadyUntil(MESSAGES, atMinute(30)),
    });
    const account = worldOf({ triggers: [pipeTrigger("clicks", clicks)] });
    account.pipes.stopPipe("clicks");
    account.advanceTo(atMinute(30));
    account.pipes.startPipe("clicks");
    account.advanceTo(atMinute(45));
    expect(account.fates("f").legitimate).toMatchObject({ arrived: 30 * MESSAGES, lost: 0, waiting: 0 });
  });

  it("passes through STOPPING and STARTING, and refuses changes meanwhile", () => {
    const account = worldOf({ triggers: [queue()] });
    expect(account.pipes.describePipe("orders")).toMatchObject({
      CurrentState: "RUNNING",
      DesiredState: "RUNNING",
      Target: "arn:aws:lambda:us-east-1:123456789012:function:f",
      Source: "arn:aws:sqs:us-east-1:123456789012:orders",
      LastModifiedTime: START_MS / 1000,
    });
    account.advanceTo(atMinute(5));
    expect(account.pipes.stopPipe("orders")).toMatchObject({
      CurrentState: "STOPPING",
      DesiredState: "STOPPED",
      LastModifiedTime: atMinute(5) / 1000,
    });
    expect(() => account.pipes.startPipe("orders")).toThrow(
      expect.objectContaining({ errorName: "ConflictException", status: 409 }),
    );
    account.advanceTo(atMinute(7));
    expect(account.pipes.describePipe("orders").CurrentState).toBe("STOPPED");
    expect(account.pipes.startPipe("orders").CurrentState).toBe("STARTING");
  });

  it("is not there under another name", () => {
    const account = worldOf({ triggers: [queue()] });
    expect(() => account.pipes.stopPipe("invoices")).toThrow(
      expect.objectContaining({ errorName: "NotFoundException", status: 404 }),
    );
  });
});
