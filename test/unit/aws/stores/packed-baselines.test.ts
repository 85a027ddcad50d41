import { describe, expect, it } from "vitest";
import { packBaselines, unpackBaselines } from "../../../../lib/aws/stores/packed-baselines.ts";
import { learnBaseline } from "../../../../lib/detect/learn-baseline.ts";
import { sampleBaseline } from "../../../contract/samples.ts";
import { diurnal, historyOf, NOW } from "../../detect/scene.ts";

const read = (bytes: Uint8Array) => unpackBaselines(bytes);

describe("a packed baseline", () => {
  const bytesOf = (eventsPerRun?: number): number => {
    const also =
      eventsPerRun === undefined ? {} : { asyncEventsReceived: (runs: number) => runs * eventsPerRun };
    const baseline = learnBaseline(historyOf({ rate: diurnal(60), also }), NOW);
    return packBaselines([baseline]).length - packBaselines([]).length;
  };

  it("takes some hundred bytes before it is compressed, where JSON takes twenty times as many", () => {
    expect(bytesOf()).toBeLessThan(800);
    expect(bytesOf(1)).toBeLessThan(1_100);
    const baseline = learnBaseline(historyOf({ rate: diurnal(60) }), NOW);
    expect(JSON.stringify(baseline).length).toBeGreaterThan(15 * bytesOf());
  });

  it("is not read from bytes of another version, or of another kind", () => {
    const bytes = packBaselines([sampleBaseline("checkout", 5)]);
    expect(read(bytes).ok).toBe(true);
    const newer = bytes.slice();
    // The fifth byte is the format's version, the sixth that of the baselines.
    newer[4] = 99;
    expect(read(newer)).toEqual({
      ok: false,
      error: { found: "format 99, baselines 2", wanted: "format 1, baselines 2" },
    });
    expect(read(Buffer.from(JSON.stringify([sampleBaseline("checkout", 5)])))).toMatchObject({
      ok: false,
      error: { found: "other bytes" },
    });
    expect(read(new Uint8Array(0)).ok).toBe(false);
  });

  it("is refused when its bytes end too early: that is a fault, not another version", () => {
    const bytes = packBaselines([sampleBaseline("checkout", 5)]);
    expect(() => read(bytes.subarray(0, 100))).toThrow(RangeError);
  });
});
