import type { Cause, Signal, SignalKind } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { type EpochMs, MINUTE_MS, toIso } from "../domain/time.ts";
import { isPolled, isSynchronous, type Trigger } from "../domain/trigger.ts";

export type CauseInput = {
  readonly profile: FunctionProfile;
  readonly baseline: Baseline;
  /** Signals at or above their cut. */
  readonly signals: readonly Signal[];
  readonly beganAtMs: EpochMs;
};

export type CauseFinding = { readonly cause: Cause; readonly sentence: string };

/** A deploy shows its effect when the first runs of the new version end. */
const DEPLOY_EFFECT_MINUTES = 30;
/** The stretch may look older than the deploy by what the rounding to minutes and the bridging add. */
const DEPLOY_SLACK_MINUTES = 3;
/** Records below one run a minute: hardly used. */
const IDLE_RECORD_PER_MINUTE = 1;

const SELF_FEEDING: readonly Trigger["kind"][] = ["s3", "sns", "sqs", "dynamodb-stream", "unknown"];

/** The likeliest cause, with a sentence that a person can check. A guess: it names the incident, it decides nothing. */
export function classifyCause(input: CauseInput): CauseFinding {
  return (
    provenLoop(input) ??
    deployRegression(input) ??
    retryStorm(input) ??
    likelyLoop(input) ??
    durationBlowUp(input) ??
    largerBatch(input) ??
    awakened(input) ??
    flood(input) ?? { cause: "unknown", sentence: "None of the known patterns fits what was seen." }
  );
}

const has = ({ signals }: CauseInput, ...kinds: readonly SignalKind[]): boolean =>
  signals.some(({ kind }) => kinds.includes(kind));
const kindsOf = (triggers: readonly Trigger[]): string =>
  [...new Set(triggers.map(({ kind }) => kind))].join(", ");

function provenLoop(input: CauseInput): CauseFinding | undefined {
  if (!has(input, "recursion")) return undefined;
  return { cause: "loop", sentence: "AWS's own loop detection dropped runs of this function." };
}

function deployRegression(input: CauseInput): CauseFinding | undefined {
  const { profile, beganAtMs } = input;
  const minutesAfter = (beganAtMs - profile.lastModifiedMs) / MINUTE_MS;
  const isFresh = minutesAfter >= -DEPLOY_SLACK_MINUTES && minutesAfter <= DEPLOY_EFFECT_MINUTES;
  if (!isFresh || !has(input, "duration", "errors")) return undefined;
  return {
    cause: "deploy-regression",
    sentence: `The function was last modified at ${toIso(profile.lastModifiedMs)}, just before its runs became slow or failed.`,
  };
}

function retryStorm(input: CauseInput): CauseFinding | undefined {
  const retrying = input.profile.triggers.filter((trigger) => !isSynchronous(trigger));
  if (!has(input, "errors") || retrying.length === 0) return undefined;
  return {
    cause: "retry-storm",
    sentence: `Most runs fail, and what comes from ${kindsOf(retrying)} is tried again after each failure.`,
  };
}

function likelyLoop(input: CauseInput): CauseFinding | undefined {
  const feeding = input.profile.triggers.filter(({ kind }) => SELF_FEEDING.includes(kind));
  const rises = has(input, "growth", "async-events") || (has(input, "volume") && has(input, "concurrency"));
  if (!rises || (feeding.length === 0 && input.profile.triggers.length > 0)) return undefined;
  if (input.profile.triggers.some(isSynchronous) && !has(input, "growth", "async-events")) return undefined;
  return {
    cause: "loop",
    sentence:
      feeding.length > 0
        ? `Runs rise without any caller waiting for an answer, and ${kindsOf(feeding)} can be fed by the function itself.`
        : "Runs rise and no trigger is known, so the function may be calling itself.",
  };
}

function durationBlowUp(input: CauseInput): CauseFinding | undefined {
  const duration = input.signals.find(({ kind }) => kind === "duration");
  if (duration === undefined || has(input, "volume")) return undefined;
  return { cause: "duration-blow-up", sentence: `Not more runs, but longer ones. ${duration.sentence}` };
}

function largerBatch(input: CauseInput): CauseFinding | undefined {
  const { triggers } = input.profile;
  if (!has(input, "volume", "burn") || triggers.length === 0) return undefined;
  if (!triggers.every(({ kind }) => kind === "schedule")) return undefined;
  return {
    cause: "batch",
    sentence: "Only a schedule starts this function, and it started more than usual.",
  };
}

function awakened(input: CauseInput): CauseFinding | undefined {
  const { recordPerMinute } = input.baseline.invocations;
  if (!has(input, "volume") || recordPerMinute >= IDLE_RECORD_PER_MINUTE) return undefined;
  return {
    cause: "awakened",
    sentence: "The function was hardly used before and is now running all the time.",
  };
}

function flood(input: CauseInput): CauseFinding | undefined {
  const { triggers } = input.profile;
  const open = triggers.filter(isSynchronous);
  if (!has(input, "volume", "growth", "throttles")) return undefined;
  if (open.length > 0)
    return { cause: "flood", sentence: `Far more calls than usual come in through ${kindsOf(open)}.` };
  if (triggers.some(isPolled))
    return { cause: "flood", sentence: "Far more than usual is waiting in the source that it reads from." };
  return { cause: "flood", sentence: `Far more events than usual come from ${kindsOf(triggers)}.` };
}
