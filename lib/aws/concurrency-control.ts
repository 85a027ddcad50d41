import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
} from "@aws-sdk/client-lambda";
import type { Refusal } from "../domain/actuation.ts";
import type { ReservedConcurrency } from "../domain/function-profile.ts";
import { ok, type Result, refused } from "../domain/result.ts";
import type { Clock } from "../domain/time.ts";
import type { SettingReading } from "../ports/function-control.ts";
import { cloudAnswer } from "./cloud-call.ts";
import { CONTROL_ERRORS, refusalOf } from "./control-refusal.ts";

export const permissions = [
  "lambda:GetFunctionConcurrency",
  "lambda:PutFunctionConcurrency",
  "lambda:DeleteFunctionConcurrency",
] as const;

/** A reservation applies at once, so a reading is always settled. @throws {CloudCallError} */
export async function readConcurrency(
  client: LambdaClient,
  clock: Clock,
  functionName: string,
): Promise<Result<SettingReading, Refusal>> {
  const operation = "lambda:GetFunctionConcurrency";
  const get = new GetFunctionConcurrencyCommand({ FunctionName: functionName });
  const answer = await cloudAnswer(operation, client.send(get), CONTROL_ERRORS);
  if (!answer.ok) return refused(refusalOf(answer.error, { functionName, operation, clock }));
  // An empty answer: nothing is reserved. Not the same as 0, and restored as an absence.
  const reserved = answer.value.ReservedConcurrentExecutions ?? "unreserved";
  return ok({ value: { kind: "concurrency", reserved }, settled: true });
}

/** @throws {CloudCallError} */
export async function writeConcurrency(
  client: LambdaClient,
  clock: Clock,
  functionName: string,
  reserved: ReservedConcurrency,
): Promise<Result<void, Refusal>> {
  const operation =
    reserved === "unreserved" ? "lambda:DeleteFunctionConcurrency" : "lambda:PutFunctionConcurrency";
  const call: Promise<unknown> =
    reserved === "unreserved"
      ? client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: functionName }))
      : client.send(
          new PutFunctionConcurrencyCommand({
            FunctionName: functionName,
            ReservedConcurrentExecutions: reserved,
          }),
        );
  const answer = await cloudAnswer(operation, call, CONTROL_ERRORS);
  return answer.ok ? ok(undefined) : refused(refusalOf(answer.error, { functionName, operation, clock }));
}
