import * as z from "zod";
import { DEFAULT_RISK_HOURS, LOSS_CLOCK_ANSWERS } from "../domain/guard-policy.ts";
import { MODES, UNANSWERED_DEFAULTS } from "../domain/plan.ts";
import { DAY_MS } from "../domain/time.ts";
import { UNBRAKEABLE_SOURCES } from "../domain/trigger.ts";
import { account, match, region, text } from "./match-schema.ts";

/*
 * The shape of overcurrent.yml. The JSON schema that editors use is generated from it, so every description here is
 * what an owner reads while typing.
 */

const mode = z.enum(MODES);
const usdAtRisk = z.number().min(0).max(1_000_000);
const minutes = (least: number, most: number) => z.number().min(least).max(most);

const MODES_IN_WORDS = "observe: decide, record and tell. approve: ask a person first. enforce: act.";
const ALERT_ABOVE =
  "Tell nobody of an anomaly that would cost less than this over the next riskHours. USD beyond the expectation, list price.";
const ACT_ABOVE =
  "Never act on an anomaly that would cost less than this over the next riskHours. USD beyond the expectation, list price.";
const RISK_HOURS =
  "Hours until somebody is sure to have read an alert: what an anomaly costs in them is at risk.";

const riskHours = z.number().min(1).max(72);

const time = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: (issue) =>
    `${JSON.stringify(issue.input)} is not a date; write it like 2026-12-31 (midnight UTC) or 2026-12-31T18:00:00Z`,
});

const AT_LOSS_CLOCK =
  "When what waits behind a brake is about to be lost. release: let it through in a trickle. keep: stay braked and lose it. ask: warn critically at half, then release.";
const atLossClock = z.enum(LOSS_CLOCK_ANSWERS);

const withinMinutes = minutes(2, 240);
const WITHIN = "Minutes that a person has to answer, counted from the question.";
const otherwise = z.enum(UNANSWERED_DEFAULTS);
const OTHERWISE = "What happens when nobody has answered by then. act: trip. alert: leave it at the alert.";

const approval = z.strictObject({
  withinMinutes: withinMinutes.default(15).describe(WITHIN),
  // Fails toward spending: a mode that asks must not act on somebody who only slept.
  otherwise: otherwise.default("alert").describe(OTHERWISE),
});

const invokedBy = z
  .array(z.enum(UNBRAKEABLE_SOURCES))
  .max(UNBRAKEABLE_SOURCES.length)
  .describe(
    "Callers that no inventory can see and that break when they are refused: these functions are never stopped.",
  );

const rule = z.strictObject({
  name: text.describe("Shown in reasons and alerts; unique in the file."),
  match,
  mode: mode
    .exactOptional()
    .describe(`Overrides the mode of the file for these functions. ${MODES_IN_WORDS}`),
  exempt: z
    .strictObject({
      because: text.describe("Why the guard keeps its hands off; shown in every alert."),
      until: time.exactOptional().describe("When the exemption ends; without it, never."),
    })
    .exactOptional()
    .describe("Observe these functions and never act on them."),
  alertAboveUsdAtRisk: usdAtRisk.exactOptional().describe(ALERT_ABOVE),
  actAboveUsdAtRisk: usdAtRisk.exactOptional().describe(ACT_ABOVE),
  riskHours: riskHours.exactOptional().describe(RISK_HOURS),
  approval: z
    .strictObject({
      withinMinutes: withinMinutes.exactOptional().describe(WITHIN),
      otherwise: otherwise.exactOptional().describe(OTHERWISE),
    })
    .exactOptional()
    .describe("How mode approve asks about these functions; what is left out comes from the file."),
  atLossClock: atLossClock.exactOptional().describe(AT_LOSS_CLOCK),
  invokedBy: invokedBy.exactOptional(),
});

/** Learning leaves planned time out, and what it looks back on are two weeks: a longer plan would leave too little to learn from. */
const LONGEST_PLAN_DAYS = 7;

const plannedActivity = z
  .strictObject({
    name: text.describe("Shown in reasons; unique in the file."),
    match: match.describe("Functions that it covers."),
    from: time.describe("When it begins, with the zone, like 2026-11-27T08:00:00+01:00."),
    until: time.describe("When it ends, with the zone; at most 7 days later."),
    because: text.describe("What is expected; shown in reasons."),
    upToTimes: z
      .number()
      .gt(1)
      .max(1_000)
      // A launch that triples a function, in the middle of its own bursts, costs six times what the hour expects. Fails toward
      // spending, for as long as the plan lasts: who announced a launch must not be stopped in it.
      .default(10)
      .describe("So many times the usual cost is expected; beyond it an anomaly is judged as ever."),
  })
  .refine(({ from, until }) => Date.parse(until) > Date.parse(from), {
    path: ["until"],
    error: "is not after from; a plan has to last",
  })
  .refine(({ from, until }) => Date.parse(until) - Date.parse(from) <= LONGEST_PLAN_DAYS * DAY_MS, {
    path: ["until"],
    error: `is more than ${LONGEST_PLAN_DAYS} days after from; what lasts longer is the new usual and has to be learned`,
  });

const namesDiffer = (entries: readonly { readonly name: string }[]): boolean =>
  new Set(entries.map(({ name }) => name)).size === entries.length;

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
    maxProbeAfterMinutes: minutes(1, 240).default(60).describe("Longest wait between two probes."),
    probeMinutes: minutes(3, 30)
      .default(4)
      .describe("Length of a probe; at least 3, since metrics take two minutes to appear."),
    // Lambda gives up on waiting asynchronous events after 6 h (360 min); a brake must have let go before.
    expiresAfterMinutes: minutes(15, 350)
      .default(300)
      .describe("The guard lets go at the latest after this; below 360, when Lambda drops waiting events."),
    stageMinutes: minutes(1, 30)
      // Metrics take two minutes: what burns in the first stage is seen before the last one begins.
      .default(3)
      .describe("Length of each smaller stage before the last one of a probe."),
    recoveryMinutes: minutes(0, 240)
      .default(30)
      .describe("After a restore, what piled up may run so long without counting as an attack."),
  })
  .refine((given) => given.firstProbeAfterMinutes <= given.maxProbeAfterMinutes, {
    path: ["maxProbeAfterMinutes"],
    error: "is below firstProbeAfterMinutes; use the same or more",
  });

const guardBill = z.strictObject({
  limitUsdPerMonth: z
    .number()
    .min(1)
    .max(10_000)
    // Fails toward spending on attacks that hide: what is large against the account's total is seen at any limit.
    .default(5)
    .describe(
      "What the guard itself may cost in a calendar month, USD at list price beyond the free requests. Near it, reading gets sparser where it hurts least.",
    ),
  freeCloudWatchRequests: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(1_000_000)
    .describe(
      "Of CloudWatch's million free API requests a month, how many the guard may count on. Less where other tools of the account use them.",
    ),
});

const memberAccount = z.strictObject({
  account: account.describe("Its twelve digits in quotes."),
  regions: z.array(region).min(1).max(40).describe("Regions of it that the guard looks after."),
  externalId: z
    .string()
    // As AWS takes it for sts:ExternalId.
    .regex(/^[\w+=,.@:/-]{2,128}$/, {
      error: "is not an external id; write 2 to 128 letters, digits or any of + = , . @ : / -",
    })
    .describe("The external id that deploy/spoke.yml was given in that account."),
});

const accountsDiffer = (members: readonly { readonly account: string }[]): boolean =>
  new Set(members.map((member) => member.account)).size === members.length;

export const policyFileSchema = z.strictObject({
  version: z.literal(1).default(1).describe("Version of this file's format."),
  mode: mode.default("observe").describe(MODES_IN_WORDS),
  // Fails toward spending, by at most so much a night: nobody is woken for two dollars.
  alertAboveUsdAtRisk: usdAtRisk.default(2).describe(ALERT_ABOVE),
  // Fails toward spending, too: stopping a function wrongly costs its owner more than eight dollars.
  actAboveUsdAtRisk: usdAtRisk.default(8).describe(ACT_ABOVE),
  // Fails toward stopping: by day somebody reads the alert sooner, and less is at risk than is reckoned with.
  riskHours: riskHours.default(DEFAULT_RISK_HOURS).describe(RISK_HOURS),
  approval: approval.prefault({}).describe("How a person is asked in mode approve."),
  // Fails toward spending: what is lost cannot be bought back.
  atLossClock: atLossClock.default("release").describe(AT_LOSS_CLOCK),
  guarded: z
    .array(match)
    .max(200)
    .default([])
    .describe(
      "Functions that the guard may act on at all; left out or empty: every one. The others are watched and told of.",
    ),
  probationDays: z
    .number()
    .min(1)
    .max(14)
    .default(3)
    .describe("Days of history that a function needs before the guard may act on it."),
  rules: z
    .array(rule)
    .max(200)
    .refine(namesDiffer, { error: "two rules have the same name; rename one of them" })
    .default([])
    .describe("The first rule that matches a function decides for it."),
  planned: z
    .array(plannedActivity)
    .max(200)
    .refine(namesDiffer, { error: "two plans have the same name; rename one of them" })
    .default([])
    .describe("Declared times of more load. Leave past ones in for 15 days: learning skips them."),
  blastRadius: blastRadius.prefault({}).describe("Beyond this the guard stops acting and calls a person."),
  breaker: breaker.prefault({}).describe("The times of a trip, in minutes."),
  quietMinutes: minutes(5, 240)
    .default(15)
    .describe("An incident is resolved after so many minutes without an anomaly."),
  guardBill: guardBill.prefault({}).describe("What the guard itself may cost."),
  watchList: z
    .array(match)
    .max(200)
    .default([])
    .describe("Functions that are read every minute, before all others. Each costs up to $0.43 a month."),
  regions: z
    .union([z.literal("all"), z.array(region).max(40)])
    .default("all")
    .describe(
      "Regions of this account besides the one it is deployed into. all: every enabled one; an idle one costs next to nothing. [] for none.",
    ),
  accounts: z
    .array(memberAccount)
    .max(500)
    .refine(accountsDiffer, { error: "the same account stands twice; give it all its regions at once" })
    .default([])
    .describe("Member accounts, each with the roles of deploy/spoke.yml."),
});

export type PolicyFile = z.infer<typeof policyFileSchema>;
