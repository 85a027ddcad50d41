import { type CloudWatchClient, GetMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { describe, expect, it } from "vitest";
import { cloudWatchMetrics } from "../../lib/aws/metrics.ts";
import { HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import type { MetricDisturbance } from "../../lib/sim/http/metric-disturbance.ts";
import { NOON_MS } from "../support/wire-account.ts";
import { openWire } from "../support/wire-clients.ts";

const STEADY = { sum: 1_200, sampleCount: 10, maximum: 400 };
const RANGE = { startMs: NOON_MS - 6 * MINUTE_MS, endMs: NOON_MS, periodSeconds: 60 };

async function openDisturbed(disturbance: Partial<MetricDisturbance>) {
  const wire = await openWire({ durations: { orders: STEADY, mailer: STEADY } });
  wire.server.disturbMetrics(disturbance);
  return { ...wire, metrics: cloudWatchMetrics(wire.cloudWatch, () => NOON_MS + HOUR_MS) };
}

/** What the SDK gets of the orders' durations. */
async function answered(cloudWatch: CloudWatchClient) {
  const Metric = {
    Namespace: "AWS/Lambda",
    MetricName: "Duration",
    Dimensions: [{ Name: "FunctionName", Value: "orders" }],
  };
  const { MetricDataResults } = await cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(RANGE.startMs),
      EndTime: new Date(RANGE.endMs),
      ScanBy: "TimestampAscending",
      MetricDataQueries: [{ Id: "a", MetricStat: { Metric, Period: 60, Stat: "Sum" } }],
    }),
  );
  const [result] = MetricDataResults ?? [];
  const minutes = result?.Timestamps?.map((at) => (at.getTime() - RANGE.startMs) / MINUTE_MS);
  return { status: result?.StatusCode, minutes, values: result?.Values };
}

const readBoth = (metrics: ReturnType<typeof cloudWatchMetrics>) =>
  metrics.readWindows(
    ["orders", "mailer"].map((functionName) => ({ functionName, measurements: ["durationMs"] as const })),
    RANGE,
  );

describe("results that come doubled and in no order", () => {
  const disturbance = { isDoubled: true, isShuffled: true };

  it("are a trouble on the wire", async () => {
    const { cloudWatch } = await openDisturbed(disturbance);
    const { minutes } = await answered(cloudWatch);
    expect(minutes).toHaveLength(12);
    expect(minutes).not.toEqual([...(minutes ?? [])].sort((a, b) => a - b));
  });

  it("are read as what they are", async () => {
    const { metrics } = await openDisturbed(disturbance);
    const { windows, unread } = await readBoth(metrics);
    expect(windows.map(({ series }) => series.durationMs)).toEqual(
      new Array(2).fill(new Array(6).fill(1_200)),
    );
    expect(unread).toEqual([]);
  });
});

describe("datapoints that are missing", () => {
  it("leave their neighbours alone", async () => {
    const missingMs = RANGE.startMs + 2 * MINUTE_MS;
    const { cloudWatch } = await openDisturbed({
      isMissing: ({ functionName }, atMs) => functionName === "orders" && atMs === missingMs,
    });
    expect((await answered(cloudWatch)).minutes).toEqual([0, 1, 3, 4, 5]);
  });
});

describe("a result that is not complete", () => {
  it.each([
    ["InternalError", []],
    ["PartialData", [0, 1, 2]],
  ] as const)("has fewer datapoints and says %s", async (status, minutes) => {
    const { cloudWatch } = await openDisturbed({ statusOf: () => status });
    expect(await answered(cloudWatch)).toMatchObject({ status, minutes });
  });

  it.each(["InternalError", "PartialData"] as const)(
    "is unread (%s), while the others of its page are read",
    async (status) => {
      const { metrics } = await openDisturbed({
        statusOf: ({ functionName }) => (functionName === "orders" ? status : "Complete"),
      });
      const { windows, unread } = await readBoth(metrics);
      expect(unread).toMatchObject([{ functionName: "orders", measurement: "durationMs", reason: status }]);
      expect(windows[1]?.series.durationMs).toEqual(new Array(6).fill(1_200));
    },
  );
});
