import { isSynchronous } from "../../domain/trigger.ts";
import { triggersWords } from "../../domain/trigger-words.ts";
import { figure } from "../wording.ts";
import { type CauseRule, has, signalOf } from "./cause-rule.ts";
import { heldMinutes } from "./held.ts";

/** Above it nobody would call it hidden. */
const MOST_TIMES_USUAL = 4;
/** A crowd that stays for less is a busy half hour. */
const LEAST_MINUTES = 60;

/** Somebody takes a little more than usual for hours, through a door that is open to callers, and is careful not to stand out. */
export const leech: CauseRule = (input) => {
  const rise = signalOf(input, "drift") ?? signalOf(input, "persistence");
  if (rise === undefined || has(input, "volume", "growth", "errors", "async-events")) return undefined;
  const open = input.profile.triggers.filter(isSynchronous);
  if (open.length === 0 || rise.actual > MOST_TIMES_USUAL * rise.expected) return undefined;
  const held = heldMinutes(input);
  if (rise.kind === "persistence" && held < LEAST_MINUTES) return undefined;
  const times = rise.expected > 0 ? ` ${figure(rise.actual / rise.expected)} times` : "";
  return {
    cause: "leech",
    sentence:
      `Calls through ${triggersWords(open)} do not fail and do not surge, but stay${times} above what is usual, for ${held} min or ` +
      `longer: ${figure(rise.actual)} ${rise.unit}, ${figure(rise.expected)} expected.`,
  };
};
