import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { isPolled, isSynchronous, type Trigger } from "../domain/trigger.ts";

/**
 * Who invokes a function besides the sources that are read for it.
 * - `none`: nobody; turning its mappings and pipes off stops it.
 * - `maybe-asynchronous`: only mappings and pipes are known, but nobody has looked for other events yet.
 * - `synchronous`: only callers that wait for their answer, so nothing can wait in a queue.
 * - `asynchronous`: somebody hands events over, or may do so: stopping at 0 would lose them.
 */
export type Callers = "none" | "maybe-asynchronous" | "synchronous" | "asynchronous";

/** A baseline that could not tell, or that does not exist, counts as having seen asynchronous events. */
export function callersOf(profile: FunctionProfile, baseline: Baseline | undefined): Callers {
  const asyncSeen = baseline?.asyncEventsSeen ?? "unknown";
  const direct = directTriggers(profile);
  if (direct.length > 0)
    return asyncSeen === false && direct.every(isSynchronous) ? "synchronous" : "asynchronous";
  if (profile.triggers.length === 0 || asyncSeen === true) return "asynchronous";
  return asyncSeen === "unknown" ? "maybe-asynchronous" : "none";
}

/** Triggers that only the function's concurrency can limit. */
export const directTriggers = ({ triggers }: FunctionProfile): readonly Trigger[] =>
  triggers.filter((trigger) => !isPolled(trigger) && trigger.kind !== "pipe");
