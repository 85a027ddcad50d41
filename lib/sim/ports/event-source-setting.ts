import type { Refusal } from "../../domain/actuation.ts";
import { isEnabledState, isSettledState } from "../../domain/event-source.ts";
import { changedBy } from "../../domain/last-change.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import { type EventSourceValue, type Setting, sameValue } from "../../domain/setting.ts";
import { SECOND_MS } from "../../domain/time.ts";
import type { LastChange } from "../../ports/function-control.ts";
import type { EventSourceMappingConfiguration, LambdaControlPlane } from "../faces.ts";
import type { ControlCall } from "./control-call.ts";

type EventSourceSetting = Extract<Setting, { kind: "event-source" }>;
type EventSourceReading = { readonly value: EventSourceValue; readonly settled: boolean };

export function readEventSource(
  lambda: LambdaControlPlane,
  call: ControlCall,
  setting: EventSourceSetting,
): Result<EventSourceReading, Refusal> {
  const mapping = mappingOf(lambda, call, setting);
  if (!mapping.ok) return mapping;
  const { State, ScalingConfig } = mapping.value;
  const maximumConcurrency = ScalingConfig?.MaximumConcurrency ?? "unlimited";
  return ok({
    value: { kind: "event-source", enabled: isEnabledState(State), maximumConcurrency },
    settled: isSettledState(State),
  });
}

/** Sends only what differs: sources other than queues know no ceiling. */
export function writeEventSource(
  lambda: LambdaControlPlane,
  call: ControlCall,
  setting: EventSourceSetting,
  wanted: EventSourceValue,
): Result<unknown, Refusal> {
  const reading = readEventSource(lambda, call, setting);
  if (!reading.ok) return reading;
  const present = reading.value.value;
  if (sameValue(present, wanted)) return ok(undefined);
  const { enabled, maximumConcurrency } = wanted;
  const ceiling = maximumConcurrency === "unlimited" ? {} : { MaximumConcurrency: maximumConcurrency };
  return call("lambda:UpdateEventSourceMapping", setting.functionName, () =>
    lambda.updateEventSourceMapping(setting.mappingId, {
      ...(present.enabled === enabled ? {} : { Enabled: enabled }),
      ...(present.maximumConcurrency === maximumConcurrency ? {} : { ScalingConfig: ceiling }),
    }),
  );
}

export function lastEventSourceChange(
  lambda: LambdaControlPlane,
  call: ControlCall,
  setting: EventSourceSetting,
): LastChange | undefined {
  const mapping = mappingOf(lambda, call, setting);
  if (!mapping.ok) return undefined;
  const { LastModified, StateTransitionReason } = mapping.value;
  return { atMs: LastModified * SECOND_MS, by: changedBy(StateTransitionReason) };
}

/** One that belongs to another function by now is as good as gone. */
function mappingOf(
  lambda: LambdaControlPlane,
  call: ControlCall,
  { functionName, mappingId }: EventSourceSetting,
): Result<EventSourceMappingConfiguration, Refusal> {
  const answer = call("lambda:GetEventSourceMapping", functionName, () =>
    lambda.getEventSourceMapping(mappingId),
  );
  if (!answer.ok) return answer;
  const { FunctionArn, State } = answer.value;
  return FunctionArn.split(":")[6] === functionName && State !== "Deleting"
    ? answer
    : refused({ kind: "unknown-function", functionName });
}
