import type { Refusal } from "../../domain/actuation.ts";
import { CloudCallError } from "../../domain/errors.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { Setting, SettingValue } from "../../domain/setting.ts";
import type { FunctionControl, LastChange, SettingReading } from "../../ports/function-control.ts";
import type { AccountFaces } from "../faces.ts";
import { controlCall } from "./control-call.ts";
import { lastEventSourceChange, readEventSource, writeEventSource } from "./event-source-setting.ts";
import { lastPipeChange, readPipe, writePipe } from "./pipe-setting.ts";
import { lastDeployment, readReservation, writeReservation } from "./reservation-setting.ts";

/** The control planes of the simulated account, without a wire in between. */
export function simulatedControl(account: AccountFaces): FunctionControl {
  const { lambda, pipes } = account;
  const call = controlCall(() => account.nowMs());

  const read = (setting: Setting): Result<SettingReading, Refusal> => {
    switch (setting.kind) {
      case "concurrency":
        return readReservation(lambda, call, setting);
      case "event-source":
        return readEventSource(lambda, call, setting);
      case "pipe":
        return readPipe(pipes, call, setting);
    }
  };

  const write = (setting: Setting, wanted: SettingValue): Result<unknown, Refusal> => {
    if (setting.kind === "concurrency" && wanted.kind === "concurrency")
      return writeReservation(lambda, call, setting, wanted);
    if (setting.kind === "event-source" && wanted.kind === "event-source")
      return writeEventSource(lambda, call, setting, wanted);
    if (setting.kind === "pipe" && wanted.kind === "pipe") return writePipe(pipes, call, setting, wanted);
    throw new TypeError(`a ${setting.kind} setting cannot take a ${wanted.kind} value`);
  };

  const lastChange = (setting: Setting): LastChange | undefined => {
    switch (setting.kind) {
      case "concurrency":
        return lastDeployment(lambda, call, setting);
      case "event-source":
        return lastEventSourceChange(lambda, call, setting);
      case "pipe":
        return lastPipeChange(pipes, call, setting);
    }
  };

  return {
    read: async (setting) => read(setting),
    write: async (setting, value) => {
      const written = write(setting, value);
      return written.ok ? ok(undefined) : written;
    },
    lastChange: async (setting) => {
      try {
        return lastChange(setting);
      } catch (error) {
        if (error instanceof CloudCallError) return undefined;
        throw error;
      }
    },
  };
}
