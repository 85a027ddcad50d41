import { isSynchronous, type Trigger } from "../../domain/trigger.ts";
import { triggersWords } from "../../domain/trigger-words.ts";
import { figure } from "../wording.ts";
import { type CauseInput, type CauseRule, has, signalOf } from "./cause-rule.ts";
import { climbOf } from "./climb.ts";
import { failuresOf, freshChange, lastedMinutes } from "./facts.ts";
import { saturationOf } from "./saturation.ts";

/** Where a function can write what calls it again; an unknown caller may be the function itself. */
const SELF_FEEDING: readonly Trigger["kind"][] = ["s3", "sns", "sqs", "dynamodb-stream", "unknown"];

/** AWS itself followed the trace of an event through the same function again and again. */
export const provenLoop: CauseRule = (input) => {
  const recursion = signalOf(input, "recursion");
  if (recursion === undefined) return undefined;
  return {
    cause: "loop",
    sentence: `AWS's own loop detection dropped ${figure(recursion.actual)} runs of this function, the newest within a quarter of an hour.`,
  };
};

/** Runs that fail bring no new events, so a loop runs well, at least in the main. */
const MOST_FAILED_RATIO = 0.5;

/**
 * A loop that feeds itself grows step by step until the concurrency is used up, and stays there; what somebody sends
 * comes at once. Either counts only where nobody waits for an answer: callers may grow and crowd as they like.
 */
export const likelyLoop: CauseRule = (input) => {
  const { triggers } = input.profile;
  const feeding = triggers.filter(({ kind }) => SELF_FEEDING.includes(kind));
  if (feeding.length === 0 && triggers.length > 0) return undefined;
  if (triggers.some(isSynchronous) && !has(input, "async-events")) return undefined;
  const { failed, runs } = failuresOf(input);
  if (failed > MOST_FAILED_RATIO * runs) return undefined;

  const course = courseWords(input);
  if (course === undefined) return undefined;
  const feeder =
    feeding.length > 0
      ? `the function can itself fill ${triggersWords(feeding)}`
      : "no trigger of it is known, so it may be calling itself";
  const change = freshChange(input);
  const deploy = change === undefined ? "" : ` ${change}.`;
  return { cause: "loop", sentence: `${course}, nobody waits for an answer, and ${feeder}.${deploy}` };
};

/** The first steps of a loop look ordinary on their own. */
const MINUTES_BEFORE = 5;

function courseWords(input: CauseInput): string | undefined {
  const { minutes, began } = input;
  const climb = climbOf((minutes.of("invocations") ?? []).slice(Math.max(0, began - MINUTES_BEFORE)));
  if (has(input, "growth") || climb.isGradual)
    return `Runs grew from ${figure(climb.from)} to ${figure(climb.to)} a minute within ${climb.minutes} min`;
  const saturation = saturationOf(input);
  if (saturation === undefined) return undefined;
  return (
    `${figure(saturation.concurrency)} runs at once, neither more nor fewer, for ${saturation.minutes} of ${lastedMinutes(input)} min, ` +
    `and ${figure(saturation.refusedPerMinute)} a minute are refused: the concurrency is used up`
  );
}
