import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { PipesClient } from "@aws-sdk/client-pipes";
import { CloudCallError } from "../domain/errors.ts";
import type { Clock } from "../domain/time.ts";
import type { FunctionControl } from "../ports/function-control.ts";
import {
  permissions as concurrencyPermissions,
  lastDeployment,
  readConcurrency,
  writeConcurrency,
} from "./concurrency-control.ts";
import { controlPlaneCall } from "./control-plane-call.ts";
import type { ControlPlanePace } from "./control-plane-pace.ts";
import {
  permissions as eventSourcePermissions,
  lastEventSourceChange,
  readEventSource,
  writeEventSource,
} from "./event-source-control.ts";
import { lastPipeChange, permissions as pipePermissions, readPipe, writePipe } from "./pipe-control.ts";

export const permissions = [
  ...concurrencyPermissions,
  ...eventSourcePermissions,
  ...pipePermissions,
] as const;

export type ControlClients = { readonly lambda: LambdaClient; readonly pipes: PipesClient };

/** The settings of functions, of their event sources and pipes, through Lambda's and Pipes' control planes. */
export function lambdaFunctionControl(
  { lambda, pipes }: ControlClients,
  timing: {
    readonly clock: Clock;
    readonly pace: ControlPlanePace;
    readonly pause?: (ms: number) => Promise<unknown>;
  },
): FunctionControl {
  const call = controlPlaneCall(timing);
  return {
    read: async (setting) => {
      switch (setting.kind) {
        case "concurrency":
          return readConcurrency(lambda, call, setting);
        case "event-source":
          return readEventSource(lambda, call, setting);
        case "pipe":
          return readPipe(pipes, call, setting);
      }
    },
    write: async (setting, value) => {
      if (setting.kind === "concurrency" && value.kind === "concurrency")
        return writeConcurrency(lambda, call, setting, value);
      if (setting.kind === "event-source" && value.kind === "event-source")
        return writeEventSource(lambda, call, setting, value);
      if (setting.kind === "pipe" && value.kind === "pipe") return writePipe(pipes, call, setting, value);
      throw new TypeError(`a ${setting.kind} setting cannot take a ${value.kind} value`);
    },
    lastChange: async (setting) => {
      try {
        switch (setting.kind) {
          case "concurrency":
            return await lastDeployment(lambda, call, setting);
          case "event-source":
            return await lastEventSourceChange(lambda, call, setting);
          case "pipe":
            return await lastPipeChange(pipes, call, setting);
        }
      } catch (error) {
        // Nothing is decided by it: a message without a guess whose change it was is better than none.
        if (error instanceof CloudCallError) return undefined;
        throw error;
      }
    },
  };
}
