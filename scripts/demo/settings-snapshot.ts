import { describeValue, type SettingValue } from "../../lib/domain/setting.ts";
import type { AccountFaces } from "../../lib/sim/faces.ts";

/** Every setting of one function that a brake may touch, in words, read from the account itself. */
export function describeSettings({ lambda }: AccountFaces, functionName: string): string {
  const reserved = lambda.getFunctionConcurrency(functionName).ReservedConcurrentExecutions;
  const mappings = lambda.listEventSourceMappings({ FunctionName: functionName }).EventSourceMappings;
  const values: SettingValue[] = [
    { kind: "concurrency", reserved: reserved ?? "unreserved" },
    ...mappings.map(
      ({ State, ScalingConfig }): SettingValue => ({
        kind: "event-source",
        enabled: State === "Enabled",
        maximumConcurrency: ScalingConfig?.MaximumConcurrency ?? "unlimited",
      }),
    ),
  ];
  return values.map(describeValue).join("; ");
}
