import {
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDataQuery,
  ValidationException,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { NOON_MS } from "../support/wire-account.ts";
import { errorOf, openWire } from "../support/wire-clients.ts";

const STEADY = { orders: { sum: 1_200, sampleCount: 10, maximum: 400 } };

const durationQuery = (
  id: string,
  stat = "Sum",
  periodSeconds = 60,
  functionName = "orders",
): MetricDataQuery => ({
  Id: id,
  MetricStat: {
    Metric: {
      Namespace: "AWS/Lambda",
      MetricName: "Duration",
      Dimensions: [{ Name: "FunctionName", Value: functionName }],
    },
    Period: periodSeconds,
    Stat: stat,
  },
});

const lastHour = (
  queries: MetricDataQuery[],
  overrides: Partial<GetMetricDataCommandInput> = {},
): GetMetricDataCommand =>
  new GetMetricDataCommand({
    StartTime: new Date(NOON_MS - HOUR_MS),
    EndTime: new Date(NOON_MS),
    MetricDataQueries: queries,
    ...overrides,
  });

describe("GetMetricData over the wire", () => {
  it("answers each query with its datapoints, newest first", async () => {
    const { cloudWatch } = await openWire({ durations: STEADY });
    const answer = await cloudWatch.send(lastHour([durationQuery("a"), durationQuery("b", "SampleCount")]));
    expect(answer.MetricDataResults?.map(({ Id, StatusCode }) => [Id, StatusCode])).toEqual([
      ["a", "Complete"],
      ["b", "Complete"],
    ]);
    const [sums, counts] = answer.MetricDataResults ?? [];
    expect(sums?.Values).toEqual(new Array(60).fill(1_200));
    expect(counts?.Values).toEqual(new Array(60).fill(10));
    expect(sums?.Timestamps?.[0]).toEqual(new Date(NOON_MS - MINUTE_MS));
    expect(answer.NextToken).toBeUndefined();
  });

  it("scans oldest first when asked to", async () => {
    const { cloudWatch } = await openWire({ durations: STEADY });
    const answer = await cloudWatch.send(lastHour([durationQuery("a")], { ScanBy: "TimestampAscending" }));
    expect(answer.MetricDataResults?.[0]?.Timestamps?.[0]).toEqual(new Date(NOON_MS - HOUR_MS));
  });

  it("gives a metric without datapoints an empty, complete result", async () => {
    const { cloudWatch } = await openWire();
    const answer = await cloudWatch.send(lastHour([durationQuery("a")]));
    expect(answer.MetricDataResults).toMatchObject([
      { Id: "a", Timestamps: [], Values: [], StatusCode: "Complete" },
    ]);
  });

  it("splits what is more than MaxDatapoints into pages that together hold every datapoint once", async () => {
    const { cloudWatch, server } = await openWire({ durations: STEADY });
    const found: Record<string, number[]> = {};
    const statusCodes: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await cloudWatch.send(
        lastHour([durationQuery("a"), durationQuery("b", "Maximum")], {
          MaxDatapoints: 50,
          ...(token !== undefined && { NextToken: token }),
        }),
      );
      for (const { Id = "", Timestamps = [], StatusCode } of page.MetricDataResults ?? []) {
        found[Id] = [...(found[Id] ?? []), ...Timestamps.map(Number)];
        statusCodes.push(StatusCode);
      }
      token = page.NextToken;
    } while (token !== undefined);
    // 120 datapoints in pages of 50: a 50 | a 10 + b 40 | b 20
    expect(statusCodes).toEqual(["PartialData", "Complete", "PartialData", "Complete"]);
    expect(server.usage().calls["cloudwatch:GetMetricData"]).toBe(3);
    const everyMinute = Array.from({ length: 60 }, (_, index) => NOON_MS - (index + 1) * MINUTE_MS);
    expect(found).toEqual({ a: everyMinute, b: everyMinute });
  });

  it("carries 100,800 datapoints in one answer and begins a page with the next", async () => {
    const names = Array.from({ length: 26 }, (_, index) => `f${index}`);
    const { cloudWatch } = await openWire({
      durations: Object.fromEntries(names.map((name) => [name, STEADY.orders])),
    });
    const answer = await cloudWatch.send(
      lastHour(
        names.map((name) => durationQuery(name, "Sum", 300, name)),
        { StartTime: new Date(NOON_MS - 14 * DAY_MS) },
      ),
    );
    // 14 days of 5-minute periods are 4,032 datapoints; 25 functions fill the 100,800.
    expect(answer.MetricDataResults).toHaveLength(25);
    expect(answer.NextToken).toBeDefined();
  });

  it("has no minutes older than 15 days and no five minutes older than 63", async () => {
    const { cloudWatch } = await openWire({ durations: STEADY });
    const answer = await cloudWatch.send(
      lastHour([durationQuery("minutes"), durationQuery("fives", "Sum", 300)], {
        StartTime: new Date(NOON_MS - 100 * DAY_MS),
      }),
    );
    const lengths = answer.MetricDataResults?.map(({ Values }) => Values?.length);
    expect(lengths).toEqual([15 * 24 * 60, 63 * 24 * 12]);
  });

  it.each<[string, MetricDataQuery[], Partial<GetMetricDataCommandInput>]>([
    ["more than 500 queries", Array.from({ length: 501 }, (_, index) => durationQuery(`q${index}`)), {}],
    ["no query", [], {}],
    ["two queries of one id", [durationQuery("a"), durationQuery("a", "Maximum")], {}],
    ["an id that begins with a capital", [durationQuery("A")], {}],
    ["a period that is no multiple of a minute", [durationQuery("a", "Sum", 90)], {}],
    ["a percentile", [durationQuery("a", "p99")], {}],
    ["metric math", [{ Id: "a", Expression: "SUM(METRICS())", Period: 60 }], {}],
    ["a query without a question", [{ Id: "a" }], {}],
    ["another account's metric", [{ ...durationQuery("a"), AccountId: "444455556666" }], {}],
    ["a range that ends before it begins", [durationQuery("a")], { EndTime: new Date(NOON_MS - DAY_MS) }],
    ["too large a MaxDatapoints", [durationQuery("a")], { MaxDatapoints: 100_801 }],
  ])("refuses %s with a validation error", async (_what, queries, overrides) => {
    const { cloudWatch } = await openWire({ durations: STEADY });
    const error = await errorOf(cloudWatch.send(lastHour(queries, overrides)));
    expect(error).toBeInstanceOf(ValidationException);
  });

  it("refuses a token it never gave", async () => {
    const { cloudWatch } = await openWire({ durations: STEADY });
    const error = await errorOf(cloudWatch.send(lastHour([durationQuery("a")], { NextToken: "elsewhere" })));
    expect(error).toMatchObject({ name: "InvalidNextToken" });
  });
});
