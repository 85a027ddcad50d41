import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { CloudCallError } from "../domain/errors.ts";
import { triggerOfMapping } from "../domain/event-source.ts";
import type { Questions } from "./inventory-questions.ts";
import type { LambdaQuestions } from "./lambda-questions.ts";
import { type TriggersByFunction, triggersByFunction } from "./triggers-by-function.ts";

/**
 * What Lambda polls for each function: one listing for the whole account, which does not tell how long the sources keep what is
 * unread. Without it no function's triggers are complete,
 * and a brake that does not know of a queue would lose its messages; so the missing answer is noted for every function.
 */
export async function mappingTriggers(
  functionNames: readonly string[],
  lambda: LambdaQuestions,
  open: Questions,
): Promise<TriggersByFunction> {
  const mappings = await listed(functionNames, lambda, open);
  return triggersByFunction(
    mappings.map(({ UUID = "", EventSourceArn, State = "Enabled", FunctionArn = "", ...mapping }) => ({
      targetArn: FunctionArn,
      trigger: triggerOfMapping({
        mappingId: UUID,
        sourceArn: EventSourceArn,
        state: State,
        maximumRecordAgeSeconds: mapping.MaximumRecordAgeInSeconds,
      }),
    })),
  );
}

async function listed(
  functionNames: readonly string[],
  lambda: LambdaQuestions,
  open: Questions,
): Promise<readonly EventSourceMappingConfiguration[]> {
  try {
    return await lambda.eventSourceMappings();
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    for (const functionName of functionNames) open.note(error, functionName);
    return [];
  }
}
