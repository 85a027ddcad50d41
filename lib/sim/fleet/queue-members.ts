import { type SqsSpec, sqsTrigger } from "../spec.ts";
import type { Member } from "./member.ts";
import { perDay, perMinute } from "./rates.ts";

const queue =
  (settings: Pick<SqsSpec, "queueName"> & Partial<SqsSpec>): Member["trigger"] =>
  (traffic) =>
    sqsTrigger({ batchSize: 1, ...settings, ...traffic });

export const QUEUE_MEMBERS: readonly Member[] = [
  {
    name: "activity-enricher",
    team: "analytics",
    memoryMb: 256,
    medianMs: 55,
    trigger: queue({ queueName: "activity", maxReceiveCount: 5 }),
    traffic: { meanPerHour: perMinute(1000), course: "steady" },
  },
  {
    // A common misconfiguration: no dead-letter queue, and a visibility timeout hardly above the function's own.
    name: "shipment-sync",
    team: "logistics",
    memoryMb: 2048,
    medianMs: 360,
    trigger: queue({ queueName: "shipments", visibilityTimeoutSeconds: 30 }),
    traffic: { meanPerHour: perMinute(90), course: "steady" },
    special: { timeoutSeconds: 25 },
  },
  {
    name: "mail-sender",
    team: "growth",
    memoryMb: 256,
    medianMs: 700,
    trigger: queue({ queueName: "outgoing-mail", maxReceiveCount: 5, visibilityTimeoutSeconds: 180 }),
    traffic: { meanPerHour: 42, course: "sparse" },
    special: { reservedConcurrency: 5 },
  },
  {
    name: "refund-worker",
    team: "finance",
    memoryMb: 256,
    medianMs: 1300,
    trigger: queue({ queueName: "refunds", maxReceiveCount: 10, visibilityTimeoutSeconds: 180 }),
    traffic: { meanPerHour: 5, course: "rare" },
  },
  {
    name: "chargeback-worker",
    team: "finance",
    memoryMb: 256,
    medianMs: 5200,
    trigger: queue({ queueName: "chargebacks", maxReceiveCount: 5, visibilityTimeoutSeconds: 180 }),
    traffic: { meanPerHour: perDay(4), course: "even" },
  },
  {
    name: "data-export-worker",
    team: "analytics",
    memoryMb: 1024,
    medianMs: 95_000,
    trigger: queue({ queueName: "data-exports", maxReceiveCount: 3, visibilityTimeoutSeconds: 5400 }),
    traffic: { meanPerHour: perDay(2), course: "even" },
    special: { timeoutSeconds: 900 },
  },
];
