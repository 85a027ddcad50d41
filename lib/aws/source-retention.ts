import { DescribeStreamSummaryCommand, type KinesisClient } from "@aws-sdk/client-kinesis";
import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { polledSourceOf } from "../domain/event-source.ts";
import {
  queueRetention,
  RETENTION_OF_KIND,
  type SourceRetention,
  UNKNOWN_RETENTION,
} from "../domain/source-retention.ts";
import { HOUR_MS, SECOND_MS } from "../domain/time.ts";
import { cloudAnswer } from "./cloud-call.ts";
import type { ControlPlanePace } from "./control-plane-pace.ts";
import type { Questions } from "./inventory-questions.ts";

export const permissions = [
  "sqs:GetQueueUrl",
  "sqs:GetQueueAttributes",
  "kinesis:DescribeStreamSummary",
] as const;

export type RetentionClients = { readonly sqs: SQSClient; readonly kinesis: KinesisClient };

/** How long a source keeps what is unread. @param sourceArn absent: a Kafka cluster outside AWS */
export type RetentionOf = (sourceArn: string | undefined) => Promise<SourceRetention>;

/**
 * Asks each source once, however many functions read it.
 *
 * An answer that is missing leaves the retention unknown and no function unguarded: it changes how soon a brake warns and
 * not which brake is safe. So it is noted for the account. Sources of other accounts are not asked at all, as the guard's
 * role ends at its own.
 */
export function sourceRetention(
  { sqs, kinesis }: RetentionClients,
  {
    accountId,
    pace,
    open,
  }: { readonly accountId: string; readonly pace: ControlPlanePace; readonly open: Questions },
): RetentionOf {
  const known = new Map<string, SourceRetention>();

  async function askSource(sourceArn: string): Promise<SourceRetention> {
    const kind = polledSourceOf(sourceArn);
    const [, , , , owner, resource = ""] = sourceArn.split(":");
    const fixed = kind === undefined ? undefined : RETENTION_OF_KIND[kind];
    if (fixed !== undefined) return fixed;
    if (owner !== accountId) return UNKNOWN_RETENTION;
    if (kind === "sqs") return askQueue(resource);
    if (kind === "kinesis") return askStream(sourceArn);
    return UNKNOWN_RETENTION;
  }

  async function askQueue(QueueName: string): Promise<SourceRetention> {
    // A queue's address is not put together here: in other partitions, and for old queues, it looks different.
    const found = await cloudAnswer("sqs:GetQueueUrl", sqs.send(new GetQueueUrlCommand({ QueueName })), GONE);
    if (!found.ok) return UNKNOWN_RETENTION;
    const { QueueUrl } = found.value;
    const answer = await cloudAnswer(
      "sqs:GetQueueAttributes",
      sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: ["MessageRetentionPeriod", "RedrivePolicy"],
        }),
      ),
      GONE,
    );
    return answer.ok ? queueRetention(answer.value.Attributes ?? {}) : UNKNOWN_RETENTION;
  }

  async function askStream(StreamARN: string): Promise<SourceRetention> {
    // 20 requests per second, shared with everybody in the account as those of Lambda are.
    await pace();
    const answer = await cloudAnswer(
      "kinesis:DescribeStreamSummary",
      kinesis.send(new DescribeStreamSummaryCommand({ StreamARN })),
      GONE,
    );
    const hours = answer.ok ? answer.value.StreamDescriptionSummary?.RetentionPeriodHours : undefined;
    return hours === undefined ? UNKNOWN_RETENTION : { keepsForSeconds: (hours * HOUR_MS) / SECOND_MS };
  }

  return async (sourceArn) => {
    if (sourceArn === undefined) return UNKNOWN_RETENTION;
    const retention = known.get(sourceArn) ?? (await open.ask(() => askSource(sourceArn), UNKNOWN_RETENTION));
    known.set(sourceArn, retention);
    return retention;
  };
}

/** A mapping may outlive its source; then there is nothing to keep. */
const GONE = [
  "QueueDoesNotExist",
  "AWS.SimpleQueueService.NonExistentQueue",
  "ResourceNotFoundException",
] as const;
