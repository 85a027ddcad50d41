import { triggersWords } from "../../domain/trigger-words.ts";
import { figure } from "../wording.ts";
import { type CauseRule, has } from "./cause-rule.ts";
import { runsNow, sinceWords } from "./facts.ts";

/** A record below one run a minute: hardly used. */
const IDLE_RECORD_PER_MINUTE = 1;

/** A function that nobody used is used: forgotten ones are the least watched, and the first that stolen keys try. */
export const awakened: CauseRule = (input) => {
  if (!has(input, "volume", "growth", "burn", "persistence", "drift", "async-events")) return undefined;
  const { perMinute, record } = runsNow(input);
  if (record >= IDLE_RECORD_PER_MINUTE) return undefined;
  const { historyDays } = input.baseline;
  const past =
    historyDays > 0
      ? `It was hardly used in ${figure(historyDays)} days of history (${figure(record)} runs a minute are the most that recurs)`
      : "Nothing is known of its past";
  return {
    cause: "awakened",
    sentence: `${past}, and has run ${figure(perMinute)} times a minute ${sinceWords(input)}; it can be called by ${triggersWords(input.profile.triggers)}.`,
  };
};
