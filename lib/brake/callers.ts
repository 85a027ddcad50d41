import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { isPolled, isSynchronous } from "../domain/trigger.ts";

/**
 * Who invokes a function besides the sources that Lambda polls for it.
 * - `none`: nobody; turning its mappings off stops it.
 * - `maybe-asynchronous`: only mappings are known, but nobody has looked for other events yet.
 * - `synchronous`: only callers that wait for their answer, so nothing can wait in a queue.
 * - `asynchronous`: somebody hands events over, or may do so: stopping at 0 would lose them.
 */
export type Callers = "none" | "maybe-asynchronous" | "synchronous" | "asynchronous";

/** A baseline that could not tell, or that does not exist, counts as having seen asynchronous events. */
export function callersOf(profile: FunctionProfile, baseline: Baseline | undefined): Callers {
  const asyncSeen = baseline?.asyncEventsSeen ?? "unknown";
  const direct = profile.triggers.filter((trigger) => !isPolled(trigger));
  if (direct.length > 0)
    return asyncSeen === false && direct.every(isSynchronous) ? "synchronous" : "asynchronous";
  if (profile.triggers.length === 0 || asyncSeen === true) return "asynchronous";
  return asyncSeen === "unknown" ? "maybe-asynchronous" : "none";
}
