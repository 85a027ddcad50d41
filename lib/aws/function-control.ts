import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { Clock } from "../domain/time.ts";
import type { FunctionControl } from "../ports/function-control.ts";
import {
  permissions as concurrencyPermissions,
  readConcurrency,
  writeConcurrency,
} from "./concurrency-control.ts";
import {
  permissions as eventSourcePermissions,
  readEventSource,
  writeEventSource,
} from "./event-source-control.ts";

export const permissions = [...concurrencyPermissions, ...eventSourcePermissions] as const;

/** The settings of functions and their event sources, through Lambda's control plane. */
export const lambdaFunctionControl = (client: LambdaClient, clock: Clock): FunctionControl => ({
  read: async (setting) => {
    if (setting.kind === "pipe") throw new TypeError("pipes are not wired yet");
    return setting.kind === "concurrency"
      ? readConcurrency(client, clock, setting.functionName)
      : readEventSource(client, clock, setting);
  },
  write: async (setting, value) => {
    if (setting.kind === "concurrency" && value.kind === "concurrency")
      return writeConcurrency(client, clock, setting.functionName, value.reserved);
    if (setting.kind === "event-source" && value.kind === "event-source")
      return writeEventSource(client, clock, setting, value);
    throw new TypeError(`a ${setting.kind} setting cannot take a ${value.kind} value`);
  },
});
