import type { Refusal } from "../../domain/actuation.ts";
import { isEnabledState, isSettledState } from "../../domain/event-source.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import { type EventSourceValue, type Setting, type SettingValue, sameValue } from "../../domain/setting.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import type { FunctionControl, SettingReading } from "../../ports/function-control.ts";
import type { AccountFaces, AwsError } from "../faces.ts";
import { faceAnswer } from "./face-call.ts";

const CONTROL_ERRORS = [
  "ResourceNotFoundException",
  "ResourceConflictException",
  "ResourceInUseException",
  "InvalidParameterValueException",
];

type EventSourceSetting = Extract<Setting, { kind: "event-source" }>;

/** The control plane of the simulated account, without a wire in between. */
export function simulatedControl(account: AccountFaces): FunctionControl {
  const { lambda } = account;

  const perform = <T>(operation: string, functionName: string, question: () => T): Result<T, Refusal> => {
    const answer = faceAnswer(operation, question, CONTROL_ERRORS);
    return answer.ok ? answer : refused(refusalOf(answer.error, operation, functionName, account));
  };

  const read = (setting: Setting): Result<SettingReading, Refusal> => {
    if (setting.kind === "pipe") throw new TypeError("pipes are not wired yet");
    return setting.kind === "concurrency" ? readConcurrency(setting.functionName) : readEventSource(setting);
  };

  const readConcurrency = (functionName: string): Result<SettingReading, Refusal> => {
    const answer = perform("lambda:GetFunctionConcurrency", functionName, () =>
      lambda.getFunctionConcurrency(functionName),
    );
    if (!answer.ok) return answer;
    const reserved = answer.value.ReservedConcurrentExecutions ?? "unreserved";
    return ok({ value: { kind: "concurrency", reserved }, settled: true });
  };

  const readEventSource = ({
    functionName,
    mappingId,
  }: EventSourceSetting): Result<SettingReading, Refusal> => {
    const answer = perform("lambda:GetEventSourceMapping", functionName, () =>
      lambda.getEventSourceMapping(mappingId),
    );
    if (!answer.ok) return answer;
    const { FunctionArn, State, ScalingConfig } = answer.value;
    if (FunctionArn.split(":")[6] !== functionName || State === "Deleting")
      return refused({ kind: "unknown-function", functionName });
    const maximumConcurrency = ScalingConfig?.MaximumConcurrency ?? "unlimited";
    return ok({
      value: { kind: "event-source", enabled: isEnabledState(State), maximumConcurrency },
      settled: isSettledState(State),
    });
  };

  const change = (
    setting: Setting,
    present: SettingValue,
    wanted: SettingValue,
  ): Result<unknown, Refusal> => {
    const { functionName } = setting;
    if (setting.kind === "concurrency" && wanted.kind === "concurrency") {
      const { reserved } = wanted;
      return reserved === "unreserved"
        ? perform("lambda:DeleteFunctionConcurrency", functionName, () =>
            lambda.deleteFunctionConcurrency(functionName),
          )
        : perform("lambda:PutFunctionConcurrency", functionName, () =>
            lambda.putFunctionConcurrency(functionName, reserved),
          );
    }
    if (setting.kind === "event-source" && wanted.kind === "event-source" && present.kind === "event-source")
      return perform("lambda:UpdateEventSourceMapping", functionName, () =>
        lambda.updateEventSourceMapping(setting.mappingId, differenceOf(present, wanted)),
      );
    throw new TypeError(`a ${setting.kind} setting cannot take a ${wanted.kind} value`);
  };

  return {
    read: async (setting) => read(setting),
    write: async (setting, value) => {
      const present = read(setting);
      if (!present.ok) return present;
      if (sameValue(present.value.value, value)) return ok(undefined);
      const changed = change(setting, present.value.value, value);
      return changed.ok ? ok(undefined) : changed;
    },
  };
}

function differenceOf(present: EventSourceValue, { enabled, maximumConcurrency }: EventSourceValue) {
  return {
    ...(present.enabled === enabled ? {} : { Enabled: enabled }),
    ...(present.maximumConcurrency === maximumConcurrency
      ? {}
      : {
          ScalingConfig: maximumConcurrency === "unlimited" ? {} : { MaximumConcurrency: maximumConcurrency },
        }),
  };
}

function refusalOf(error: AwsError, operation: string, functionName: string, account: AccountFaces): Refusal {
  if (error.errorName === "ResourceNotFoundException") return { kind: "unknown-function", functionName };
  return error.errorName === "InvalidParameterValueException"
    ? { kind: "rejected-by-aws", operation, message: error.message }
    : { kind: "busy", leaseUntilMs: account.nowMs() + MINUTE_MS };
}
