import { unqualifiedArn } from "../domain/function-arn.ts";
import type { Trigger } from "../domain/trigger.ts";

/** What a listing of the whole account knows, by the ARN of the function without version or alias. */
export type TriggersByFunction = ReadonlyMap<string, readonly Trigger[]>;

/** @param found each with what it calls: a function, one of its versions, or one of its aliases */
export function triggersByFunction(
  found: readonly { readonly targetArn: string; readonly trigger: Trigger }[],
): TriggersByFunction {
  const byFunction = new Map<string, Trigger[]>();
  for (const { targetArn, trigger } of found) {
    const functionArn = unqualifiedArn(targetArn);
    const triggers = byFunction.get(functionArn);
    if (triggers === undefined) byFunction.set(functionArn, [trigger]);
    else triggers.push(trigger);
  }
  return byFunction;
}
