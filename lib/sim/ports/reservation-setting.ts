import type { Refusal } from "../../domain/actuation.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { ConcurrencyValue, Setting } from "../../domain/setting.ts";
import type { LastChange, SettingReading } from "../../ports/function-control.ts";
import type { LambdaControlPlane } from "../faces.ts";
import type { ControlCall } from "./control-call.ts";

type ConcurrencySetting = Extract<Setting, { kind: "concurrency" }>;

export function readReservation(
  lambda: LambdaControlPlane,
  call: ControlCall,
  { functionName }: ConcurrencySetting,
): Result<SettingReading, Refusal> {
  const answer = call("lambda:GetFunctionConcurrency", functionName, () =>
    lambda.getFunctionConcurrency(functionName),
  );
  if (!answer.ok) return answer;
  const reserved = answer.value.ReservedConcurrentExecutions ?? "unreserved";
  return ok({ value: { kind: "concurrency", reserved }, settled: true });
}

export function writeReservation(
  lambda: LambdaControlPlane,
  call: ControlCall,
  { functionName }: ConcurrencySetting,
  { reserved }: ConcurrencyValue,
): Result<unknown, Refusal> {
  return reserved === "unreserved"
    ? call("lambda:DeleteFunctionConcurrency", functionName, () =>
        lambda.deleteFunctionConcurrency(functionName),
      )
    : call("lambda:PutFunctionConcurrency", functionName, () =>
        lambda.putFunctionConcurrency(functionName, reserved),
      );
}

/** A reservation keeps no trace of its own. */
export function lastDeployment(
  lambda: LambdaControlPlane,
  call: ControlCall,
  { functionName }: ConcurrencySetting,
): LastChange | undefined {
  const answer = call("lambda:GetFunctionConfiguration", functionName, () =>
    lambda.getFunctionConfiguration(functionName),
  );
  return answer.ok ? { atMs: Date.parse(answer.value.LastModified) } : undefined;
}
