import { describe, expect, it } from "vitest";
import { callMeter } from "../../../lib/aws/call-meter.ts";
import { guardNameOf, metricLog } from "../../../lib/aws/metric-log.ts";

/** 2026-11-22T03:00:00Z */
const NOW_MS = 1_795_316_400_000;

function written(values: Parameters<ReturnType<typeof metricLog>["put"]>[0], meter = callMeter()): string[] {
  const lines: string[] = [];
  metricLog(
    "overcurrent-prod",
    () => NOW_MS,
    meter,
    (line) => void lines.push(line),
  ).put(values);
  return lines;
}

describe("metrics in the log", () => {
  it("are one line in the embedded metric format", () => {
    const [line = "", ...more] = written({ Heartbeat: 1, BillUsd: 1.25 });
    expect(more).toEqual([]);
    expect(line.indexOf("\n")).toBe(line.length - 1);
    // Members as in the specification of the format: root node, metadata, MetricDirective, MetricDefinition.
    expect(JSON.parse(line)).toEqual({
      _aws: {
        Timestamp: NOW_MS,
        CloudWatchMetrics: [
          {
            Namespace: "Overcurrent",
            Dimensions: [["Guard"]],
            Metrics: [
              { Name: "Heartbeat", Unit: "Count" },
              { Name: "BillUsd", Unit: "None" },
            ],
          },
        ],
      },
      Guard: "overcurrent-prod",
      Heartbeat: 1,
      BillUsd: 1.25,
    });
  });

  it("tell a zero, which is not the same as nothing", () => {
    expect(JSON.parse(written({ UnsentAlerts: 0 })[0] ?? "")).toMatchObject({ UnsentAlerts: 0 });
  });

  it("are no line where there is nothing to tell", () => {
    expect(written({})).toEqual([]);
  });

  it("are counted as part of the log that the guard pays for", () => {
    const meter = callMeter();
    const [line = ""] = written({ Heartbeat: 1 }, meter);
    // CloudWatch Logs counts 26 bytes with each event, without its line end.
    expect(meter.take().logBytes).toBe(line.length - 1 + 26);
  });

  it("belong to the guard whose functions are named so", () => {
    expect(guardNameOf("overcurrent-prod-")).toBe("overcurrent-prod");
  });
});
