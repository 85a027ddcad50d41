import type { Member } from "../../../../lib/sim/fleet/member.ts";
import { bucket, nothing, queue, steadily, stream, THUMBNAILS, topic } from "./cast.ts";
import { loopDeployed } from "./happenings.ts";
import type { Plot } from "./stage.ts";

const DOCUMENT_SCAN: Member = {
  name: "document-scan",
  team: "legal",
  memoryMb: 2048,
  medianMs: 1500,
  trigger: bucket("documents"),
  traffic: steadily(8),
  special: { sends: [{ toFunction: "document-index", toTrigger: 0, eventsPerRun: 1 }] },
};
const DOCUMENT_INDEX: Member = {
  name: "document-index",
  team: "legal",
  memoryMb: 1024,
  medianMs: 600,
  trigger: queue({ queueName: "scanned-documents", maxReceiveCount: 5, visibilityTimeoutSeconds: 180 }),
  traffic: nothing,
};

export const LOOPS: readonly Plot[] = [
  {
    // Fills its reservation of 300 in 1.5 GB: $26 an hour. A person is up after four hours; events wait for six.
    name: "loop-s3",
    kind: "loop",
    title: "A new version writes thumbnails where the uploads are; its old SDK passes no trace on.",
    attacked: ["thumbnail-maker"],
    startHour: 0,
    hours: 12,
    beginsAfterHours: 1.2,
    lastsHours: 4,
    cast: [{ ...THUMBNAILS, special: { ...THUMBNAILS.special, reservedConcurrency: 300 } }],
    changes: (stage) => loopDeployed(stage, "thumbnail-maker", { eventsPerRun: 1.3 }),
  },
  {
    // Each upload grows to 1,300 runs before AWS ends its chain: $45 an hour, and the whole account is busy.
    name: "loop-s3-traced",
    kind: "loop",
    title: "Thumbnails of thumbnails, with a trace: AWS ends each chain after 16 runs, and new ones begin.",
    attacked: ["thumbnail-maker"],
    startHour: 13,
    hours: 12,
    beginsAfterHours: 1.5,
    lastsHours: 4.5,
    cast: [THUMBNAILS],
    changes: (stage) => loopDeployed(stage, "thumbnail-maker", { eventsPerRun: 1.5, propagatesTrace: true }),
  },
  {
    // All environments that the account has, as far as its pollers get there, of 512 MB: $17 an hour.
    name: "loop-sqs",
    kind: "loop",
    title: "A worker puts messages that it cannot place back on its own queue, and some of them twice.",
    attacked: ["order-router"],
    startHour: 9,
    hours: 12,
    beginsAfterHours: 1,
    cast: [
      {
        name: "order-router",
        team: "orders",
        memoryMb: 512,
        medianMs: 700,
        trigger: queue({ queueName: "orders", maxReceiveCount: 5, visibilityTimeoutSeconds: 180 }),
        traffic: steadily(60),
      },
    ],
    changes: (stage) => loopDeployed(stage, "order-router", { eventsPerRun: 1.2 }),
  },
  {
    // Its reservation of 100 in 1 GB: $6 an hour. Events that wait for too long go to a queue of failures.
    name: "loop-sns",
    kind: "loop",
    title: "A notifier publishes its own errors to the topic that calls it.",
    attacked: ["price-notifier"],
    startHour: 18,
    hours: 13,
    beginsAfterHours: 1.5,
    cast: [
      {
        name: "price-notifier",
        team: "growth",
        memoryMb: 1024,
        medianMs: 500,
        trigger: topic("prices"),
        traffic: steadily(30),
        special: { reservedConcurrency: 100, failureDestination: true },
      },
    ],
    changes: (stage) => loopDeployed(stage, "price-notifier", { eventsPerRun: 1.4 }),
  },
  {
    // All 24 shards busy in 2 GB: $2.80 an hour; usually $0.10.
    name: "loop-dynamodb",
    kind: "loop",
    title: "A projector updates the very table whose changes it reads.",
    attacked: ["basket-projector"],
    startHour: 10,
    hours: 12,
    beginsAfterHours: 1.2,
    cast: [
      {
        name: "basket-projector",
        team: "orders",
        memoryMb: 2048,
        medianMs: 160,
        trigger: stream({ kind: "dynamodb-stream", streamName: "baskets", shards: 24, batchSize: 10 }),
        traffic: steadily(240),
      },
    ],
    changes: (stage) => loopDeployed(stage, "basket-projector", { eventsPerRun: 12 }),
  },
  {
    // Grows by a third in each round until the account is full: $18 an hour. To stop either of them ends it.
    name: "loop-of-two",
    kind: "loop",
    title: "An indexer writes its results into the bucket of the scanner that sends it work.",
    attacked: ["document-scan", "document-index"],
    startHour: 6,
    hours: 12,
    beginsAfterHours: 1.5,
    lastsHours: 4,
    cast: [DOCUMENT_SCAN, DOCUMENT_INDEX],
    changes: ({ beginMs, untilMs }) => [
      { kind: "deploy", functionName: "document-index", atMs: beginMs, durationFactor: 1 },
      {
        kind: "fan-out",
        functionName: "document-index",
        atMs: beginMs,
        toFunction: "document-scan",
        toTrigger: 0,
        eventsPerRun: 1.3,
      },
      { kind: "fix", functionName: "document-index", atMs: untilMs },
    ],
  },
];
