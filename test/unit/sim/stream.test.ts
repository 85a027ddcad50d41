import { describe, expect, it } from "vitest";
import type { SimulatedAccount } from "../../../lib/sim/simulated-account.ts";
import { streamTrigger } from "../../../lib/sim/spec.ts";
import { atMinute, minutesOf, steadyUntil, worldOf } from "./worlds.ts";

const stream = (given: Partial<Parameters<typeof streamTrigger>[0]> = {}) =>
  streamTrigger({
    kind: "kinesis",
    streamName: "clicks",
    shards: 2,
    ...steadyUntil(60, atMinute(60)),
    ...given,
  });
const mappingOf = (account: SimulatedAccount): string =>
  account.lambda.listEventSourceMappings({}).EventSourceMappings[0]?.UUID ?? "no mapping";
const DOWN = { errorRatio: 1, duration: { medianMs: 100, p95Ms: 100 } };

describe("a stream", () => {
  it("resumes from the same position after its mapping was off", () => {
    const account = worldOf({ triggers: [stream()] });
    account.advanceTo(atMinute(10));
    account.lambda.updateEventSourceMapping(mappingOf(account), { Enabled: false });
    account.advanceTo(atMinute(60));
    const off = account.fates("f").legitimate;
    expect(off.waiting).toBeGreaterThan(48 * 60);
    account.lambda.updateEventSourceMapping(mappingOf(account), { Enabled: true });
    account.advanceTo(atMinute(80));
    const fates = account.fates("f").legitimate;
    expect(fates).toMatchObject({ arrived: 3600, lost: 0, waiting: 0 });
    expect(fates.delayed).toBeGreaterThanOrEqual(off.waiting - 120);
  });

  it("is held up by a failing batch, whose records wait", () => {
    const account = worldOf({ triggers: [stream()] });
    account.schedule([
      { kind: "downstream-failure", functionName: "f", atMs: atMinute(5), untilMs: atMinute(30), ...DOWN },
    ]);
    account.advanceTo(atMinute(30));
    expect(account.fates("f").legitimate).toMatchObject({ served: 300, waiting: 1500, lost: 0 });
    account.advanceTo(atMinute(70));
    expect(account.fates("f").legitimate).toMatchObject({ lost: 0, waiting: 0 });
    expect(minutesOf(account, "IteratorAge", "Maximum")[25]).toBeGreaterThan(15 * 60_000);
  });

  it("discards records beyond the mapping's maximum age", () => {
    const account = worldOf({ triggers: [stream({ maximumRecordAgeSeconds: 600 })] });
    account.schedule([{ kind: "downstream-failure", functionName: "f", atMs: atMinute(0), ...DOWN }]);
    account.advanceTo(atMinute(60));
    expect(account.fates("f").legitimate.lost).toBeGreaterThan(45 * 60);
  });

  it("loses what is older than its retention, even while its mapping is off", () => {
    const account = worldOf({ triggers: [stream({ retentionSeconds: 1800 })] });
    account.lambda.updateEventSourceMapping(mappingOf(account), { Enabled: false });
    account.advanceTo(atMinute(60));
    const { lost, waiting } = account.fates("f").legitimate;
    expect(lost).toBeGreaterThan(26 * 60);
    expect(waiting).toBeLessThanOrEqual(32 * 60);
  });

  it("retries throttled batches without losing any", () => {
    const account = worldOf({ triggers: [stream()] });
    account.lambda.putFunctionConcurrency("f", 0);
    account.advanceTo(atMinute(30));
    expect(account.fates("f").legitimate).toMatchObject({ waiting: 1800, lost: 0 });
    // Two shards, one try each per step.
    expect(minutesOf(account, "Throttles")[10]).toBe(12);
  });
});
