import type { Brake } from "../domain/breaker.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import { isPolled } from "../domain/trigger.ts";

/**
 * The function as its owner set it, with the guard's own brakes taken off: an inventory taken during a trip must not
 * make the brake look like the owner's choice afterwards.
 */
export function withoutBrakes(profile: FunctionProfile, brakes: readonly Brake[]): FunctionProfile {
  let { reservedConcurrency } = profile;
  const enabled = new Map<string, boolean>();
  const running = new Map<string, boolean>();
  for (const { setting, prior } of brakes) {
    if (setting.kind === "concurrency" && prior.kind === "concurrency") reservedConcurrency = prior.reserved;
    if (setting.kind === "event-source" && prior.kind === "event-source")
      enabled.set(setting.mappingId, prior.enabled);
    if (setting.kind === "pipe" && prior.kind === "pipe") running.set(setting.pipeName, prior.running);
  }
  const triggers = profile.triggers.map((trigger) => {
    if (trigger.kind === "pipe")
      return { ...trigger, running: running.get(trigger.pipeName) ?? trigger.running };
    return isPolled(trigger)
      ? { ...trigger, enabled: enabled.get(trigger.mappingId) ?? trigger.enabled }
      : trigger;
  });
  return { ...profile, reservedConcurrency, triggers };
}
