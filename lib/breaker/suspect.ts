import type { Brake } from "../domain/breaker.ts";
import { type SettingValue, sameValue } from "../domain/setting.ts";
import { type EpochMs, toIso } from "../domain/time.ts";

/** A trace of the last change of a setting or of its function; what AWS does not tell is absent. */
export type ChangeTrace = { readonly atMs?: EpochMs; readonly by?: "person" | "aws" };

/**
 * Whose change a drifted setting looks like, as half a sentence. A guess that saves a person the search: nothing is decided by it.
 *
 * @param trace   of the setting, or of its function's last deployment where the setting keeps none
 * @param sinceMs when the guard last set it
 */
export function suspectOf(
  { prior, setting }: Pick<Brake, "prior" | "setting">,
  found: SettingValue,
  trace: ChangeTrace | undefined,
  sinceMs: EpochMs,
): string {
  const changedAtMs = trace?.atMs !== undefined && trace.atMs > sinceMs ? trace.atMs : undefined;
  if (trace?.by === "aws" && changedAtMs !== undefined)
    return `it looks like AWS itself, at ${toIso(changedAtMs)}`;
  const isAsBefore = sameValue(found, prior);
  if (changedAtMs !== undefined) {
    const who = setting.kind === "concurrency" ? "a deployment" : "a person or a deployment";
    return `it looks like ${who}, at ${toIso(changedAtMs)}${isAsBefore ? ", that brought back the value from before the trip" : ""}`;
  }
  if (isAsBefore)
    return "it looks like somebody who undid the brake by hand, or a deployment that set only this value";
  return isStopped(found)
    ? "it looks like another kill switch, or a person who stopped it further"
    : "it looks like a person or another tool: neither the guard nor the time before the trip knows this value";
}

const isStopped = (value: SettingValue): boolean => {
  switch (value.kind) {
    case "concurrency":
      return value.reserved === 0;
    case "event-source":
      return !value.enabled;
    case "pipe":
      return !value.running;
  }
};
