import { queue, steadily, stream, stubbornClients, topic } from "./cast.ts";
import { waiting } from "./happenings.ts";
import type { Plot } from "./stage.ts";

export const RETRY_STORMS: readonly Plot[] = [
  {
    // 150 messages a minute, each tried three times for 24 s in 1.5 GB: $16 an hour.
    name: "retry-storm-sqs",
    kind: "retry-storm",
    title: "A warehouse stops answering; messages are tried three times and then go to a dead-letter queue.",
    attacked: ["order-importer"],
    startHour: 9,
    hours: 13,
    beginsAfterHours: 1,
    cast: [
      {
        name: "order-importer",
        team: "orders",
        memoryMb: 1536,
        medianMs: 600,
        trigger: queue({ queueName: "imports", maxReceiveCount: 3, visibilityTimeoutSeconds: 60 }),
        traffic: steadily(150),
      },
    ],
    changes: (stage) => [waiting(stage, "order-importer", { medianMs: 24_000 })],
  },
  {
    // No dead-letter queue: every message comes back until the mapping's ceiling of 60 runs of 2 GB is reached: $7.20 an hour.
    name: "retry-storm-sqs-endless",
    kind: "retry-storm",
    title: "A carrier stops answering, and the queue gives every message back for days.",
    attacked: ["shipment-sync"],
    startHour: 20,
    hours: 13,
    beginsAfterHours: 1.5,
    cast: [
      {
        name: "shipment-sync",
        team: "logistics",
        memoryMb: 2048,
        medianMs: 360,
        trigger: queue({ queueName: "shipments", maximumConcurrency: 60 }),
        traffic: steadily(90),
        special: { timeoutSeconds: 25 },
      },
    ],
    changes: (stage) => [waiting(stage, "shipment-sync", { medianMs: 17_000 })],
  },
  {
    // 16 shards try their batch again and again in 3 GB: $2.80 an hour; usually $0.30.
    name: "retry-storm-kinesis",
    kind: "retry-storm",
    title: "A store of measurements refuses writes, and every shard repeats its batch.",
    attacked: ["telemetry-sink"],
    startHour: 2,
    hours: 12,
    beginsAfterHours: 1,
    cast: [
      {
        name: "telemetry-sink",
        team: "analytics",
        memoryMb: 3008,
        medianMs: 250,
        trigger: stream({ kind: "kinesis", streamName: "telemetry", shards: 16 }),
        traffic: steadily(320),
        special: { timeoutSeconds: 60 },
      },
    ],
    changes: (stage) => [waiting(stage, "telemetry-sink", { medianMs: 20_000 })],
  },
  {
    // 12 shards in 3 GB: $2.10 an hour; usually $0.07.
    name: "retry-storm-dynamodb",
    kind: "retry-storm",
    title: "One record that cannot be read holds up a table's stream, shard after shard.",
    attacked: ["ledger-export"],
    startHour: 12,
    hours: 12,
    beginsAfterHours: 1.2,
    cast: [
      {
        name: "ledger-export",
        team: "finance",
        memoryMb: 3008,
        medianMs: 140,
        trigger: stream({ kind: "dynamodb-stream", streamName: "ledger", shards: 12 }),
        traffic: steadily(150),
      },
    ],
    changes: (stage) => [waiting(stage, "ledger-export", { medianMs: 18_000 })],
  },
  {
    // 120 events a minute, each run three times for 22 s in 1 GB: $9 an hour.
    name: "retry-storm-sns",
    kind: "retry-storm",
    title: "A mail service hangs; every event is run three times and then goes to a queue of failures.",
    attacked: ["receipt-sender"],
    startHour: 0,
    hours: 12,
    beginsAfterHours: 1.5,
    lastsHours: 4.5,
    cast: [
      {
        name: "receipt-sender",
        team: "finance",
        memoryMb: 1024,
        medianMs: 700,
        trigger: topic("receipts"),
        traffic: steadily(120),
        special: { failureDestination: true },
      },
    ],
    changes: (stage) => [waiting(stage, "receipt-sender", { medianMs: 22_000 })],
  },
  {
    // 200 calls a minute, each tried four times for 18 s in 1 GB: $17 an hour.
    name: "retry-storm-clients",
    kind: "retry-storm",
    title: "A payment service hangs, and every client tries three times more.",
    attacked: ["checkout-api"],
    startHour: 17,
    hours: 12,
    beginsAfterHours: 1,
    cast: [
      {
        name: "checkout-api",
        team: "orders",
        memoryMb: 1024,
        medianMs: 300,
        trigger: stubbornClients(3),
        traffic: steadily(200),
      },
    ],
    changes: (stage) => [waiting(stage, "checkout-api", { medianMs: 18_000 })],
  },
];
