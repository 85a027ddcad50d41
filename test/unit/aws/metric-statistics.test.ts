import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { datapoint, FIVE_MINUTES, named, readerOver, START_MS } from "./metric-wire.ts";
import type { ScriptedRequest } from "./scripted-aws.ts";

const FREE = { through: "free" } as const;
const subjectOf = ({ body }: ScriptedRequest) =>
  (body.Dimensions as readonly { readonly Value: string }[])[0]?.Value;

describe("readWindows, free", () => {
  it("asks one call for each metric and function, with all the statistics of it", async () => {
    const { reader, requests } = readerOver(() => ({
      body: {
        Datapoints: [datapoint(4, { Sum: 400, SampleCount: 4 }), datapoint(0, { Sum: 100, SampleCount: 1 })],
      },
    }));
    const { windows, unread } = await reader.readWindows(
      [
        { functionName: "checkout", measurements: ["invocations", "errors", "durationMs"] },
        { measurements: ["durationMs"] },
      ],
      FIVE_MINUTES,
      FREE,
    );
    expect(requests.map(({ operation }) => operation)).toEqual(new Array(3).fill("GetMetricStatistics"));
    expect(
      requests.map((request) => [subjectOf(request), request.body.MetricName, request.body.Statistics]),
    ).toEqual([
      ["checkout", "Duration", ["SampleCount", "Sum"]],
      ["checkout", "Errors", ["Sum"]],
      [undefined, "Duration", ["Sum"]],
    ]);
    expect(unread).toEqual([]);
    expect(windows.map(({ functionName, series }) => [functionName, series])).toEqual([
      [
        "checkout",
        { invocations: [1, 0, 0, 0, 4], durationMs: [100, 0, 0, 0, 400], errors: [100, 0, 0, 0, 400] },
      ],
      [undefined, { durationMs: [100, 0, 0, 0, 400] }],
    ]);
  });

  it("spoils only the function whose call failed", async () => {
    const { reader } = readerOver((request) =>
      subjectOf(request) === "f-1"
        ? { error: "InternalServiceFault", status: 500 }
        : { body: { Datapoints: [] } },
    );
    const { windows, unread } = await reader.readWindows(named(3), FIVE_MINUTES, FREE);
    expect(windows.map(({ series }) => Object.keys(series).length)).toEqual([2, 0, 2]);
    expect(unread).toEqual(
      ["invocations", "durationMs"].map((measurement) => ({
        functionName: "f-1",
        measurement,
        reason: "cloudwatch:GetMetricStatistics failed: InternalServiceFault",
      })),
    );
  });

  it("takes no half of a long range for the whole", async () => {
    const { reader, requests } = readerOver(({ body }) =>
      body.StartTime === START_MS / 1_000
        ? { body: { Datapoints: [] } }
        : { error: "Throttling", status: 400 },
    );
    const twoDays = { startMs: START_MS, endMs: START_MS + 48 * HOUR_MS, periodSeconds: 60 };
    const reading = reader.readWindows(
      [{ functionName: "checkout", measurements: ["errors"] }],
      twoDays,
      FREE,
    );
    await expect(reading).rejects.toMatchObject({ operation: "cloudwatch:GetMetricStatistics" });
    expect(requests).toHaveLength(2);
  });

  it("does not take a datapoint without the statistic for 0", async () => {
    const { reader } = readerOver(() => ({ body: { Datapoints: [datapoint(1, { SampleCount: 3 })] } }));
    const { windows, unread } = await reader.readWindows(named(1), FIVE_MINUTES, FREE);
    expect(windows[0]?.series).toEqual({ invocations: [0, 3, 0, 0, 0] });
    expect(unread).toEqual([
      { functionName: "f-0", measurement: "durationMs", reason: "a datapoint is not a number" },
    ]);
  });

  it("keeps at most twenty calls under way", async () => {
    let underWay = 0;
    let most = 0;
    const { reader } = readerOver(() => ({ body: { Datapoints: [] } }), {
      pace: async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise((resolve) => setImmediate(resolve));
        underWay -= 1;
        return true;
      },
    });
    await reader.readWindows(named(50), FIVE_MINUTES, FREE);
    expect(most).toBe(20);
  });

  it("leaves out the end of the requests when the time is over", async () => {
    let nowMs = START_MS + HOUR_MS;
    const untilMs = nowMs + MINUTE_MS;
    const { reader, requests } = readerOver(
      (request) => {
        if (subjectOf(request) === "f-19") nowMs = untilMs;
        return { body: { Datapoints: [] } };
      },
      { clock: () => nowMs },
    );
    const { windows, unread } = await reader.readWindows(named(30), FIVE_MINUTES, { ...FREE, untilMs });
    // Twenty are under way at once, and may finish.
    expect(requests).toHaveLength(20);
    expect(windows.filter(({ series }) => series.durationMs !== undefined)).toHaveLength(20);
    expect([...new Set(unread.map(({ functionName }) => functionName))]).toEqual(
      named(30)
        .slice(20)
        .map(({ functionName }) => functionName),
    );
    expect(new Set(unread.map(({ reason }) => reason))).toEqual(new Set(["no time left this minute"]));
  });
});
