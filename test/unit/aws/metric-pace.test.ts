import { describe, expect, it } from "vitest";
import { type MetricCall, metricPace } from "../../../lib/aws/metric-pace.ts";

/** A clock that a pause moves on, and the moments at which calls got their turn. */
function pacing() {
  let nowMs = 5_000;
  const startMs = nowMs;
  const pace = metricPace(
    () => nowMs,
    async (ms) => {
      nowMs += ms;
    },
  );
  return {
    /** When each of so many calls after each other may go, in milliseconds from the start. */
    async turns(count: number, call: MetricCall): Promise<readonly number[]> {
      const turns: number[] = [];
      for (let index = 0; index < count; index += 1) {
        expect(await pace(call, Number.POSITIVE_INFINITY)).toBe(true);
        turns.push(nowMs - startMs);
      }
      return turns;
    },
    pace,
    sinceStartMs: () => nowMs - startMs,
  };
}

const data = (datapoints: number, isRecent = true): MetricCall => ({
  kind: "metric-data",
  datapoints,
  isRecent,
});

const turnsBefore = (turns: readonly number[], endMs: number) => turns.filter((atMs) => atMs < endMs).length;

describe("metricPace", () => {
  it("lets 50 GetMetricData requests go in a second", async () => {
    const turns = await pacing().turns(120, data(10));
    expect([turnsBefore(turns, 1_000), turnsBefore(turns, 2_000)]).toEqual([50, 100]);
  });

  it("lets 180,000 datapoints of the last three hours go in a second, and 396,000 older ones", async () => {
    expect(turnsBefore(await pacing().turns(10, data(60_000)), 1_000)).toBe(3);
    expect(turnsBefore(await pacing().turns(10, data(99_000, false)), 1_000)).toBe(4);
  });

  it("counts recent and older datapoints apart", async () => {
    const { turns } = pacing();
    expect(await turns(3, data(60_000))).toEqual([0, 0, 0]);
    expect(await turns(4, data(99_000, false))).toEqual([0, 0, 0, 0]);
  });

  it("lets 10 rankings go in a second, which are GetMetricData requests too", async () => {
    const { turns } = pacing();
    const ranking: MetricCall = { kind: "ranking", periods: 30 };
    expect(turnsBefore(await turns(25, ranking), 2_000)).toBe(20);
    const mixed = pacing();
    await mixed.turns(45, data(10));
    expect(turnsBefore(await mixed.turns(10, ranking), 1_000)).toBe(5);
  });

  it("asks a quarter of the statistics that CloudWatch would answer, and holds nothing else up for it", async () => {
    const { turns } = pacing();
    expect(turnsBefore(await turns(250, { kind: "statistics" }), 2_000)).toBe(200);
    expect(await turns(1, data(60_000))).toEqual([2_000]);
  });

  it("asks for half of the pages of lists that CloudWatch would give, and holds nothing else up for it", async () => {
    const { turns } = pacing();
    expect(turnsBefore(await turns(30, { kind: "list" }), 2_000)).toBe(24);
    expect(await turns(1, { kind: "statistics" })).toEqual([2_000]);
  });

  it("takes no turn that would come too late, and counts nothing then", async () => {
    const { pace, sinceStartMs } = pacing();
    for (let call = 0; call < 3; call += 1) expect(await pace(data(60_000), 500)).toBe(true);
    expect(await pace(data(60_000), 500)).toBe(false);
    expect(await pace(data(60_000), 1_000)).toBe(false);
    expect(sinceStartMs()).toBe(0);
    expect(await pace(data(180_000), 1_001)).toBe(true);
    expect(sinceStartMs()).toBe(1_000);
  });

  it("takes no turn at all once the time is over", async () => {
    expect(await pacing().pace(data(1), 0)).toBe(false);
    expect(await pacing().pace({ kind: "statistics" }, -1)).toBe(false);
  });
});
