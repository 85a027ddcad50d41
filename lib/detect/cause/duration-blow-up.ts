import { runLength } from "../wording.ts";
import { type CauseRule, has } from "./cause-rule.ts";
import { runMsNow, runsWords, sinceWords } from "./facts.ts";

/** A mean so near the timeout means that most runs are cut off by it. */
const TIMEOUT_RATIO = 0.9;

/** Not more runs, but longer ones: the sum of both is billed. */
export const durationBlowUp: CauseRule = (input) => {
  if (!has(input, "duration") || has(input, "volume", "growth")) return undefined;
  const { now, usual } = runMsNow(input);
  const { timeoutSeconds } = input.profile;
  const timeout = now >= TIMEOUT_RATIO * timeoutSeconds * 1000 ? ` (its timeout is ${timeoutSeconds} s)` : "";
  return {
    cause: "duration-blow-up",
    sentence: `Not more runs, but longer ones: ${runLength(now)} each ${sinceWords(input)}${timeout}, ${runLength(usual)} is usual; ${runsWords(input)}.`,
  };
};
