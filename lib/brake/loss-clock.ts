import type { FunctionProfile } from "../domain/function-profile.ts";
import type { Setting, SettingValue } from "../domain/setting.ts";
import { MINUTE_MS, SECOND_MS } from "../domain/time.ts";

/** A function whose waiting events live shorter than this is not made to wait: a trip with its probes needs about as long. */
const LEAST_LOSS_AFTER_MS = 30 * MINUTE_MS;

/** How long a brake may last before it loses events, counted from the trip. */
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

/** When the changes begin to lose what waits, in ms from the trip; `undefined` where no loss clock is known to run. */
export function lossAfterMs(
  profile: FunctionProfile,
  changes: readonly { readonly setting: Setting; readonly wanted: SettingValue }[],
): number | undefined {
  const clock = lossClock(profile, changes);
  return typeof clock.lossAfterMs === "number" ? clock.lossAfterMs : undefined;
}

/** Half a sentence why events must not be made to wait for this function; `undefined` when they may. */
export function whyNotToWait({ maximumEventAgeSeconds }: FunctionProfile): string | undefined {
  const lossAfterMs = maximumEventAgeSeconds * SECOND_MS;
  if (lossAfterMs >= LEAST_LOSS_AFTER_MS) return undefined;
  return `its waiting events would be lost after ${duration(lossAfterMs)}: a brake, also a person's, needs ${duration(LEAST_LOSS_AFTER_MS)}`;
}

function duration(ms: number): string {
  const minutes = ms / MINUTE_MS;
  if (minutes < 120) return `${Number(minutes.toFixed(1))} min`;
  return `${Number((minutes / 60).toFixed(1))} h`;
}
