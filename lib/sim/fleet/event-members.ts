import { streamTrigger } from "../spec.ts";
import { invoiceBatch } from "./invoice-batch.ts";
import type { Member } from "./member.ts";
import { perDay, perMinute } from "./rates.ts";

/** Streams, buckets, topics, rules and other functions. */
export const EVENT_MEMBERS: readonly Member[] = [
  {
    name: "clickstream-sink",
    team: "analytics",
    memoryMb: 512,
    medianMs: 120,
    trigger: (traffic) =>
      streamTrigger({ kind: "kinesis", streamName: "clickstream", shards: 4, batchSize: 100, ...traffic }),
    traffic: { meanPerHour: perMinute(900), course: "lively" },
  },
  {
    name: "thumbnail-maker",
    team: "content",
    memoryMb: 1536,
    medianMs: 950,
    trigger: (traffic) => ({ kind: "s3", bucketName: "shop-uploads", ...traffic }),
    traffic: { meanPerHour: perMinute(20), course: "lively" },
    special: { reservedConcurrency: 300 },
  },
  {
    name: "stock-level-projector",
    team: "logistics",
    memoryMb: 256,
    medianMs: 90,
    trigger: (traffic) => streamTrigger({ kind: "dynamodb-stream", streamName: "stock", ...traffic }),
    traffic: { meanPerHour: 48, course: "steady" },
  },
  {
    // Follows a recording whose bursts reach 290 times its median: busy hours that cost cents and harm nobody.
    name: "price-alert-sender",
    team: "growth",
    memoryMb: 128,
    medianMs: 120,
    trigger: (traffic) => ({ kind: "sns", topicName: "price-changes", ...traffic }),
    traffic: { meanPerHour: 42, course: "wild" },
  },
  {
    name: "deploy-audit-log",
    team: "platform",
    memoryMb: 128,
    medianMs: 300,
    trigger: (traffic) => ({
      kind: "event-rule",
      ruleName: "deploy-audit",
      eventPattern: '{"source":["aws.codedeploy"]}',
      ...traffic,
    }),
    traffic: { meanPerHour: perDay(12), course: "even" },
  },
  {
    name: "invoice-render",
    team: "finance",
    memoryMb: 1024,
    medianMs: 7400,
    trigger: (traffic) => ({ kind: "direct-async", ...traffic }),
    traffic: invoiceBatch,
    special: { timeoutSeconds: 60 },
  },
];
