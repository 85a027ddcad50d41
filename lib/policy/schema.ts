import * as z from "zod";

/*
 * The shape of overcurrent.yml. The JSON schema that editors use is generated from it, so every description here is
 * what an owner reads while typing.
 */

const mode = z.enum(["observe", "enforce"]);
const usdPerHour = z.number().min(0).max(1_000_000);
const minutes = (least: number, most: number) => z.number().min(least).max(most);
const text = z.string().min(1).max(200);

const ALERT_ABOVE =
  "Tell nobody of an anomaly that costs less than this. USD per hour of impact, list price.";
const ACT_ABOVE = "Never act on an anomaly that costs less than this. USD per hour of impact, list price.";

const exemptUntil = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: (issue) =>
    `${JSON.stringify(issue.input)} is not a date; write it like 2026-12-31 (midnight UTC) or 2026-12-31T18:00:00Z`,
});

const rule = z.strictObject({
  name: text.describe("Shown in reasons and alerts; unique in the file."),
  match: z
    .strictObject({
      name: text.exactOptional().describe("Glob on the function name: * is any run of characters, ? is one."),
      tags: z.record(text, z.string()).exactOptional().describe("Tags that must all be set to these values."),
    })
    .refine((match) => match.name !== undefined || match.tags !== undefined, {
      error: 'matches nothing; give name or tags (name: "*" matches every function)',
    }),
  mode: mode.exactOptional().describe("Overrides the mode of the file for these functions."),
  exempt: z
    .strictObject({
      because: text.describe("Why the guard keeps its hands off; shown in every alert."),
      until: exemptUntil.exactOptional().describe("When the exemption ends; without it, never."),
    })
    .exactOptional()
    .describe("Observe these functions and never act on them."),
  alertAboveUsdPerHour: usdPerHour.exactOptional().describe(ALERT_ABOVE),
  actAboveUsdPerHour: usdPerHour.exactOptional().describe(ACT_ABOVE),
});

const blastRadius = z.strictObject({
  maxFunctionsPerHour: z
    .int()
    .min(1)
    .max(1_000)
    .default(3)
    .describe("Most functions that the guard trips in one hour; beyond it calls a person."),
  maxFleetRatioPerHour: z
    .number()
    .min(0)
    .max(1)
    .default(0.1)
    .describe("The same as a share of all functions, 0 to 1; one function is always allowed."),
});

const breaker = z
  .strictObject({
    firstProbeAfterMinutes: minutes(1, 120)
      .default(10)
      .describe("First look whether the cause is gone, after the trip."),
    backoffFactor: z.number().min(1).max(10).default(2).describe("Each further probe waits longer by this."),
    maxProbeAfterMinutes: minutes(1, 240).default(120).describe("Longest wait between two probes."),
    probeMinutes: minutes(3, 30)
      .default(4)
      .describe("Length of a probe; at least 3, since metrics take two minutes to appear."),
    // Lambda gives up on waiting asynchronous events after 6 h (360 min); a brake must have let go before.
    expiresAfterMinutes: minutes(15, 350)
      .default(300)
      .describe("The guard lets go at the latest after this; below 360, when Lambda drops waiting events."),
    recoveryMinutes: minutes(0, 240)
      .default(30)
      .describe("After a restore, what piled up may run so long without counting as an attack."),
  })
  .refine((given) => given.firstProbeAfterMinutes <= given.maxProbeAfterMinutes, {
    path: ["maxProbeAfterMinutes"],
    error: "is below firstProbeAfterMinutes; use the same or more",
  });

export const policyFileSchema = z.strictObject({
  version: z.literal(1).default(1).describe("Version of this file's format."),
  mode: mode.default("observe").describe("observe: decide and tell. enforce: also act."),
  alertAboveUsdPerHour: usdPerHour.default(0.25).describe(ALERT_ABOVE),
  actAboveUsdPerHour: usdPerHour.default(1).describe(ACT_ABOVE),
  probationDays: z
    .number()
    .min(1)
    .max(14)
    .default(3)
    .describe("Days of history that a function needs before the guard may act on it."),
  rules: z
    .array(rule)
    .max(200)
    .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, {
      error: "two rules have the same name; rename one of them",
    })
    .default([])
    .describe("The first rule that matches a function decides for it."),
  blastRadius: blastRadius.prefault({}).describe("Beyond this the guard stops acting and calls a person."),
  breaker: breaker.prefault({}).describe("The times of a trip, in minutes."),
  quietMinutes: minutes(5, 240)
    .default(15)
    .describe("An incident is resolved after so many minutes without an anomaly."),
});

export type PolicyFile = z.infer<typeof policyFileSchema>;
