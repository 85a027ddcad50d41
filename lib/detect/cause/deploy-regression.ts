import { isSynchronous } from "../../domain/trigger.ts";
import { figure, runLength } from "../wording.ts";
import { type CauseInput, type CauseRule, has } from "./cause-rule.ts";
import { failuresOf, freshChange, runMsNow } from "./facts.ts";

/** Runs that take so much longer than usual after a change are its work, though they may be too few to be a signal. */
const TIMES_RUN_MS = 1.5;

/**
 * Code or configuration was changed shortly before, and each run is worse than before. How many runs there are is not
 * up to a deploy where callers decide it: a flood after a deploy is a flood.
 */
export const deployRegression: CauseRule = (input) => {
  const change = freshChange(input);
  if (change === undefined || isFlooded(input)) return undefined;
  const effects = [slowerWords(input), failingWords(input)].filter((words) => words !== undefined);
  if (effects.length === 0) return undefined;
  return { cause: "deploy-regression", sentence: `${change}; since then ${effects.join(" and ")}.` };
};

const isFlooded = (input: CauseInput): boolean =>
  has(input, "volume", "growth") && input.profile.triggers.some(isSynchronous);

function slowerWords(input: CauseInput): string | undefined {
  const { now, usual } = runMsNow(input);
  const isSlower =
    has(input, "duration") || (has(input, "burn", "persistence") && now >= TIMES_RUN_MS * usual);
  return isSlower ? `a run takes ${runLength(now)}, ${runLength(usual)} is usual` : undefined;
}

function failingWords(input: CauseInput): string | undefined {
  if (!has(input, "errors")) return undefined;
  const { failed, runs } = failuresOf(input);
  return `${figure(failed)} of ${figure(runs)} runs have failed`;
}
