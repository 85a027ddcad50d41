import {
  DescribePipeCommand,
  type DescribePipeCommandOutput,
  type PipesClient,
  StartPipeCommand,
  StopPipeCommand,
} from "@aws-sdk/client-pipes";
import type { Refusal } from "../domain/actuation.ts";
import { isDeletedPipe, isRunningPipe, isSettledPipe } from "../domain/pipe-state.ts";
import { ok, type Result, refused } from "../domain/result.ts";
import type { PipeValue, Setting } from "../domain/setting.ts";
import type { LastChange } from "../ports/function-control.ts";
import type { ControlPlaneCall } from "./control-plane-call.ts";

export const permissions = ["pipes:DescribePipe", "pipes:StartPipe", "pipes:StopPipe"] as const;

type PipeSetting = Extract<Setting, { kind: "pipe" }>;
type PipeReading = { readonly value: PipeValue; readonly settled: boolean };

/** @throws {CloudCallError} */
export async function readPipe(
  client: PipesClient,
  call: ControlPlaneCall,
  setting: PipeSetting,
): Promise<Result<PipeReading, Refusal>> {
  const pipe = await pipeOf(client, call, setting);
  if (!pipe.ok) return pipe;
  const states = statesOf(pipe.value);
  return ok({ value: { kind: "pipe", running: isRunningPipe(states) }, settled: isSettledPipe(states) });
}

/**
 * Sends nothing when the pipe is as wanted, or on the way there: AWS refuses to start what starts.
 * @throws {CloudCallError}
 */
export async function writePipe(
  client: PipesClient,
  call: ControlPlaneCall,
  setting: PipeSetting,
  { running }: PipeValue,
): Promise<Result<void, Refusal>> {
  const present = await readPipe(client, call, setting);
  if (!present.ok) return present;
  if (present.value.value.running === running) return ok(undefined);
  const { functionName, pipeName } = setting;
  const answer = running
    ? await call("pipes:StartPipe", functionName, () => client.send(new StartPipeCommand({ Name: pipeName })))
    : await call("pipes:StopPipe", functionName, () => client.send(new StopPipeCommand({ Name: pipeName })));
  return answer.ok ? ok(undefined) : answer;
}

/** Pipes do not tell who changed them. @throws {CloudCallError} */
export async function lastPipeChange(
  client: PipesClient,
  call: ControlPlaneCall,
  setting: PipeSetting,
): Promise<LastChange | undefined> {
  const pipe = await pipeOf(client, call, setting);
  return pipe.ok && pipe.value.LastModifiedTime ? { atMs: pipe.value.LastModifiedTime.getTime() } : undefined;
}

/** A pipe that leads to something else by now is as good as gone, as a mapping is. */
async function pipeOf(
  client: PipesClient,
  call: ControlPlaneCall,
  { functionName, pipeName }: PipeSetting,
): Promise<Result<DescribePipeCommandOutput, Refusal>> {
  const answer = await call("pipes:DescribePipe", functionName, () =>
    client.send(new DescribePipeCommand({ Name: pipeName })),
  );
  if (!answer.ok) return answer;
  // The target may also be a version or an alias: `arn:aws:lambda:<region>:<account>:function:<name>:<alias>`.
  const [, , service, , , , target] = answer.value.Target?.split(":") ?? [];
  return service === "lambda" && target === functionName && !isDeletedPipe(statesOf(answer.value))
    ? answer
    : refused({ kind: "unknown-function", functionName });
}

/** Without a word about its state, a pipe is taken for running: fails toward stopping it once more. */
const statesOf = ({ CurrentState, DesiredState }: DescribePipeCommandOutput) => ({
  currentState: CurrentState ?? "RUNNING",
  desiredState: DesiredState ?? "RUNNING",
});
