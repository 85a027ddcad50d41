import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
} from "@aws-sdk/client-lambda";
import type { Refusal } from "../domain/actuation.ts";
import { ok, type Result } from "../domain/result.ts";
import type { ConcurrencyValue, Setting } from "../domain/setting.ts";
import type { LastChange, SettingReading } from "../ports/function-control.ts";
import type { ControlPlaneCall } from "./control-plane-call.ts";

export const permissions = [
  "lambda:GetFunctionConcurrency",
  "lambda:PutFunctionConcurrency",
  "lambda:DeleteFunctionConcurrency",
  "lambda:GetFunctionConfiguration",
] as const;

type ConcurrencySetting = Extract<Setting, { kind: "concurrency" }>;

/** A reservation applies at once, so a reading is always settled. @throws {CloudCallError} */
export async function readConcurrency(
  client: LambdaClient,
  call: ControlPlaneCall,
  { functionName }: ConcurrencySetting,
): Promise<Result<SettingReading, Refusal>> {
  const answer = await call("lambda:GetFunctionConcurrency", functionName, () =>
    client.send(new GetFunctionConcurrencyCommand({ FunctionName: functionName })),
  );
  if (!answer.ok) return answer;
  // An empty answer: nothing is reserved. Not the same as 0, and restored as an absence.
  const reserved = answer.value.ReservedConcurrentExecutions ?? "unreserved";
  return ok({ value: { kind: "concurrency", reserved }, settled: true });
}

/** @throws {CloudCallError} */
export async function writeConcurrency(
  client: LambdaClient,
  call: ControlPlaneCall,
  { functionName }: ConcurrencySetting,
  { reserved }: ConcurrencyValue,
): Promise<Result<void, Refusal>> {
  const answer =
    reserved === "unreserved"
      ? await call("lambda:DeleteFunctionConcurrency", functionName, () =>
          client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: functionName })),
        )
      : await call("lambda:PutFunctionConcurrency", functionName, () =>
          client.send(
            new PutFunctionConcurrencyCommand({
              FunctionName: functionName,
              ReservedConcurrentExecutions: reserved,
            }),
          ),
        );
  return answer.ok ? ok(undefined) : answer;
}

/**
 * AWS keeps no trace of a reservation, so this tells the last deployment of code or configuration. Lambda does not say
 * who made it.
 * @throws {CloudCallError}
 */
export async function lastDeployment(
  client: LambdaClient,
  call: ControlPlaneCall,
  { functionName }: ConcurrencySetting,
): Promise<LastChange | undefined> {
  const answer = await call("lambda:GetFunctionConfiguration", functionName, () =>
    client.send(new GetFunctionConfigurationCommand({ FunctionName: functionName })),
  );
  if (!answer.ok || answer.value.LastModified === undefined) return undefined;
  return { atMs: Date.parse(answer.value.LastModified) };
}
