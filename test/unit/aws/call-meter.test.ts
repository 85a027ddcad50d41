import {
  CloudWatchClient,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  type MetricDataQuery,
} from "@aws-sdk/client-cloudwatch";
import { CostExplorerClient, GetCostAndUsageCommand } from "@aws-sdk/client-cost-explorer";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import { describe, expect, it } from "vitest";
import { callMeter, meterCalls } from "../../../lib/aws/call-meter.ts";
import { NO_USAGE } from "../../../lib/domain/guard-usage.ts";
import { type ScriptedAnswer, scriptedAws } from "./scripted-aws.ts";

const RANGE = { StartTime: new Date(0), EndTime: new Date(60_000) };
const statistic = (metricName: string, functionName: string, stat: string): MetricDataQuery => ({
  Id: `${metricName}_${functionName}_${stat}`.toLowerCase(),
  MetricStat: {
    Metric: {
      Namespace: "AWS/Lambda",
      MetricName: metricName,
      Dimensions: [{ Name: "FunctionName", Value: functionName }],
    },
    Period: 60,
    Stat: stat,
  },
});
const ranking = {
  Id: "ranking",
  Expression: 'SELECT SUM(Duration) FROM SCHEMA("AWS/Lambda", FunctionName) GROUP BY FunctionName',
};

/** A client of CloudWatch whose attempts are answered in turn, with its meter. */
function meteredCloudWatch(answers: readonly ScriptedAnswer[], fleetSize?: () => number) {
  let answered = 0;
  const { config } = scriptedAws(() => answers[Math.min(answered++, answers.length - 1)] ?? { body: {} });
  const meter = callMeter();
  return { meter, client: meterCalls(new CloudWatchClient({ ...config, maxAttempts: 3 }), meter, fleetSize) };
}
const ANSWER = { body: { MetricDataResults: [], Datapoints: [] } };

describe("metered GetMetricData", () => {
  it("costs one metric for several statistics of it in one call", async () => {
    const { client, meter } = meteredCloudWatch([ANSWER]);
    const MetricDataQueries = [
      statistic("Duration", "checkout", "Sum"),
      statistic("Duration", "checkout", "SampleCount"),
      statistic("Errors", "checkout", "Sum"),
      statistic("Duration", "basket", "Sum"),
    ];
    await client.send(new GetMetricDataCommand({ ...RANGE, MetricDataQueries }));
    expect(meter.take()).toEqual({ ...NO_USAGE, getMetricDataMetrics: 3 });
  });

  it("counts the sixth statistic of a metric as another one", async () => {
    const { client, meter } = meteredCloudWatch([ANSWER]);
    const stats = ["Sum", "SampleCount", "Maximum", "Minimum", "Average", "p99"];
    const MetricDataQueries = stats.map((stat) => statistic("Duration", "checkout", stat));
    await client.send(new GetMetricDataCommand({ ...RANGE, MetricDataQueries }));
    expect(meter.take().getMetricDataMetrics).toBe(2);
  });

  it("counts each attempt, also those that AWS throttled", async () => {
    const { client, meter } = meteredCloudWatch([{ error: "ThrottlingException" }, ANSWER]);
    const MetricDataQueries = [statistic("Duration", "checkout", "Sum")];
    await client.send(new GetMetricDataCommand({ ...RANGE, MetricDataQueries }));
    expect(meter.take().getMetricDataMetrics).toBe(2);
  });

  it("counts a ranking query by the size of the fleet, and no more than CloudWatch goes through", async () => {
    let fleetSize = 320;
    const { client, meter } = meteredCloudWatch([ANSWER], () => fleetSize);
    const rank = new GetMetricDataCommand({ ...RANGE, MetricDataQueries: [ranking] });
    await client.send(rank);
    expect(meter.take()).toEqual({ ...NO_USAGE, insightsMetricsAnalyzed: 320 });
    fleetSize = 60_000;
    await client.send(rank);
    expect(meter.take().insightsMetricsAnalyzed).toBe(10_000);
  });

  it("takes a ranking over a fleet of unknown size for the dearest one", async () => {
    const { client, meter } = meteredCloudWatch([ANSWER]);
    await client.send(new GetMetricDataCommand({ ...RANGE, MetricDataQueries: [ranking] }));
    expect(meter.take().insightsMetricsAnalyzed).toBe(10_000);
  });
});

describe("metered calls", () => {
  it("of GetMetricStatistics are requests of the free kind", async () => {
    const { client, meter } = meteredCloudWatch([ANSWER]);
    const Statistics = ["Sum" as const];
    await client.send(
      new GetMetricStatisticsCommand({
        ...RANGE,
        Namespace: "AWS/Lambda",
        MetricName: "Errors",
        Period: 60,
        Statistics,
      }),
    );
    expect(meter.take()).toEqual({ ...NO_USAGE, metricApiRequests: 1 });
  });

  it("of Cost Explorer and of queues count one by one, into the same meter", async () => {
    const meter = callMeter();
    const { config } = scriptedAws(() => ({ body: {} }));
    const billing = meterCalls(new CostExplorerClient(config), meter);
    const queues = meterCalls(new SQSClient(config), meter);
    const TimePeriod = { Start: "2026-11-01", End: "2026-11-02" };
    await billing.send(new GetCostAndUsageCommand({ TimePeriod, Granularity: "DAILY", Metrics: [] }));
    await queues.send(new GetQueueUrlCommand({ QueueName: "orders" }));
    await queues.send(new GetQueueUrlCommand({ QueueName: "orders" }));
    expect(meter.take()).toEqual({ ...NO_USAGE, costExplorerRequests: 1, sqsRequests: 2 });
  });

  it("of DynamoDB count the units that it says it charged", async () => {
    const meter = callMeter();
    const { config, requests } = scriptedAws(({ operation }) => ({
      body: { ConsumedCapacity: { TableName: "guard", CapacityUnits: operation === "GetItem" ? 3.5 : 12 } },
    }));
    const table = meterCalls(new DynamoDBClient(config), meter);
    const key = { pk: { S: "LEASE" }, sk: { S: "checkout" } };
    await table.send(new GetItemCommand({ TableName: "guard", Key: key }));
    await table.send(new PutItemCommand({ TableName: "guard", Item: key }));
    expect(meter.take()).toEqual({ ...NO_USAGE, dynamoReadUnits: 3.5, dynamoWriteUnits: 12 });
    expect(requests.map(({ body }) => body.ReturnConsumedCapacity)).toEqual(["TOTAL", "TOTAL"]);
  });

  it("of DynamoDB that a condition refused are charged a unit, too", async () => {
    const meter = callMeter();
    const { config } = scriptedAws(() => ({ error: "ConditionalCheckFailedException" }));
    const table = meterCalls(new DynamoDBClient(config), meter);
    const Item = { pk: { S: "LEASE" }, sk: { S: "checkout" } };
    await expect(table.send(new PutItemCommand({ TableName: "guard", Item }))).rejects.toThrow();
    expect(meter.take()).toEqual({ ...NO_USAGE, dynamoWriteUnits: 1 });
  });
});

describe("the meter", () => {
  it("begins anew when its count was taken", () => {
    const meter = callMeter();
    meter.count("emails", 2);
    meter.count("emails", 1);
    expect(meter.take()).toEqual({ ...NO_USAGE, emails: 3 });
    expect(meter.take()).toEqual(NO_USAGE);
  });
});
