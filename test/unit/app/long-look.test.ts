import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aProfile, NOW_MS } from "../../support/builders.ts";
import { scriptedGuard } from "../../support/scripted-guard.ts";
import type { Script } from "../../support/scripted-metrics.ts";

const LEECH_BEGINS_MS = NOW_MS + HOUR_MS;
const LEECH_ENDS_MS = LEECH_BEGINS_MS + 9 * HOUR_MS;

const SLOT_MS = 5 * MINUTE_MS;
/** 0 to 2, without any order from one 5 minutes to the next. */
const noise = (atMs: number): number =>
  2 * ((Math.abs(Math.sin(Math.floor(atMs / SLOT_MS))) * 43_758.5453) % 1);

/** A run in three minutes, and two and a half times as many while somebody takes his share: 24 s each, at 10 GB. */
const sparse: Script = (_name, measurement, minuteMs) => {
  const isLeeched = minuteMs >= LEECH_BEGINS_MS && minuteMs < LEECH_ENDS_MS;
  const runs = noise(minuteMs) * (isLeeched ? 0.85 : 0.33);
  if (measurement === "durationMs") return 24_000 * runs;
  return measurement === "invocations" || measurement === "maxConcurrency" ? runs : 0;
};
const functions = [aProfile({ memoryMb: 10_240 })];
/** Half a run a minute of 240 GB-s too many: $0.10 an hour on arm64, $0.80 at risk over 8 hours. */
const POLICY = "{ mode: enforce, alertAboveUsdAtRisk: 0.2 }";

describe("the long look", () => {
  it("finds a leech that no two hours show, tells once, and keeps its incident open while it lasts", async () => {
    const { guard, playTo, subjects } = await scriptedGuard(sparse, functions, { policyText: POLICY });
    await playTo(LEECH_BEGINS_MS + 3 * HOUR_MS);
    expect(await guard.stores.incidents.listOpen()).toEqual([]);
    await playTo(LEECH_BEGINS_MS + 7 * HOUR_MS);
    const [found] = await guard.stores.incidents.listOpen();
    expect(found?.latest.signals.map(({ kind }) => kind)).toEqual(["drift"]);
    await playTo(LEECH_ENDS_MS);
    expect(await guard.stores.incidents.listOpen()).toMatchObject([{ incidentId: found?.incidentId }]);
    expect(subjects()).toEqual([expect.stringContaining("NOT STOPPED checkout")]);

    await playTo(LEECH_ENDS_MS + 4 * HOUR_MS);
    expect(await guard.stores.incidents.listOpen()).toEqual([]);
    expect(subjects()).toHaveLength(1);
  });

  it("reads the last hours of a quiet function once an hour, as one more of the reads that are free", async () => {
    const { metrics, playTo } = await scriptedGuard((_name, measurement) => {
      if (measurement === "invocations") return 60;
      return measurement === "durationMs" ? 6_000 : 0;
    }, functions);
    await playTo(NOW_MS + HOUR_MS);
    expect(metrics.asked).toHaveLength(61);
    expect(metrics.paid).toEqual([]);
  });
});
