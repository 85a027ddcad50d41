import { triggersWords } from "../../domain/trigger-words.ts";
import type { CauseFinding, CauseInput } from "./cause-rule.ts";
import { runsWords } from "./facts.ts";

/** What was seen, where no pattern explains it: better no name than a wrong one. */
export function unknownCause(input: CauseInput): CauseFinding {
  const [strongest] = input.signals;
  const seen = strongest === undefined ? "" : ` ${strongest.sentence}`;
  const calls = `It is called by ${triggersWords(input.profile.triggers)}: ${runsWords(input)}.`;
  return { cause: "unknown", sentence: `None of the known patterns fits.${seen} ${calls}` };
}
