import type { Member } from "../../../../lib/sim/fleet/member.ts";
import { nothing, publicUrl, queue, shopApi, steadily } from "./cast.ts";
import { flood } from "./happenings.ts";
import type { Plot } from "./stage.ts";

const mails: Member["trigger"] = queue({
  queueName: "mails",
  maxReceiveCount: 5,
  visibilityTimeoutSeconds: 180,
});

export const CHAINS: readonly Plot[] = [
  {
    // 4,000 forms a minute of 0.45 s in 1 GB, $1.80 an hour; each is checked for 1.1 s in 2 GB, $9 an hour.
    name: "chain-of-a-flood",
    kind: "chain",
    title: "Bots fill in a public form, and every entry is checked by a dearer function behind a queue.",
    attacked: ["contact-form", "contact-check"],
    startHour: 22,
    hours: 12,
    beginsAfterHours: 1.2,
    lastsHours: 8,
    cast: [
      {
        name: "contact-form",
        team: "support",
        memoryMb: 1024,
        medianMs: 400,
        trigger: publicUrl,
        traffic: steadily(25),
        special: { sends: [{ toFunction: "contact-check", toTrigger: 0, eventsPerRun: 1 }] },
      },
      {
        name: "contact-check",
        team: "support",
        memoryMb: 2048,
        medianMs: 1000,
        trigger: queue({ queueName: "contacts", maxReceiveCount: 5, visibilityTimeoutSeconds: 180 }),
        traffic: nothing,
      },
    ],
    changes: (stage) => [flood(stage, "contact-form", { perMinute: 4_000 })],
    // With so few functions the owner allows two of them at a time.
    policyText: () => "version: 1\nmode: enforce\nblastRadius:\n  maxFleetRatioPerHour: 0.25\n",
  },
  {
    // 90 orders a minute put 41 messages each where one was; 0.8 s in 1 GB: $4 an hour. Behind a brake on the mailer the messages
    // wait, and cost the same later. The sender costs what it always did; to stop it would save something, and be right, too.
    name: "chain-of-a-version",
    kind: "chain",
    title: "A new version sends every mail once per line of the order, to another function.",
    attacked: ["order-mailer", "order-api"],
    startHour: 11,
    hours: 13,
    beginsAfterHours: 1.5,
    lastsHours: 4,
    cast: [
      {
        name: "order-api",
        team: "orders",
        memoryMb: 512,
        medianMs: 170,
        trigger: shopApi,
        traffic: steadily(90),
        special: { sends: [{ toFunction: "order-mailer", toTrigger: 0, eventsPerRun: 1 }] },
      },
      {
        name: "order-mailer",
        team: "orders",
        memoryMb: 1024,
        medianMs: 720,
        trigger: mails,
        traffic: nothing,
      },
    ],
    changes: ({ beginMs, untilMs }) => [
      { kind: "deploy", functionName: "order-api", atMs: beginMs, durationFactor: 1 },
      {
        kind: "fan-out",
        functionName: "order-api",
        atMs: beginMs,
        toFunction: "order-mailer",
        toTrigger: 0,
        eventsPerRun: 40,
      },
      { kind: "fix", functionName: "order-api", atMs: untilMs },
    ],
  },
];
