import type { EventSourceMappingConfiguration } from "@aws-sdk/client-lambda";
import { CloudCallError } from "../domain/errors.ts";
import { triggerOfMapping } from "../domain/event-source.ts";
import type { Questions } from "./inventory-questions.ts";
import type { LambdaQuestions } from "./lambda-questions.ts";
import type { RetentionOf } from "./source-retention.ts";
import { type TriggersByFunction, triggersByFunction } from "./triggers-by-function.ts";

/**
 * What Lambda polls for each function: one listing for the whole account. Without it no function's triggers are complete,
 * and a brake that does not know of a queue would lose its messages; so the missing answer is noted for every function.
 */
export async function mappingTriggers(
  functionNames: readonly string[],
  lambda: LambdaQuestions,
  retentionOf: RetentionOf,
  open: Questions,
): Promise<TriggersByFunction> {
  const found = [];
  for (const mapping of await listed(functionNames, lambda, open)) {
    const { UUID = "", EventSourceArn: sourceArn, State = "Enabled", FunctionArn = "" } = mapping;
    const trigger = triggerOfMapping(
      {
        mappingId: UUID,
        sourceArn,
        state: State,
        maximumRecordAgeSeconds: mapping.MaximumRecordAgeInSeconds,
      },
      await retentionOf(sourceArn),
    );
    found.push({ targetArn: FunctionArn, trigger });
  }
  return triggersByFunction(found);
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
