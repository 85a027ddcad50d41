import type { PolledSource } from "./trigger.ts";

/** How long a source keeps what nobody has read. What is absent is not known, which is not the same as "forever". */
export type SourceRetention = {
  /** In s, > 0. */
  readonly keepsForSeconds?: number;
  /** Queues with a dead-letter queue: how often a message may be received without success. */
  readonly maxReceiveCount?: number;
};

/** Of brokers, of Kafka clusters, and of whatever could not be asked. */
export const UNKNOWN_RETENTION: SourceRetention = {};

/** Sources that need not be asked. A DocumentDB cluster's own setting, 1 h to 7 days, is not read: AWS's default stands for it. */
export const RETENTION_OF_KIND: Readonly<Partial<Record<PolledSource, SourceRetention>>> = {
  "dynamodb-stream": { keepsForSeconds: 86_400 },
  documentdb: { keepsForSeconds: 10_800 },
};

/**
 * What a queue's attributes say of its retention.
 * @param attributes as `sqs:GetQueueAttributes` writes them; the redrive policy is JSON text, its numbers perhaps in quotes
 */
export function queueRetention(attributes: {
  readonly MessageRetentionPeriod?: string | undefined;
  readonly RedrivePolicy?: string | undefined;
}): SourceRetention {
  const keepsForSeconds = Number(attributes.MessageRetentionPeriod);
  const maxReceiveCount = Number(redriveOf(attributes.RedrivePolicy).maxReceiveCount);
  return {
    ...(keepsForSeconds > 0 ? { keepsForSeconds } : {}),
    ...(maxReceiveCount > 0 ? { maxReceiveCount } : {}),
  };
}

/**
 * The retention as a mapping sees it, which discards records that are older than its own maximum age when it reaches them.
 * @param maximumRecordAgeSeconds -1 or absent: the mapping sets none
 */
export function withinRecordAge(
  retention: SourceRetention,
  maximumRecordAgeSeconds: number | undefined,
): SourceRetention {
  if (maximumRecordAgeSeconds === undefined || maximumRecordAgeSeconds <= 0) return retention;
  const { keepsForSeconds = Number.POSITIVE_INFINITY } = retention;
  return { ...retention, keepsForSeconds: Math.min(keepsForSeconds, maximumRecordAgeSeconds) };
}

function redriveOf(policy: string | undefined): { readonly maxReceiveCount?: number | string } {
  if (policy === undefined || policy === "") return {};
  return JSON.parse(policy);
}
