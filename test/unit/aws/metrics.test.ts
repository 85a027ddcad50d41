import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../lib/domain/time.ts";
import {
  answerAll,
  datapoint,
  FIVE_MINUTES,
  NOW_MS,
  named,
  queriesOf,
  readerOver,
  result,
  START_MS,
  subjectOf,
  type WirePoint,
} from "./metric-wire.ts";

describe("readWindows", () => {
  it("fills the periods without a datapoint with 0", async () => {
    const { reader } = readerOver(
      answerAll([
        [1, 7],
        [3, 9],
      ]),
    );
    const { windows, unread } = await reader.readWindows(
      [{ functionName: "checkout", measurements: ["errors"] }],
      FIVE_MINUTES,
    );
    expect(unread).toEqual([]);
    expect(windows).toEqual([
      {
        functionName: "checkout",
        startMs: START_MS,
        periodSeconds: 60,
        finalUntilMs: FIVE_MINUTES.endMs,
        series: { errors: [0, 7, 0, 9, 0] },
      },
    ]);
  });

  it("asks counting and timing of one metric, which is billed once", async () => {
    const { reader, requests } = readerOver(answerAll([]));
    await reader.readWindows(named(1), FIVE_MINUTES);
    const asked = requests
      .flatMap(queriesOf)
      .map(({ MetricStat }) => [MetricStat?.Metric.MetricName, MetricStat?.Stat]);
    expect(asked).toEqual([
      ["Duration", "SampleCount"],
      ["Duration", "Sum"],
    ]);
  });

  it("asks the account's total without a dimension", async () => {
    const { reader, requests } = readerOver(answerAll([[0, 1]]));
    const { windows } = await reader.readWindows([{ measurements: ["throttles"] }], FIVE_MINUTES);
    expect(requests.flatMap(queriesOf).map(subjectOf)).toEqual([undefined]);
    expect(windows[0]).not.toHaveProperty("functionName");
  });

  it("calls minutes final that ended two minutes ago, and none beyond the range", async () => {
    const at = (nowMs: number) =>
      readerOver(answerAll([]), { nowMs }).reader.readWindows(named(1), FIVE_MINUTES);
    const soon = await at(START_MS + 5 * MINUTE_MS + 30 * SECOND_MS);
    expect(soon.windows[0]?.finalUntilMs).toBe(START_MS + 3 * MINUTE_MS);
    const later = await at(NOW_MS);
    expect(later.windows[0]?.finalUntilMs).toBe(FIVE_MINUTES.endMs);
  });

  it("asks at most 500 queries a call, and keeps every function's series", async () => {
    const { reader, requests } = readerOver((request) => ({
      body: {
        MetricDataResults: queriesOf(request).map((query) =>
          result(query, [[0, Number(subjectOf(query)?.slice(2))]]),
        ),
      },
    }));
    const { windows, unread } = await reader.readWindows(named(600), FIVE_MINUTES);
    expect(requests.map((request) => queriesOf(request).length)).toEqual([500, 500, 200]);
    expect(unread).toEqual([]);
    expect(windows.map((window) => window.series.durationMs?.[0])).toEqual(
      Array.from({ length: 600 }, (_, index) => index),
    );
  });

  it("asks at most 100,800 datapoints a call, counted as if there were no gaps", async () => {
    const twoWeeks = { startMs: START_MS, endMs: START_MS + 14 * 24 * HOUR_MS, periodSeconds: 300 };
    const { reader, requests } = readerOver(answerAll([]), { nowMs: twoWeeks.endMs });
    await reader.readWindows(named(13), twoWeeks);
    // 4,032 periods of 5 min in 14 days: 25 series fit; with two for each function, 24.
    expect(requests.map((request) => queriesOf(request).length)).toEqual([24, 2]);
  });

  it("follows the pages to the end", async () => {
    const { reader } = readerOver((request) => {
      const [query] = queriesOf(request);
      if (query === undefined) throw new Error("no query");
      return request.body.NextToken === "second"
        ? { body: { MetricDataResults: [result(query, [[4, 40]])] } }
        : { body: { MetricDataResults: [result(query, [[0, 10]], "PartialData")], NextToken: "second" } };
    });
    const { windows, unread } = await reader.readWindows([{ measurements: ["errors"] }], FIVE_MINUTES);
    expect(windows[0]?.series).toEqual({ errors: [10, 0, 0, 0, 40] });
    expect(unread).toEqual([]);
  });

  it.each(["PartialData", "InternalError", "Forbidden"])(
    "takes %s for no answer, and keeps the rest",
    async (status) => {
      const { reader } = readerOver((request) => ({
        body: {
          MetricDataResults: queriesOf(request).map((query) =>
            result(query, [[0, 5]], subjectOf(query) === "f-0" ? status : "Complete"),
          ),
        },
      }));
      const { windows, unread } = await reader.readWindows(named(2), FIVE_MINUTES);
      expect(windows.map((window) => Object.keys(window.series))).toEqual([
        [],
        ["invocations", "durationMs"],
      ]);
      expect(unread).toEqual([
        { functionName: "f-0", measurement: "invocations", reason: status },
        { functionName: "f-0", measurement: "durationMs", reason: status },
      ]);
    },
  );

  it("does not take a missing result for silence", async () => {
    const { reader } = readerOver(() => ({ body: { MetricDataResults: [] } }));
    const { windows, unread } = await reader.readWindows([{ measurements: ["errors"] }], FIVE_MINUTES);
    expect(windows[0]?.series).toEqual({});
    expect(unread).toEqual([{ measurement: "errors", reason: "no answer" }]);
  });

  it("says what CloudWatch remarked where a result is missing", async () => {
    const { reader } = readerOver(() => ({
      body: { MetricDataResults: [], Messages: [{ Code: "MaxMetricsExceeded", Value: "Too many." }] },
    }));
    const { unread } = await reader.readWindows([{ measurements: ["errors"] }], FIVE_MINUTES);
    expect(unread).toEqual([{ measurement: "errors", reason: "MaxMetricsExceeded" }]);
  });

  it("spoils only the functions of a call that failed", async () => {
    const { reader } = readerOver((request) =>
      queriesOf(request).some((query) => subjectOf(query) === "f-0")
        ? { error: "InternalServiceFault", status: 500 }
        : answerAll([])(request),
    );
    const { windows, unread } = await reader.readWindows(named(251), FIVE_MINUTES);
    expect(unread).toHaveLength(500);
    expect(unread[0]?.reason).toBe("cloudwatch:GetMetricData failed: InternalServiceFault");
    expect(windows.at(-1)?.series.invocations).toEqual([0, 0, 0, 0, 0]);
  });

  it("fails when nothing at all could be asked", async () => {
    const { reader } = readerOver(() => ({ error: "AccessDenied", status: 403 }));
    const failure = await reader.readWindows(named(251), FIVE_MINUTES).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CloudCallError);
    expect(failure).toMatchObject({ operation: "cloudwatch:GetMetricData", retryable: false });
  });

  it("asks nothing when there is nothing to ask", async () => {
    const { reader, requests } = readerOver(answerAll([]));
    expect(await reader.readWindows([], FIVE_MINUTES)).toEqual({ windows: [], unread: [] });
    expect(requests).toEqual([]);
  });
});

describe("readAccountTotals", () => {
  it("sorts datapoints that come in no order, one call for each metric", async () => {
    const { reader, requests } = readerOver(({ body }) => ({
      body: {
        Datapoints:
          body.MetricName === "Duration"
            ? [datapoint(4, { Sum: 400, SampleCount: 4 }), datapoint(0, { Sum: 100, SampleCount: 1 })]
            : [datapoint(2, { Maximum: 6 })],
      },
    }));
    const { windows } = await reader.readAccountTotals(
      ["invocations", "durationMs", "maxConcurrency"],
      FIVE_MINUTES,
    );
    expect(requests.map(({ body }) => body.MetricName)).toEqual(["Duration", "ConcurrentExecutions"]);
    expect(windows[0]?.series).toEqual({
      invocations: [1, 0, 0, 0, 4],
      durationMs: [100, 0, 0, 0, 400],
      maxConcurrency: [0, 0, 6, 0, 0],
    });
  });

  it("asks how much ran, and how often, in one request", async () => {
    const { reader, requests } = readerOver(() => ({
      body: { Datapoints: [datapoint(1, { Sum: 300, SampleCount: 2 })] },
    }));
    const { windows } = await reader.readAccountTotals(["invocations", "durationMs"], FIVE_MINUTES);
    expect(requests).toHaveLength(1);
    expect(windows[0]?.series).toEqual({ invocations: [0, 2, 0, 0, 0], durationMs: [0, 300, 0, 0, 0] });
  });

  it("asks at most 1,440 datapoints a call", async () => {
    const { reader, requests } = readerOver(() => ({ body: { Datapoints: [] } }));
    const twoDays = { startMs: START_MS, endMs: START_MS + 48 * HOUR_MS, periodSeconds: 60 };
    const { windows } = await reader.readAccountTotals(["errors"], twoDays);
    expect(requests).toHaveLength(2);
    expect(windows[0]?.series.errors).toHaveLength(2_880);
  });

  it("spoils only the metric that failed", async () => {
    const { reader } = readerOver(({ body }) =>
      body.MetricName === "Errors"
        ? { error: "InternalServiceFault", status: 500 }
        : { body: { Datapoints: [] } },
    );
    const { windows, unread } = await reader.readAccountTotals(["errors", "throttles"], FIVE_MINUTES);
    expect(Object.keys(windows[0]?.series ?? {})).toEqual(["throttles"]);
    expect(unread.map(({ measurement }) => measurement)).toEqual(["errors"]);
  });

  it("fails when every metric failed", async () => {
    const { reader } = readerOver(() => ({ networkError: "ECONNREFUSED" }));
    await expect(reader.readAccountTotals(["errors", "throttles"], FIVE_MINUTES)).rejects.toMatchObject({
      operation: "cloudwatch:GetMetricStatistics",
      retryable: true,
    });
  });
});

describe("rankByDuration", () => {
  it("adds up each function's series, most first, over all pages", async () => {
    const series = (Label: string, points: readonly WirePoint[]) => ({
      ...result({ Id: "ranking" }, points),
      Label,
    });
    const { reader, requests } = readerOver(({ body }) =>
      body.NextToken === undefined
        ? {
            body: {
              MetricDataResults: [
                series("basket", [
                  [0, 50],
                  [2, 10],
                ]),
                series("checkout", [[0, 70]]),
              ],
              NextToken: "more",
            },
          }
        : { body: { MetricDataResults: [series("checkout", [[2, 30]])] } },
    );
    const ranking = await reader.rankByDuration(FIVE_MINUTES, 20);
    expect(
      ranking.map(({ functionName, durationMs, window }) => [functionName, durationMs, window.series]),
    ).toEqual([
      ["checkout", 100, { durationMs: [70, 0, 30, 0, 0] }],
      ["basket", 60, { durationMs: [50, 0, 10, 0, 0] }],
    ]);
    const [first] = requests.flatMap(queriesOf);
    expect(first?.Expression).toBe(
      'SELECT SUM(Duration) FROM SCHEMA("AWS/Lambda", FunctionName) GROUP BY FunctionName ORDER BY SUM() DESC LIMIT 20',
    );
  });

  it.each([
    ["is forbidden", result({ Id: "ranking" }, [], "Forbidden")],
    ["has no number", result({ Id: "ranking" }, [[0, "NaN"]])],
  ])("fails rather than rank what %s", async (_what, series) => {
    const { reader } = readerOver(() => ({ body: { MetricDataResults: [series] } }));
    await expect(reader.rankByDuration(FIVE_MINUTES, 20)).rejects.toThrow(CloudCallError);
  });
});
