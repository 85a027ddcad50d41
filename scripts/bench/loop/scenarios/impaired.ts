import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import type { Member } from "../../../../lib/sim/fleet/member.ts";
import type { Outage } from "../scenario.ts";
import { bucket, publicUrl, queue, SHARE_PREVIEW, shopApi, steadily } from "./cast.ts";
import { flood, loopDeployed } from "./happenings.ts";
import type { Plot, Stage } from "./stage.ts";

/** A new account: ten environments, all of which must stay unreserved. */
const NEW_ACCOUNT = { concurrencyLimit: 10, unreservedFloor: 10 } as const;
const SMALL_FLEET = [
  "store-locator-api",
  "gift-card-api",
  "currency-rates",
  "newsletter-signup",
  "refund-worker",
];

const SNAPSHOT: Member = {
  name: "page-snapshot",
  team: "growth",
  memoryMb: 4096,
  medianMs: 1_200,
  trigger: publicUrl,
  traffic: steadily(6),
};
const CONVERTER: Member = {
  name: "file-converter",
  team: "content",
  memoryMb: 4096,
  medianMs: 2_500,
  trigger: bucket("incoming-files"),
  traffic: steadily(3),
  special: { failureDestination: true, timeoutSeconds: 60 },
};

const outage = (of: Outage["of"], { beginMs }: Stage, afterMinutes: number, minutes: number): Outage => ({
  of,
  fromMs: beginMs + afterMinutes * MINUTE_MS,
  untilMs: beginMs + (afterMinutes + minutes) * MINUTE_MS,
});

export const IMPAIRED: readonly Plot[] = [
  {
    // As flood-public-url: $4.80 an hour.
    name: "metric-gap-in-a-flood",
    kind: "impaired",
    title: "CloudWatch answers nobody for twenty minutes just as a flood begins.",
    attacked: ["share-preview"],
    startHour: 2,
    hours: 12,
    beginsAfterHours: 1,
    cast: [SHARE_PREVIEW],
    changes: (stage) => [flood(stage, "share-preview", { perMinute: 9_000 })],
    outages: (stage) => [outage("metrics", stage, -1, 20)],
  },
  {
    // As loop-sqs: $17 an hour.
    name: "control-plane-outage-in-a-loop",
    kind: "impaired",
    title: "Lambda's control plane answers nobody for twenty minutes while a queue feeds itself.",
    attacked: ["label-printer"],
    startHour: 19,
    hours: 12,
    beginsAfterHours: 1.5,
    lastsHours: 8,
    cast: [
      {
        name: "label-printer",
        team: "logistics",
        memoryMb: 512,
        medianMs: 900,
        trigger: queue({ queueName: "labels", maxReceiveCount: 5, visibilityTimeoutSeconds: 180 }),
        traffic: steadily(40),
      },
    ],
    changes: (stage) => loopDeployed(stage, "label-printer", { eventsPerRun: 1.2 }),
    outages: (stage) => [outage("control-plane", stage, 2, 20)],
  },
  {
    // All ten environments in 4 GB: $2.40 an hour.
    name: "limit-10-callers",
    kind: "impaired",
    title: "A flood fills an account that has ten environments and may reserve none of them.",
    attacked: ["page-snapshot"],
    startHour: 4,
    hours: 12,
    beginsAfterHours: 1.2,
    lastsHours: 8,
    cast: [SNAPSHOT],
    bystanders: SMALL_FLEET,
    limits: NEW_ACCOUNT,
    changes: (stage) => [flood(stage, "page-snapshot", { perMinute: 1_200 })],
  },
  {
    // All ten environments in 4 GB: $2.40 an hour. Events that are given up go to a queue of failures.
    name: "limit-10-events",
    kind: "impaired",
    title:
      "A flood of uploads fills an account of ten environments; whatever waits for too long is kept elsewhere.",
    attacked: ["file-converter"],
    startHour: 7,
    hours: 12,
    beginsAfterHours: 1.5,
    lastsHours: 4,
    cast: [CONVERTER],
    bystanders: SMALL_FLEET,
    limits: NEW_ACCOUNT,
    changes: (stage) => [flood(stage, "file-converter", { perMinute: 400 })],
  },
  {
    // 5,000 calls a minute of 0.56 s in 1.5 GB: $4.20 an hour. No reservation below the provisioned four is possible.
    name: "flood-of-provisioned",
    kind: "impaired",
    title: "Bots find a function with provisioned concurrency, below which nothing can be reserved.",
    attacked: ["availability-api"],
    startHour: 21,
    hours: 12,
    beginsAfterHours: 1.2,
    lastsHours: 8,
    cast: [
      {
        name: "availability-api",
        team: "storefront",
        memoryMb: 1536,
        medianMs: 500,
        trigger: shopApi,
        traffic: steadily(120),
        special: { provisionedConcurrency: 4 },
      },
    ],
    changes: (stage) => [flood(stage, "availability-api", { perMinute: 5_000 })],
  },
  {
    // 150 environments of 1 GB: $9 an hour. The number must be back afterwards, and not just gone.
    name: "flood-of-reserved",
    kind: "impaired",
    title: "Bots find a function that has its own reservation of 150.",
    attacked: ["partner-catalogue-api"],
    startHour: 23,
    hours: 12,
    beginsAfterHours: 1.2,
    lastsHours: 8,
    cast: [
      {
        name: "partner-catalogue-api",
        team: "partners",
        memoryMb: 1024,
        medianMs: 900,
        trigger: publicUrl,
        traffic: steadily(60),
        special: { reservedConcurrency: 150 },
      },
    ],
    changes: (stage) => [flood(stage, "partner-catalogue-api", { perMinute: 12_000 })],
  },
];
