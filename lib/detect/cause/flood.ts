import { isPolled, isSynchronous } from "../../domain/trigger.ts";
import { triggersWords } from "../../domain/trigger-words.ts";
import { figure } from "../wording.ts";
import { type CauseInput, type CauseRule, has } from "./cause-rule.ts";
import { isRisen, runsNow, runsWords, sinceWords } from "./facts.ts";

const FAR_TIMES = 5;

/** More of the same from outside, through whatever door it has. */
export const flood: CauseRule = (input) => {
  if (!has(input, "volume", "growth", "throttles", "async-events", "persistence") && !isRisen(input))
    return undefined;
  const { perMinute, expected, record } = runsNow(input);
  const more = perMinute > FAR_TIMES * expected ? "Far more" : "More";
  return {
    cause: "flood",
    sentence: `${more} ${whereFrom(input)} ${sinceWords(input)}: ${runsWords(input)}, ${figure(record)} is the record.`,
  };
};

function whereFrom({ profile: { triggers } }: CauseInput): string {
  const open = triggers.filter(isSynchronous);
  if (open.length > 0) return `calls than usual come in through ${triggersWords(open)}`;
  const polled = triggers.filter(isPolled);
  if (polled.length > 0) return `than usual is waiting in ${triggersWords(polled)}`;
  return `events than usual come from ${triggersWords(triggers)}, at once and not growing as a loop does`;
}
