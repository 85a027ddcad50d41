import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Setting, SettingValue } from "../domain/setting.ts";
import { MINUTE_MS, SECOND_MS } from "../domain/time.ts";

/** How long a brake may last before it loses events, counted from the trip; alerts warn at half of it. */
export type LossClock = {
  /** `unknown`: as long as the source itself keeps what is unread, which the inventory does not ask. */
  readonly lossAfterMs: number | "unknown" | "never";
  readonly sentence: string;
};

/**
 * The shortest loss clock of a set of changes. Lambda keeps an asynchronous event that it cannot run for the function's
 * maximum event age, 6 hours at most; a call refused at 0 was never stored.
 *
 * @param changes planned ones, or the brakes of a breaker
 */
export function lossClock(
  profile: FunctionProfile,
  changes: readonly { readonly setting: Setting; readonly wanted: SettingValue }[],
): LossClock {
  const waits = changes.some(({ wanted }) => wanted.kind === "concurrency" && wanted.reserved !== 0);
  const paused = changes.some(({ setting }) => setting.kind === "event-source");
  if (waits) {
    const lossAfterMs = profile.maximumEventAgeSeconds * SECOND_MS;
    return { lossAfterMs, sentence: `waiting events are lost after ${duration(lossAfterMs)}` };
  }
  return paused
    ? { lossAfterMs: "unknown", sentence: "what is unread is lost after the source's own retention" }
    : { lossAfterMs: "never", sentence: "nothing waits, so nothing is lost" };
}

function duration(ms: number): string {
  const minutes = ms / MINUTE_MS;
  if (minutes < 120) return `${Number(minutes.toFixed(1))} min`;
  return `${Number((minutes / 60).toFixed(1))} h`;
}
