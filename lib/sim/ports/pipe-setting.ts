import type { Refusal } from "../../domain/actuation.ts";
import { isRunningPipe, isSettledPipe } from "../../domain/pipe-state.ts";
import { ok, type Result, refused } from "../../domain/result.ts";
import type { PipeValue, Setting } from "../../domain/setting.ts";
import { SECOND_MS } from "../../domain/time.ts";
import type { LastChange } from "../../ports/function-control.ts";
import type { PipeDescription, Pipes } from "../faces.ts";
import type { ControlCall } from "./control-call.ts";

type PipeSetting = Extract<Setting, { kind: "pipe" }>;
type PipeReading = { readonly value: PipeValue; readonly settled: boolean };

export function readPipe(
  pipes: Pipes,
  call: ControlCall,
  setting: PipeSetting,
): Result<PipeReading, Refusal> {
  const pipe = pipeOf(pipes, call, setting);
  if (!pipe.ok) return pipe;
  const states = { currentState: pipe.value.CurrentState, desiredState: pipe.value.DesiredState };
  return ok({ value: { kind: "pipe", running: isRunningPipe(states) }, settled: isSettledPipe(states) });
}

export function writePipe(
  pipes: Pipes,
  call: ControlCall,
  setting: PipeSetting,
  { running }: PipeValue,
): Result<unknown, Refusal> {
  const present = readPipe(pipes, call, setting);
  if (!present.ok || present.value.value.running === running) return present;
  const { functionName, pipeName } = setting;
  return running
    ? call("pipes:StartPipe", functionName, () => pipes.startPipe(pipeName))
    : call("pipes:StopPipe", functionName, () => pipes.stopPipe(pipeName));
}

export function lastPipeChange(
  pipes: Pipes,
  call: ControlCall,
  setting: PipeSetting,
): LastChange | undefined {
  const pipe = pipeOf(pipes, call, setting);
  return pipe.ok ? { atMs: pipe.value.LastModifiedTime * SECOND_MS } : undefined;
}

/** A pipe that leads to something else by now is as good as gone. */
function pipeOf(
  pipes: Pipes,
  call: ControlCall,
  { functionName, pipeName }: PipeSetting,
): Result<PipeDescription, Refusal> {
  const answer = call("pipes:DescribePipe", functionName, () => pipes.describePipe(pipeName));
  if (!answer.ok) return answer;
  return answer.value.Target.split(":")[6] === functionName
    ? answer
    : refused({ kind: "unknown-function", functionName });
}
