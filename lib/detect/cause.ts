import { awakened } from "./cause/awakened.ts";
import { recurringBatch, scheduledBatch } from "./cause/batch.ts";
import type { CauseFinding, CauseInput, CauseRule } from "./cause/cause-rule.ts";
import { deployRegression } from "./cause/deploy-regression.ts";
import { durationBlowUp } from "./cause/duration-blow-up.ts";
import { flood } from "./cause/flood.ts";
import { leech } from "./cause/leech.ts";
import { likelyLoop, provenLoop } from "./cause/loop.ts";
import { retryStorm } from "./cause/retry-storm.ts";
import { unknownCause } from "./cause/unknown.ts";

/**
 * The strongest evidence first: what AWS says itself, then how runs grow where only the function can feed itself, then what
 * coincides with a change, then what shows in another metric than the runs, and at last the mere number of runs.
 */
const RULES: readonly CauseRule[] = [
  provenLoop,
  likelyLoop,
  deployRegression,
  retryStorm,
  durationBlowUp,
  scheduledBatch,
  recurringBatch,
  awakened,
  leech,
  flood,
];

/** The likeliest cause, with a sentence that a person can check. A guess: it names the incident, it decides nothing. */
export function classifyCause(input: CauseInput): CauseFinding {
  for (const rule of RULES) {
    const finding = rule(input);
    if (finding !== undefined) return finding;
  }
  return unknownCause(input);
}
