import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MetricCall, metricPace } from "../../../lib/aws/metric-pace.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import {
  answerAll,
  FIVE_MINUTES,
  NOW_MS,
  named,
  queriesOf,
  readerOver,
  result,
  subjectOf,
} from "./metric-wire.ts";
import type { ScriptedAnswer } from "./scripted-aws.ts";

const ONE = [{ functionName: "checkout", measurements: ["errors"] }] as const;

describe("readWindows, paid, page by page", () => {
  it("keeps what the first page completed when the second fails", async () => {
    const { reader } = readerOver((request) => {
      const [first, second] = queriesOf(request).map((query) => result(query, [[2, 20]]));
      return request.body.NextToken === undefined
        ? { body: { MetricDataResults: [first, { ...second, StatusCode: "PartialData" }], NextToken: "2" } }
        : { error: "InternalServiceFault", status: 500 };
    });
    const { windows, unread } = await reader.readWindows(named(2), FIVE_MINUTES);
    expect(windows.map(({ series }) => series)).toEqual([{ invocations: [0, 0, 20, 0, 0] }, {}]);
    expect(unread.map(({ functionName, measurement }) => [functionName, measurement])).toEqual([
      ["f-0", "durationMs"],
      ["f-1", "invocations"],
      ["f-1", "durationMs"],
    ]);
    expect(new Set(unread.map(({ reason }) => reason))).toEqual(
      new Set(["cloudwatch:GetMetricData failed: InternalServiceFault"]),
    );
  });

  it("puts datapoints in their places that come out of order, twice, over two pages, or from outside the range", async () => {
    const { reader } = readerOver((request) => {
      const isFirst = request.body.NextToken === undefined;
      const points = isFirst
        ? ([
            [3, 30],
            [1, 9],
            [-1, 99],
          ] as const)
        : ([
            [5, 99],
            [1, 10],
            [0, 1],
          ] as const);
      const results = queriesOf(request).map((query) =>
        result(query, points, isFirst ? "PartialData" : "Complete"),
      );
      return { body: { MetricDataResults: results, ...(isFirst ? { NextToken: "2" } : {}) } };
    });
    const { windows, unread } = await reader.readWindows(ONE, FIVE_MINUTES);
    expect(windows[0]?.series.errors).toEqual([1, 10, 0, 30, 0]);
    expect(unread).toEqual([]);
  });

  it("does not take a datapoint that is no number, or has none, for 0", async () => {
    const { reader } = readerOver((request) => ({
      body: {
        MetricDataResults: queriesOf(request).map((query) =>
          subjectOf(query) === "f-0"
            ? result(query, [[0, "NaN"]])
            : { ...result(query, [[0, 1]]), Values: [] },
        ),
      },
    }));
    const { windows, unread } = await reader.readWindows(named(2), FIVE_MINUTES);
    expect(windows.map(({ series }) => series)).toEqual([{}, {}]);
    expect(new Set(unread.map(({ reason }) => reason))).toEqual(new Set(["a datapoint is not a number"]));
  });

  it("cuts off an answer that never ends, and keeps what it completed", async () => {
    const { reader, requests } = readerOver((request) => ({
      body: {
        MetricDataResults: queriesOf(request)
          .slice(0, 1)
          .map((query) => result(query, [[0, 5]])),
        NextToken: "on",
      },
    }));
    const { windows, unread } = await reader.readWindows(named(1), FIVE_MINUTES);
    expect(requests).toHaveLength(25);
    expect(windows[0]?.series).toEqual({ invocations: [5, 0, 0, 0, 0] });
    expect(unread).toEqual([
      {
        functionName: "f-0",
        measurement: "durationMs",
        reason: "cloudwatch:GetMetricData failed: no end after 25 pages",
      },
    ]);
  });
});

describe("readWindows, paid, in its turn", () => {
  /** Time that goes by only while a call waits for its turn. */
  function pacing() {
    let nowMs = NOW_MS;
    const calls: MetricCall[] = [];
    const inTime = metricPace(
      () => nowMs,
      async (ms) => {
        nowMs += ms;
      },
    );
    return {
      calls,
      clock: () => nowMs,
      pace: (call: MetricCall, waitAtMostMs: number) => {
        calls.push(call);
        return inTime(call, waitAtMostMs);
      },
    };
  }
  const throttled: ScriptedAnswer = { error: "ThrottlingException", status: 400 };

  it("repeats a throttled call, each attempt in a turn of its own", async () => {
    const { calls, clock, pace } = pacing();
    let attempts = 0;
    const { reader } = readerOver(
      (request) => {
        attempts += 1;
        return attempts < 3 ? throttled : answerAll([[0, 5]])(request);
      },
      { clock, pace, maxAttempts: 4 },
    );
    const { windows, unread } = await reader.readWindows(ONE, FIVE_MINUTES);
    expect(windows[0]?.series.errors).toEqual([5, 0, 0, 0, 0]);
    expect(unread).toEqual([]);
    expect(calls).toEqual(new Array(3).fill({ kind: "metric-data", datapoints: 5, isRecent: true }));
  });

  it("does not repeat a throttled call once the time is over", async () => {
    let nowMs = NOW_MS;
    const untilMs = nowMs + MINUTE_MS;
    const { reader, requests } = readerOver(
      () => {
        nowMs = untilMs;
        return throttled;
      },
      { clock: () => nowMs, maxAttempts: 4 },
    );
    const { unread } = await reader.readWindows(ONE, FIVE_MINUTES, { untilMs });
    expect(requests).toHaveLength(1);
    expect(unread).toEqual([
      { functionName: "checkout", measurement: "errors", reason: "no time left this minute" },
    ]);
  });

  it("reads what fits into the time, in the order given, and says what it left out", async () => {
    const { clock, pace } = pacing();
    const { reader, requests } = readerOver(answerAll([]), { clock, pace });
    const anHour = { startMs: NOW_MS - 60 * MINUTE_MS, endMs: NOW_MS, periodSeconds: 60 };
    const terms = { untilMs: NOW_MS + 1_500 };
    const { windows, unread } = await reader.readWindows(named(4_500), anHour, terms);
    // Calls of 500 queries x 60 minutes = 30,000 datapoints: six go at once, six a second later, and no more in time.
    expect(requests.map((request) => queriesOf(request).length)).toEqual(new Array(12).fill(500));
    const isRead = windows.map(({ series }) => series.durationMs !== undefined);
    expect(isRead).toEqual(windows.map((_, index) => index < 3_000));
    expect(unread).toHaveLength(3_000);
    expect(unread[0]).toEqual({
      functionName: "f-3000",
      measurement: "invocations",
      reason: "no time left this minute",
    });
  });
});

describe("readWindows", () => {
  const answers = fc.constantFrom("Complete", "PartialData", "Forbidden", "absent", "throttled", "broken");
  const functions = fc.array(answers, { minLength: 2, maxLength: 12 });

  it.each(["paid", "free"] as const)(
    "answers every question once: by a series or by a reason (%s)",
    async (through) => {
      await fc.assert(
        fc.asyncProperty(functions, fc.nat({ max: 12 }), async (fates, turns) => {
          let left = turns;
          const { reader } = readerOver(
            (request) => {
              const subject =
                through === "free" ? (request.body.Dimensions as [{ Value: string }])[0].Value : "";
              const fate = fates[Number(subject.slice(2))];
              if (fate === "throttled") return { error: "Throttling", status: 400 };
              if (fate === "broken" && through === "free") return { networkError: "ECONNRESET" };
              return {
                body: {
                  Datapoints: [],
                  MetricDataResults: (queriesOf(request) ?? []).flatMap((query) => {
                    const status = fates[Number(subjectOf(query)?.slice(2))] ?? "absent";
                    return status === "absent" ? [] : [result(query, [[1, 1]], status)];
                  }),
                },
              };
            },
            {
              pace: async () => {
                left -= 1;
                return left >= 0;
              },
            },
          );
          const requests = named(fates.length);
          const reading = await reader
            .readWindows(requests, FIVE_MINUTES, { through })
            .catch(() => undefined);
          if (reading === undefined) return;
          expect(reading.windows.map(({ functionName }) => functionName)).toEqual(
            requests.map(({ functionName }) => functionName),
          );
          for (const [index, { functionName, measurements }] of requests.entries())
            for (const measurement of measurements) {
              const series = reading.windows[index]?.series[measurement];
              const reasons = reading.unread.filter(
                (unread) => unread.functionName === functionName && unread.measurement === measurement,
              );
              expect(reasons.length).toBe(series === undefined ? 1 : 0);
              if (series !== undefined) expect(series).toHaveLength(5);
            }
        }),
        { numRuns: 40 },
      );
    },
  );
});
