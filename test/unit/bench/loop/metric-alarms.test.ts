import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../../../lib/domain/errors.ts";
import { finalUntil } from "../../../../lib/domain/lambda-metric.ts";
import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import type { MetricReader } from "../../../../lib/ports/metrics.ts";
import { metricAlarms } from "../../../../scripts/bench/loop/policies/metric-alarms.ts";
import { START_MS } from "./small-scenario.ts";

const LIMIT = 100;

/** An alarm over calls per minute from `START_MS` on, looked at when all of `minutes` are final. */
async function alarmOver(calls: readonly number[]) {
  let isOut = false;
  let nowMs = START_MS + (calls.length + 2) * MINUTE_MS + 5_000;
  const metrics: MetricReader = {
    readWindows: async (requests, { startMs, endMs, periodSeconds }) => {
      if (isOut) throw new CloudCallError("cloudwatch:GetMetricData", true, "InternalServiceFault");
      const length = (endMs - startMs) / MINUTE_MS;
      const first = (startMs - START_MS) / MINUTE_MS;
      const invocations = Array.from({ length }, (_, minute) => calls[first + minute] ?? 0);
      const window = { startMs, periodSeconds, finalUntilMs: finalUntil(endMs, nowMs) };
      return {
        windows: requests.map((request) => ({ ...request, ...window, series: { invocations } })),
        unread: [],
      };
    },
    readAccountTotals: async () => ({ windows: [], unread: [] }),
    readSourceArrivals: async () => new Map(),
    rankByDuration: async () => [],
    listActiveFunctions: async () => ({ functionNames: new Set() }),
  };
  const evaluate = metricAlarms(metrics, () => nowMs, new Map([["shop", () => LIMIT]]));
  return {
    isAlarmed: (await evaluate()).has("shop"),
    async afterOutageOf(minutes: number) {
      isOut = true;
      nowMs += minutes * MINUTE_MS;
      return (await evaluate()).has("shop");
    },
  };
}

describe("metricAlarms", () => {
  it.each([
    { calls: [500, 500, 500], alarmed: true, why: "three breaching minutes" },
    { calls: [500, 500, 1, 1, 500], alarmed: true, why: "three of the last five" },
    { calls: [500, 500, 1, 1, 1, 500], alarmed: false, why: "two of the last five" },
    { calls: [9_000, 9_000], alarmed: false, why: "two minutes, however high" },
    { calls: [100, 100, 100, 100, 100], alarmed: false, why: "minutes at the limit" },
  ])("says $alarmed after $why", async ({ calls, alarmed }) => {
    expect((await alarmOver(calls)).isAlarmed).toBe(alarmed);
  });

  it("stays in alarm while the metrics are out", async () => {
    const alarm = await alarmOver([500, 500, 500]);
    expect(await alarm.afterOutageOf(30)).toBe(true);
  });
});
