import { describe, expect, it } from "vitest";
import { meteredRun } from "../../../lib/app/metered-run.ts";
import { callMeter } from "../../../lib/aws/call-meter.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { type GuardUsage, NO_USAGE } from "../../../lib/domain/guard-usage.ts";
import type { UsageStore } from "../../../lib/ports/stores.ts";
import { memoryUsageStore } from "../../../lib/sim/memory/usage-store.ts";
import { silentLog } from "../../support/silent-log.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 12);

/** A part with half a GB whose time passes only in its runs, and while its count is written. */
function part(usage: UsageStore = memoryUsageStore(), besides: Partial<GuardUsage> = {}) {
  let monotonicMs = 5_000;
  const meter = callMeter();
  const log = silentLog();
  const run = meteredRun({
    part: "watch",
    meter,
    usage: {
      ...usage,
      add: async (...given) => {
        monotonicMs += 40;
        await usage.add(...given);
      },
    },
    clock: () => NOW_MS,
    monotonicMs: () => monotonicMs,
    memoryGb: 0.5,
    besides,
    log,
  });
  const lasting = (ms: number) => {
    monotonicMs += ms;
  };
  return { run, meter, log, lasting, ofMonth: () => usage.ofMonth(NOW_MS) };
}

describe("a metered run", () => {
  it("answers what the part answers, and adds what it consumed to the month", async () => {
    const { run, meter, lasting, ofMonth } = part();
    const handler = run(async (functionName: string) => {
      meter.count("getMetricDataMetrics", 7);
      lasting(800);
      return `looked at ${functionName}`;
    });
    expect(await handler("checkout")).toBe("looked at checkout");
    expect(await ofMonth()).toEqual({
      // 0.8 s at 0.5 GB.
      watch: {
        ...NO_USAGE,
        getMetricDataMetrics: 7,
        lambdaInvocations: 1,
        lambdaGbSeconds: 0.4,
        logBytes: 400,
      },
    });
  });

  it("is counted when it fails, and still fails", async () => {
    const { run, lasting, ofMonth } = part();
    const failing = run(async () => {
      lasting(100);
      throw new RangeError("a fault");
    });
    await expect(failing()).rejects.toThrow("a fault");
    expect((await ofMonth()).watch).toMatchObject({ lambdaInvocations: 1, lambdaGbSeconds: 0.05 });
  });

  it("pays for writing the count of the one before it", async () => {
    const { run, lasting, ofMonth } = part();
    const handler = run(async () => lasting(100));
    await handler();
    await handler();
    // 100 ms, and 100 ms with the 40 ms of the first count: 0.24 s at 0.5 GB.
    expect((await ofMonth()).watch?.lambdaGbSeconds).toBeCloseTo(0.12, 9);
  });

  it("adds what each run costs besides", async () => {
    const { run, ofMonth } = part(memoryUsageStore(), { sqsRequests: 15 });
    await run(async () => undefined)();
    expect((await ofMonth()).watch?.sqsRequests).toBe(15);
  });

  it("does not fail because its count cannot be written, and says so", async () => {
    const broken: UsageStore = {
      ofMonth: async () => ({}),
      add: async () => {
        throw new CloudCallError("dynamodb:UpdateItem", true, "InternalServerError");
      },
    };
    const { run, log } = part(broken);
    expect(await run(async () => "done")()).toBe("done");
    expect(log.lines).toEqual([
      expect.objectContaining({ sentence: "the guard's usage could not be counted" }),
    ]);
  });
});
