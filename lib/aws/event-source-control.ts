import {
  type EventSourceMappingConfiguration,
  GetEventSourceMappingCommand,
  type LambdaClient,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import type { Refusal } from "../domain/actuation.ts";
import { isEnabledState, isSettledState } from "../domain/event-source.ts";
import { changedBy } from "../domain/last-change.ts";
import { ok, type Result, refused } from "../domain/result.ts";
import { type EventSourceValue, type Setting, sameValue } from "../domain/setting.ts";
import type { LastChange } from "../ports/function-control.ts";
import type { ControlPlaneCall } from "./control-plane-call.ts";

export const permissions = ["lambda:GetEventSourceMapping", "lambda:UpdateEventSourceMapping"] as const;

type EventSourceSetting = Extract<Setting, { kind: "event-source" }>;
type EventSourceReading = { readonly value: EventSourceValue; readonly settled: boolean };

/** @throws {CloudCallError} */
export async function readEventSource(
  client: LambdaClient,
  call: ControlPlaneCall,
  setting: EventSourceSetting,
): Promise<Result<EventSourceReading, Refusal>> {
  const mapping = await mappingOf(client, call, setting);
  if (!mapping.ok) return mapping;
  const { State = "Enabled", ScalingConfig } = mapping.value;
  return ok({
    value: {
      kind: "event-source",
      enabled: isEnabledState(State),
      maximumConcurrency: ScalingConfig?.MaximumConcurrency ?? "unlimited",
    },
    settled: isSettledState(State),
  });
}

/**
 * Sends only what differs: a change on top of a change in progress is refused, and sources other than queues know no
 * ScalingConfig. `{}` takes a ceiling away.
 * @throws {CloudCallError}
 */
export async function writeEventSource(
  client: LambdaClient,
  call: ControlPlaneCall,
  setting: EventSourceSetting,
  wanted: EventSourceValue,
): Promise<Result<void, Refusal>> {
  const present = await readEventSource(client, call, setting);
  if (!present.ok) return present;
  const { value } = present.value;
  if (sameValue(value, wanted)) return ok(undefined);
  const update = new UpdateEventSourceMappingCommand({
    UUID: setting.mappingId,
    ...(value.enabled === wanted.enabled ? {} : { Enabled: wanted.enabled }),
    ...(value.maximumConcurrency === wanted.maximumConcurrency
      ? {}
      : { ScalingConfig: scalingConfigOf(wanted.maximumConcurrency) }),
  });
  const answer = await call("lambda:UpdateEventSourceMapping", setting.functionName, () =>
    client.send(update),
  );
  return answer.ok ? ok(undefined) : answer;
}

/** @throws {CloudCallError} */
export async function lastEventSourceChange(
  client: LambdaClient,
  call: ControlPlaneCall,
  setting: EventSourceSetting,
): Promise<LastChange | undefined> {
  const mapping = await mappingOf(client, call, setting);
  if (!mapping.ok) return undefined;
  const { LastModified, StateTransitionReason } = mapping.value;
  return {
    ...(LastModified && { atMs: LastModified.getTime() }),
    ...(StateTransitionReason && { by: changedBy(StateTransitionReason) }),
  };
}

/**
 * A mapping that belongs to another function by now is as good as gone: the right to brake one function is not the right
 * to brake the other.
 */
async function mappingOf(
  client: LambdaClient,
  call: ControlPlaneCall,
  { functionName, mappingId }: EventSourceSetting,
): Promise<Result<EventSourceMappingConfiguration, Refusal>> {
  const answer = await call("lambda:GetEventSourceMapping", functionName, () =>
    client.send(new GetEventSourceMappingCommand({ UUID: mappingId })),
  );
  if (!answer.ok) return answer;
  const { FunctionArn, State } = answer.value;
  return FunctionArn?.split(":")[6] === functionName && State !== "Deleting"
    ? answer
    : refused({ kind: "unknown-function", functionName });
}

const scalingConfigOf = (maximumConcurrency: number | "unlimited") =>
  maximumConcurrency === "unlimited" ? {} : { MaximumConcurrency: maximumConcurrency };
