import { DescribePipeCommand, ListPipesCommand, type Pipe, type PipesClient } from "@aws-sdk/client-pipes";
import { polledSourceOf } from "../domain/event-source.ts";
import { type SourceRetention, UNKNOWN_RETENTION, withinRecordAge } from "../domain/source-retention.ts";
import type { PipeTrigger } from "../domain/trigger.ts";
import { allTokenPages } from "./all-pages.ts";
import { cloudCall } from "./cloud-call.ts";
import type { Questions } from "./inventory-questions.ts";
import type { RetentionOf } from "./source-retention.ts";
import { type TriggersByFunction, triggersByFunction } from "./triggers-by-function.ts";

export const permissions = ["pipes:ListPipes", "pipes:DescribePipe"] as const;

const FUNCTION_ARN = /^arn:[^:]+:lambda:/;

/**
 * The pipes that call functions, as their target or to enrich events on the way: with a role of their own, so that they
 * show in no function's policy.
 *
 * When they cannot be asked, nobody knows which functions that concerns, and to guard none would cost more than it saves.
 * So it is noted for the account, for a person to see. A function that nobody else is seen to call has an unknown caller
 * then, and is never refused everything; one with other callers who wait may be, and the messages of a pipe with them.
 */
export async function pipeTriggers(client: PipesClient, open: Questions): Promise<TriggersByFunction> {
  const pipes = await open.ask(
    () =>
      allTokenPages(
        (page) => cloudCall("pipes:ListPipes", client.send(new ListPipesCommand(page))),
        (page) => page.Pipes,
      ),
    [],
  );
  return triggersByFunction(
    pipes.flatMap((pipe) => {
      const { Name: pipeName = "", Source: sourceArn = "", DesiredState } = pipe;
      const trigger = { kind: "pipe" as const, pipeName, sourceArn, running: DesiredState === "RUNNING" };
      return calledBy(pipe).map((targetArn) => ({ targetArn, trigger }));
    }),
  );
}

/** The pipe with how long its source keeps what is unread; absent where that could not be asked. */
export async function describedPipe(
  { kind, pipeName, sourceArn, running }: PipeTrigger,
  client: PipesClient,
  retentionOf: RetentionOf,
  open: Questions,
): Promise<PipeTrigger> {
  const { keepsForSeconds } = await open.ask(
    async () => withinPipe(client, pipeName, sourceArn, await retentionOf(sourceArn)),
    UNKNOWN_RETENTION,
  );
  return {
    kind,
    pipeName,
    sourceArn,
    running,
    ...(keepsForSeconds === undefined ? {} : { keepsForSeconds }),
  };
}

const calledBy = ({ Target = "", Enrichment = "" }: Pipe): readonly string[] =>
  [Target, Enrichment].filter((arn) => FUNCTION_ARN.test(arn));

/** A pipe from a stream may discard what is older than an age of its own, of which only its description tells. */
async function withinPipe(
  client: PipesClient,
  Name: string,
  sourceArn: string,
  retention: SourceRetention,
): Promise<SourceRetention> {
  const kind = polledSourceOf(sourceArn);
  if (kind !== "kinesis" && kind !== "dynamodb-stream") return retention;
  const { SourceParameters } = await cloudCall(
    "pipes:DescribePipe",
    client.send(new DescribePipeCommand({ Name })),
  );
  const { KinesisStreamParameters, DynamoDBStreamParameters } = SourceParameters ?? {};
  const parameters = KinesisStreamParameters ?? DynamoDBStreamParameters;
  return withinRecordAge(retention, parameters?.MaximumRecordAgeInSeconds);
}
