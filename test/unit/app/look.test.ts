import { describe, expect, it } from "vitest";
import type { Measurement } from "../../../lib/domain/observation.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aFunctionUrl, aProfile, aQueue, NOW_MS } from "../../support/builders.ts";
import { scriptedGuard } from "../../support/scripted-guard.ts";
import type { Script } from "../../support/scripted-metrics.ts";

const BEGINS_MS = NOW_MS + 11 * MINUTE_MS;
const RUN_OF_MINUTES_MS = 10 * MINUTE_MS;

const web = aProfile({ functionName: "web" });
const worker = aProfile({ functionName: "worker", timeoutSeconds: 900, triggers: [aQueue()] });
type Minute = Partial<Record<Measurement, number>>;

/** `web` as ever, beside what `worker` does; both together are the account. */
const beside =
  (ordinary: Minute, worked: (minuteMs: number) => Minute): Script =>
  (name, measurement, minuteMs) => {
    const ours = name === "web" ? 0 : (worked(minuteMs)[measurement] ?? 0);
    return ours + (name === "worker" ? 0 : (ordinary[measurement] ?? 0));
  };

describe("the first look", () => {
  it("finds the function whose runs hang and are not counted, by what runs at once in the account", async () => {
    const ordinary = { invocations: 600, durationMs: 60_000, maxConcurrency: 4 };
    const script = beside(ordinary, (minuteMs) =>
      minuteMs < BEGINS_MS
        ? { invocations: 60, durationMs: 30_000, maxConcurrency: 2 }
        : { maxConcurrency: 400 },
    );
    const { guard, playTo, subjects } = await scriptedGuard(script, [web, worker]);
    await playTo(BEGINS_MS + 4 * MINUTE_MS);
    const [incident] = await guard.stores.incidents.listOpen();
    expect(incident).toMatchObject({ functionName: "worker", openedAtMs: BEGINS_MS + 3 * MINUTE_MS });
    expect(incident?.latest.signals.map(({ kind }) => kind)).toEqual(["concurrency"]);
    await playTo(BEGINS_MS + 7 * MINUTE_MS);
    // 400 GB for an hour on arm64: 1,440,000 GB-s at $0.0000133334.
    const [later] = await guard.stores.incidents.listOpen();
    expect(later?.latest.burn.actualUsdPerHour).toBeCloseTo(19.2, 1);
    expect(subjects()).toEqual([expect.stringContaining("NOT STOPPED worker")]);
  });

  it("sees a flood of runs of ten minutes in the next sweep, also where the account hides it", async () => {
    const ordinary = { invocations: 60_000, durationMs: 30_000_000, maxConcurrency: 900 };
    const script = beside(ordinary, (minuteMs) => {
      const ended = minuteMs < BEGINS_MS ? { invocations: 1, durationMs: RUN_OF_MINUTES_MS } : {};
      return { ...ended, maxConcurrency: minuteMs < BEGINS_MS ? 10 : 200 };
    });
    const { guard, metrics, playTo } = await scriptedGuard(script, [web, worker]);
    await playTo(BEGINS_MS);
    metrics.asked.length = 0;
    await playTo(BEGINS_MS + 5 * MINUTE_MS);
    expect(await guard.stores.incidents.listOpen()).toMatchObject([{ functionName: "worker" }]);
  });

  it("reads a small fleet every minute for nothing, and nothing twice", async () => {
    const ordinary = { invocations: 600, durationMs: 60_000, maxConcurrency: 4 };
    const { metrics, playTo } = await scriptedGuard(
      beside(ordinary, () => ({ invocations: 60, durationMs: 30_000, maxConcurrency: 2 })),
      [web, worker],
    );
    await playTo(NOW_MS + HOUR_MS);
    expect(metrics.paid).toEqual([]);
    // Each minute of the hour both, and the last hours of each about once in it.
    for (const name of ["web", "worker"]) {
      const asked = metrics.asked.flat().filter((other) => other === name).length;
      expect(asked).toBeGreaterThanOrEqual(60);
      expect(asked).toBeLessThanOrEqual(61);
    }
  });

  it("leaves out the last of what is due when the minute is too short, and says how much", async () => {
    const calm = aProfile({ functionName: "calm", memoryMb: 128, triggers: [] });
    const exposed = aProfile({ functionName: "exposed", memoryMb: 10_240, triggers: [aFunctionUrl] });
    const { metrics, playTo } = await scriptedGuard(() => 60, [calm, exposed]);
    metrics.leaveTimeFor(1);
    const reports = await playTo(NOW_MS + 5 * MINUTE_MS);
    for (const { blind, shed, problem } of reports)
      expect({ blind: blind.length, shed, problem }).toEqual({ blind: 1, shed: 1, problem: undefined });
  });
});
