import { CloudCallError } from "../../../lib/domain/errors.ts";
import type { Clock } from "../../../lib/domain/time.ts";
import type { FunctionControl } from "../../../lib/ports/function-control.ts";
import type { FunctionDirectory } from "../../../lib/ports/function-directory.ts";
import type { MetricReader } from "../../../lib/ports/metrics.ts";
import type { Outage } from "./scenario.ts";

/** Throws as the SDK does after its last attempt, while an outage of that part lasts. */
export type Gate = (operation: string) => void;

export const outageGate =
  (outages: readonly Outage[], of: Outage["of"], clock: Clock): Gate =>
  (operation) => {
    const nowMs = clock();
    if (outages.some((outage) => outage.of === of && outage.fromMs <= nowMs && nowMs < outage.untilMs))
      throw new CloudCallError(operation, true, "ServiceUnavailableException");
  };

export const gatedMetrics = (metrics: MetricReader, gate: Gate): MetricReader => ({
  readWindows: async (requests, range) => {
    gate("cloudwatch:GetMetricData");
    return metrics.readWindows(requests, range);
  },
  readAccountTotals: async (measurements, range) => {
    gate("cloudwatch:GetMetricStatistics");
    return metrics.readAccountTotals(measurements, range);
  },
  readSourceArrivals: async (sourceArns, range) => {
    gate("cloudwatch:GetMetricData");
    return metrics.readSourceArrivals(sourceArns, range);
  },
  rankByDuration: async (range, limit) => {
    gate("cloudwatch:GetMetricData");
    return metrics.rankByDuration(range, limit);
  },
  listActiveFunctions: async (untilMs) => {
    gate("cloudwatch:ListMetrics");
    return metrics.listActiveFunctions(untilMs);
  },
});

export const gatedControl = (control: FunctionControl, gate: Gate): FunctionControl => ({
  ...control,
  read: async (setting) => {
    gate("lambda:GetFunctionConcurrency");
    return control.read(setting);
  },
  write: async (setting, value) => {
    gate("lambda:PutFunctionConcurrency");
    return control.write(setting, value);
  },
});

export const gatedDirectory = (directory: FunctionDirectory, gate: Gate): FunctionDirectory => ({
  listFunctions: async () => {
    gate("lambda:ListFunctions");
    return directory.listFunctions();
  },
  describeFunctions: async (functions, untilMs) => {
    gate("lambda:ListTags");
    return directory.describeFunctions(functions, untilMs);
  },
  takeInventory: async () => {
    gate("lambda:ListFunctions");
    return directory.takeInventory();
  },
});
