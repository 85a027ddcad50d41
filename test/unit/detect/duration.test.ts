import { describe, expect, it } from "vitest";
import { detectDuration } from "../../../lib/detect/duration.ts";
import { judgeFunction } from "../../../lib/detect/judge.ts";
import type { Anomaly, Verdict } from "../../../lib/domain/anomaly.ts";
import { lambdaPrices } from "../../../lib/pricing/prices.ts";
import {
  counts,
  detectorInput,
  even,
  functionProfile,
  learned,
  minutes,
  minutesUntil,
  NOW,
  QUEUED,
} from "./scene.ts";

const baseline = learned({ rate: even(100), runMs: 500 });
const draw = counts(31);
const runs = minutes(125, () => draw(100));
/** As many runs as ever, of another length for the last minutes. */
const seriesOf = (lasted: number, runMs: number) => ({
  invocations: runs,
  durationMs: runs.map((count, index) => count * (runs.length - 1 - index < lasted ? runMs : 500)),
});
const judge = (lasted: number, runMs: number): Verdict =>
  judgeFunction({
    profile: functionProfile({ triggers: [QUEUED], memoryMb: 4_096 }),
    baseline,
    window: minutesUntil(NOW, seriesOf(lasted, runMs)),
    nowMs: NOW + 120_000,
    prices: lambdaPrices("us-east-1"),
  });
function anomalyOf(verdict: Verdict): Anomaly {
  if (verdict.kind !== "anomalous") throw new Error(verdict.reason);
  return verdict.anomaly;
}

describe("runs that take longer, and are no more than ever", () => {
  it("alarm in their first final minute when they take twenty times as long", () => {
    const { signals, cause, burn } = anomalyOf(judge(1, 10_000));
    expect(signals.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["duration", "burn"]));
    expect(cause).toBe("duration-blow-up");
    // 100 runs of 10 s at 4 GB are 4,000 GB-s a minute: $4 an hour, and chance in the count.
    expect(burn.actualUsdPerHour).toBeGreaterThan(3);
    expect(burn.actualUsdPerHour).toBeLessThan(5);
  });

  it("alarm within three final minutes when they take four times as long", () => {
    expect(anomalyOf(judge(3, 2_000)).cause).toBe("duration-blow-up");
  });

  it("alarm within ten final minutes when they take two and a half times as long", () => {
    expect(judge(3, 1_250).kind).toBe("quiet");
    expect(judge(10, 1_250).kind).toBe("anomalous");
  });

  it("are quiet when a new version is half as slow again, or twice", () => {
    expect(judge(30, 750).kind).toBe("quiet");
    expect(judge(30, 1_000).kind).toBe("quiet");
  });

  it("are not made of one slow run of a function that is hardly called", () => {
    const rare = learned({ rate: even(0.05), runMs: 500 });
    const series = {
      invocations: minutes(30, (age) => (age === 0 ? 1 : 0)),
      durationMs: minutes(30, (age) => (age === 0 ? 2_500 : 0)),
    };
    expect(detectDuration(detectorInput(rare, series))?.score).toBeLessThan(1);
  });
});
