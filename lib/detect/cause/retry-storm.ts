import { isSynchronous } from "../../domain/trigger.ts";
import { triggersWords } from "../../domain/trigger-words.ts";
import { figure } from "../wording.ts";
import { type CauseRule, has } from "./cause-rule.ts";
import { failuresOf, runsWords, sinceWords } from "./facts.ts";

/** Runs fail, and what they failed on comes back: from a queue or stream until it expires, from Lambda's own queue twice. */
export const retryStorm: CauseRule = (input) => {
  const retrying = input.profile.triggers.filter((trigger) => !isSynchronous(trigger));
  if (!has(input, "errors") || retrying.length === 0) return undefined;
  const { failed, runs } = failuresOf(input);
  return {
    cause: "retry-storm",
    sentence:
      `${figure(failed)} of ${figure(runs)} runs have failed ${sinceWords(input)}, and what comes from ${triggersWords(retrying)} ` +
      `is tried again after each failure: ${runsWords(input)}.`,
  };
};
