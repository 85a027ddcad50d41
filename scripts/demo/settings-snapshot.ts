import { describeValue, type SettingValue } from "../../lib/domain/setting.ts";
import type { AccountFaces } from "../../lib/sim/faces.ts";

/**
 * Every setting of one function that a brake may touch, in words, read from the account itself. What is still on its way
 * back is not back: only AWS's word for the end of the way counts as on.
 */
export function describeSettings({ lambda, pipes }: AccountFaces, functionName: string): string {
  const reserved = lambda.getFunctionConcurrency(functionName).ReservedConcurrentExecutions;
  const mappings = lambda.listEventSourceMappings({ FunctionName: functionName }).EventSourceMappings;
  const feeding = pipes.listPipes().Pipes.filter(({ Target }) => Target.split(":")[6] === functionName);
  const values: SettingValue[] = [
    { kind: "concurrency", reserved: reserved ?? "unreserved" },
    ...mappings.map(
      ({ State, ScalingConfig }): SettingValue => ({
        kind: "event-source",
        enabled: State === "Enabled",
        maximumConcurrency: ScalingConfig?.MaximumConcurrency ?? "unlimited",
      }),
    ),
    ...feeding.map(
      ({ CurrentState }): SettingValue => ({ kind: "pipe", running: CurrentState === "RUNNING" }),
    ),
  ];
  return values.map(describeValue).join("; ");
}
