import type { Brake } from "../domain/breaker.ts";
import type { Demand } from "../domain/calm.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { isSourceOff } from "../domain/setting.ts";
import { isAsynchronous, isPolled } from "../domain/trigger.ts";

/** While a source is off nothing of it can be seen; under every other brake the demand shows somewhere. */
export const isVisible = ({ wanted }: Pick<Brake, "wanted">): boolean => !isSourceOff(wanted);

/**
 * Where the demand shows under a brake: refused calls, events received, or runs of a polled source. Where somebody may
 * call and wait, refused calls count even though retried events are among them: that errs toward keeping the brake on.
 */
export function demandsOn({ setting, refusesOnly }: Brake, { triggers }: FunctionProfile): readonly Demand[] {
  if (setting.kind !== "concurrency") return ["polled"];
  if (refusesOnly) return ["synchronous"];
  const pushed = triggers.filter((trigger) => !isPolled(trigger) && trigger.kind !== "pipe");
  const onlyEvents = pushed.length > 0 && pushed.every(isAsynchronous);
  return onlyEvents ? ["asynchronous"] : ["asynchronous", "synchronous"];
}
