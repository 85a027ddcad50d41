import { GetMetricDataCommand, type MetricDataQuery, ValidationException } from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { NOON_MS } from "../support/wire-account.ts";
import { errorOf, openWire } from "../support/wire-clients.ts";

const DURATIONS = {
  mailer: { sum: 100, sampleCount: 1, maximum: 100 },
  orders: { sum: 9_000, sampleCount: 90, maximum: 150 },
  resize: { sum: 2_000, sampleCount: 2, maximum: 1_500 },
};
const FROM_LAMBDA = 'FROM SCHEMA("AWS/Lambda", FunctionName) GROUP BY FunctionName';

const insights = (id: string, expression: string): MetricDataQuery => ({
  Id: id,
  Expression: expression,
  Period: 300,
});
const fiveMinutes = (...queries: MetricDataQuery[]): GetMetricDataCommand =>
  new GetMetricDataCommand({
    StartTime: new Date(NOON_MS - 300_000),
    EndTime: new Date(NOON_MS),
    MetricDataQueries: queries,
  });

describe("a Metrics Insights ranking over the wire", () => {
  it.each([
    ["SELECT SUM(Duration) % ORDER BY SUM() DESC LIMIT 2", { orders: 45_000, resize: 10_000 }],
    ["SELECT SUM(Duration) % ORDER BY SUM() ASC LIMIT 1", { mailer: 500 }],
    ["SELECT MAX(Duration) % ORDER BY MAX() DESC LIMIT 1", { resize: 1_500 }],
    ["SELECT AVG(Duration) % ORDER BY AVG() LIMIT 1", { mailer: 100 }],
    ["select count(Duration) % order by count() desc", { mailer: 5, orders: 450, resize: 10 }],
  ])("answers %s", async (expression, expected) => {
    const { cloudWatch } = await openWire({ durations: DURATIONS });
    const answer = await cloudWatch.send(fiveMinutes(insights("top", expression.replace("%", FROM_LAMBDA))));
    const found = answer.MetricDataResults?.map(({ Label = "", Values }) => [Label, Values?.[0]]) ?? [];
    expect(Object.fromEntries(found)).toEqual(expected);
    expect(answer.MetricDataResults?.every(({ Id }) => Id === "top")).toBe(true);
  });

  it("puts the largest first", async () => {
    const { cloudWatch } = await openWire({ durations: DURATIONS });
    const answer = await cloudWatch.send(
      fiveMinutes(insights("top", `SELECT SUM(Duration) ${FROM_LAMBDA} ORDER BY SUM() DESC LIMIT 3`)),
    );
    expect(answer.MetricDataResults?.map(({ Label }) => Label)).toEqual(["orders", "resize", "mailer"]);
  });

  it("bills every metric it went through, whatever the limit", async () => {
    const { cloudWatch, server } = await openWire({ durations: DURATIONS });
    await cloudWatch.send(
      fiveMinutes(insights("top", `SELECT SUM(Duration) ${FROM_LAMBDA} ORDER BY SUM() DESC LIMIT 1`)),
    );
    expect(server.usage()).toMatchObject({ metricsAnalyzed: 3, metricsRequested: 0 });
  });

  it("takes one such query per call", async () => {
    const { cloudWatch } = await openWire({ durations: DURATIONS });
    const ranking = `SELECT SUM(Duration) ${FROM_LAMBDA} ORDER BY SUM() DESC LIMIT 1`;
    const error = await errorOf(cloudWatch.send(fiveMinutes(insights("a", ranking), insights("b", ranking))));
    expect(error).toBeInstanceOf(ValidationException);
  });

  it.each([
    'SELECT SUM(Duration) FROM "AWS/Lambda" GROUP BY FunctionName',
    'SELECT SUM(Duration) FROM SCHEMA("AWS/Lambda", FunctionName, Resource) GROUP BY FunctionName',
    `SELECT SUM(Duration) FROM SCHEMA("AWS/Lambda", FunctionName) WHERE FunctionName = 'a' GROUP BY FunctionName`,
    'SELECT SUM(Duration) FROM SCHEMA("AWS/Lambda", FunctionName) GROUP BY Resource',
    'SELECT SUM(Duration) FROM SCHEMA("AWS/Lambda", FunctionName)',
    `SELECT SUM(Duration) ${FROM_LAMBDA} LIMIT 501`,
    "SEARCH('{AWS/Lambda,FunctionName} Duration', 'Sum')",
  ])("says loudly that it cannot answer %s", async (expression) => {
    const { cloudWatch, server } = await openWire({ durations: DURATIONS });
    const error = await errorOf(cloudWatch.send(fiveMinutes(insights("top", expression))));
    expect(error).toBeInstanceOf(ValidationException);
    expect(server.unknownRequests()).toEqual([expect.stringContaining(expression)]);
  });
});
