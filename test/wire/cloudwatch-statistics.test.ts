import {
  GetMetricStatisticsCommand,
  type GetMetricStatisticsCommandInput,
  InvalidParameterCombinationException,
  InvalidParameterValueException,
  ListMetricsCommand,
  type ListMetricsCommandOutput,
  MissingRequiredParameterException,
  ValidationException,
} from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { NOON_MS } from "../support/wire-account.ts";
import { errorOf, openWire } from "../support/wire-clients.ts";

const STEADY = { sum: 1_200, sampleCount: 10, maximum: 400 };

const statistics = (overrides: Partial<GetMetricStatisticsCommandInput> = {}): GetMetricStatisticsCommand =>
  new GetMetricStatisticsCommand({
    Namespace: "AWS/Lambda",
    MetricName: "Duration",
    Dimensions: [{ Name: "FunctionName", Value: "orders" }],
    StartTime: new Date(NOON_MS - 3 * MINUTE_MS),
    EndTime: new Date(NOON_MS),
    Period: 60,
    Statistics: ["Sum", "SampleCount"],
    ...overrides,
  });

describe("GetMetricStatistics over the wire", () => {
  it("joins the statistics of one period in one datapoint", async () => {
    const { cloudWatch } = await openWire({ durations: { orders: STEADY } });
    const { Datapoints = [], Label } = await cloudWatch.send(statistics());
    expect(Label).toBe("Duration");
    const sorted = Datapoints.toSorted((a, b) => Number(a.Timestamp) - Number(b.Timestamp));
    expect(sorted).toEqual(
      [3, 2, 1].map((minutesAgo) => ({
        Timestamp: new Date(NOON_MS - minutesAgo * MINUTE_MS),
        Sum: 1_200,
        SampleCount: 10,
        Unit: "Milliseconds",
      })),
    );
  });

  it("gives the datapoints in no order that a caller could rely on", async () => {
    const { cloudWatch } = await openWire({ durations: { orders: STEADY } });
    const { Datapoints = [] } = await cloudWatch.send(statistics());
    const times = Datapoints.map(({ Timestamp }) => Number(Timestamp));
    expect(times).not.toEqual(times.toSorted((a, b) => a - b));
  });

  it("gives 1,440 datapoints and refuses to give one more", async () => {
    const { cloudWatch } = await openWire({ durations: { orders: STEADY } });
    const day = await cloudWatch.send(statistics({ StartTime: new Date(NOON_MS - DAY_MS) }));
    expect(day.Datapoints).toHaveLength(1_440);
    const error = await errorOf(
      cloudWatch.send(statistics({ StartTime: new Date(NOON_MS - DAY_MS - MINUTE_MS) })),
    );
    expect(error).toBeInstanceOf(InvalidParameterCombinationException);
    expect(error).toMatchObject({
      message: expect.stringContaining("requested up to 1,441 datapoints, which exceeds the limit of 1,440"),
    });
  });

  it("refuses what it cannot read, each with CloudWatch's own exception", async () => {
    const { cloudWatch } = await openWire();
    const refusalOf = (overrides: Partial<GetMetricStatisticsCommandInput>) =>
      errorOf(cloudWatch.send(statistics(overrides)));
    expect(await refusalOf({ Period: 61 })).toBeInstanceOf(ValidationException);
    expect(await refusalOf({ EndTime: new Date(0) })).toBeInstanceOf(InvalidParameterValueException);
    expect(await refusalOf({ Statistics: undefined })).toBeInstanceOf(MissingRequiredParameterException);
  });
});

describe("ListMetrics over the wire", () => {
  const many = Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`f${index}`, STEADY]));

  it("gives 500 metrics to a page", async () => {
    const { cloudWatch } = await openWire({ durations: many });
    const first = await cloudWatch.send(new ListMetricsCommand({ Namespace: "AWS/Lambda" }));
    const second = await cloudWatch.send(
      new ListMetricsCommand({ Namespace: "AWS/Lambda", NextToken: first.NextToken }),
    );
    expect([first.Metrics?.length, second.Metrics?.length]).toEqual([500, 1]);
    expect(second.NextToken).toBeUndefined();
  });

  it("lists only what has the dimension asked for", async () => {
    const { cloudWatch } = await openWire({ durations: many });
    const found = await cloudWatch.send(
      new ListMetricsCommand({ Dimensions: [{ Name: "FunctionName", Value: "f7" }] }),
    );
    expect(found.Metrics).toEqual([
      {
        Namespace: "AWS/Lambda",
        MetricName: "Duration",
        Dimensions: [{ Name: "FunctionName", Value: "f7" }],
      },
    ]);
    const other = await cloudWatch.send(new ListMetricsCommand({ Dimensions: [{ Name: "Resource" }] }));
    expect(other.Metrics).toEqual([]);
  });

  it("lists as recently active what has a datapoint of the last three hours", async () => {
    const endedAgo = (minutes: number) => ({ ...STEADY, untilMs: NOON_MS - minutes * MINUTE_MS });
    const { cloudWatch, server } = await openWire({
      durations: { orders: endedAgo(170), mailer: endedAgo(190), report: STEADY },
    });
    const all = await cloudWatch.send(new ListMetricsCommand({ Namespace: "AWS/Lambda" }));
    expect(namesOf(all)).toEqual(["orders", "mailer", "report"]);
    const active = await cloudWatch.send(new ListMetricsCommand({ RecentlyActive: "PT3H" }));
    expect(namesOf(active)).toEqual(["orders", "report"]);
    await errorOf(cloudWatch.send(new ListMetricsCommand({ RecentlyActive: "PT1H" as "PT3H" })));
    expect(server.unknownRequests()).toEqual([]);
  });
});

const namesOf = ({ Metrics = [] }: ListMetricsCommandOutput): readonly (string | undefined)[] =>
  Metrics.map(({ Dimensions }) => Dimensions?.[0]?.Value);
