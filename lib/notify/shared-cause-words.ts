import type { SharedCause } from "../domain/blast-radius-excess.ts";
import { clockTime } from "../domain/clock-time.ts";
import type { EpochMs } from "../domain/time.ts";
import { triggerWords } from "../domain/trigger-words.ts";
import { CAUSE_WORDS } from "./evidence.ts";

/** The clue in one sentence: `4 of 5 belong to the stack shop-prod.` */
export function sharedCauseWords(shared: SharedCause | undefined, nowMs: EpochMs): string {
  if (shared === undefined)
    return "No shared cause is seen in what they are or what calls them. It may be a service that they all call, or a bad baseline.";
  return `${shared.functions} of ${shared.of} ${shareWords(shared, nowMs)}.`;
}

function shareWords(shared: SharedCause, nowMs: EpochMs): string {
  switch (shared.kind) {
    case "stack":
      return `belong to the stack ${shared.stackName}`;
    case "source":
      return `are called by ${triggerWords(shared.source)}`;
    case "deploy":
      return `were deployed ${between(shared, nowMs)}, before it began`;
    case "onset":
      return `show ${CAUSE_WORDS[shared.cause]} that began ${between(shared, nowMs)}`;
  }
}

function between(
  { firstMs, lastMs }: { readonly firstMs: EpochMs; readonly lastMs: EpochMs },
  nowMs: EpochMs,
): string {
  const first = clockTime(firstMs, nowMs);
  const last = clockTime(lastMs, nowMs);
  return first === last ? `at ${first}` : `between ${first} and ${last}`;
}
