import {
  GetEventSourceMappingCommand,
  type LambdaClient,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import type { Refusal } from "../domain/actuation.ts";
import { isEnabledState, isSettledState } from "../domain/event-source.ts";
import { ok, type Result, refused } from "../domain/result.ts";
import { type EventSourceValue, type Setting, sameValue } from "../domain/setting.ts";
import type { Clock } from "../domain/time.ts";
import { cloudAnswer } from "./cloud-call.ts";
import { CONTROL_ERRORS, refusalOf } from "./control-refusal.ts";

export const permissions = ["lambda:GetEventSourceMapping", "lambda:UpdateEventSourceMapping"] as const;

type EventSourceSetting = Extract<Setting, { kind: "event-source" }>;
type EventSourceReading = { readonly value: EventSourceValue; readonly settled: boolean };

/**
 * A mapping that belongs to another function by now is as good as gone: the right to brake one function is not the right
 * to brake the other.
 * @throws {CloudCallError}
 */
export async function readEventSource(
  client: LambdaClient,
  clock: Clock,
  { functionName, mappingId }: EventSourceSetting,
): Promise<Result<EventSourceReading, Refusal>> {
  const operation = "lambda:GetEventSourceMapping";
  const get = new GetEventSourceMappingCommand({ UUID: mappingId });
  const answer = await cloudAnswer(operation, client.send(get), CONTROL_ERRORS);
  if (!answer.ok) return refused(refusalOf(answer.error, { functionName, operation, clock }));
  const { FunctionArn, State = "Enabled", ScalingConfig } = answer.value;
  if (FunctionArn?.split(":")[6] !== functionName || State === "Deleting")
    return refused({ kind: "unknown-function", functionName });
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
  clock: Clock,
  setting: EventSourceSetting,
  wanted: EventSourceValue,
): Promise<Result<void, Refusal>> {
  const present = await readEventSource(client, clock, setting);
  if (!present.ok) return present;
  const { value } = present.value;
  if (sameValue(value, wanted)) return ok(undefined);
  const { functionName, mappingId } = setting;
  const operation = "lambda:UpdateEventSourceMapping";
  const update = new UpdateEventSourceMappingCommand({
    UUID: mappingId,
    ...(value.enabled === wanted.enabled ? {} : { Enabled: wanted.enabled }),
    ...(value.maximumConcurrency === wanted.maximumConcurrency
      ? {}
      : { ScalingConfig: scalingConfigOf(wanted.maximumConcurrency) }),
  });
  const answer = await cloudAnswer(operation, client.send(update), CONTROL_ERRORS);
  return answer.ok ? ok(undefined) : refused(refusalOf(answer.error, { functionName, operation, clock }));
}

const scalingConfigOf = (maximumConcurrency: number | "unlimited") =>
  maximumConcurrency === "unlimited" ? {} : { MaximumConcurrency: maximumConcurrency };
