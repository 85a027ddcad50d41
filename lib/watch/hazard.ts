import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { DAY_MS, type EpochMs } from "../domain/time.ts";
import type { Trigger } from "../domain/trigger.ts";

/**
 * How often something goes wrong with a function, in cases per month: floods, loops, retry storms, stolen keys, leeches. Nobody
 * publishes such rates. These say that a fleet of a thousand ordinary functions has about one case a month, and what matters for
 * the order of reading is how they stand to each other.
 */
const CASES_PER_MONTH = {
  /** Any function may get a bug, or be called with stolen keys. */
  any: 0.000_5,
  /** Whoever finds the address can call it, and each call is billed. Denial of wallet begins here. */
  publicUrl: 0.005,
  /** As above, with the throttles and keys that a gateway may have. */
  apiGateway: 0.003,
  /** A load balancer or an interactive service stands in front and takes calls from outside. */
  otherEntrance: 0.002,
  /** A function can write to what triggers it: queue, table, stream, bucket, topic, bus. */
  selfFeeding: 0.001,
  /** As above where AWS's own loop detection is off, or where it does not look: tables and buses. */
  unguardedLoop: 0.003,
} as const;

/** Most outages follow a change: about 70 % at Google (Beyer et al. (2016), "Site Reliability Engineering", chapter 1). */
const TIMES_CHANGED = 5;
const CHANGED_DAYS = 3;
/** Nothing says yet that it behaves, and what is usual for it is not known. */
const TIMES_NEW = 3;
const NEW_DAYS = 3;
/** What swings a lot by itself has more in it that can go wrong; up to twice. */
const MOST_TIMES_ERRATIC = 2;

/**
 * How often something is likely to go wrong with a function: cases per month, > 0. A small reservation is no part of it: it
 * bounds what a case can burn.
 */
export function casesPerMonth(
  profile: FunctionProfile,
  baseline: Baseline | undefined,
  nowMs: EpochMs,
): number {
  const exposure = profile.triggers.reduce(
    (highest, trigger) => Math.max(highest, exposureBy(trigger, profile)),
    0,
  );
  const isChanged = nowMs - profile.lastModifiedMs < CHANGED_DAYS * DAY_MS;
  const isNew = baseline === undefined || baseline.historyDays < NEW_DAYS;
  const erratic = 1 + (baseline?.durationMs.relativeSpread ?? 0);
  return (
    (CASES_PER_MONTH.any + exposure) *
    (isChanged ? TIMES_CHANGED : 1) *
    (isNew ? TIMES_NEW : Math.min(MOST_TIMES_ERRATIC, erratic))
  );
}

function exposureBy(trigger: Trigger, { recursionDetection }: FunctionProfile): number {
  switch (trigger.kind) {
    case "function-url":
      return trigger.isPublic ? CASES_PER_MONTH.publicUrl : 0;
    case "api-gateway":
      return CASES_PER_MONTH.apiGateway;
    case "load-balancer":
    case "interactive-service":
    case "lambda-at-edge":
    case "unknown":
      return CASES_PER_MONTH.otherEntrance;
    case "sqs":
    case "s3":
    case "sns":
      return recursionDetection === "allow" ? CASES_PER_MONTH.unguardedLoop : CASES_PER_MONTH.selfFeeding;
    case "dynamodb-stream":
    case "event-rule":
    case "pipe":
      return CASES_PER_MONTH.unguardedLoop;
    case "kinesis":
    case "kafka":
    case "mq":
    case "documentdb":
      return CASES_PER_MONTH.selfFeeding;
    default:
      return 0;
  }
}
