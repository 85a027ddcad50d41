import { quantile } from "../../detect/quantile.ts";
import type { AttackOutcome, WatcherName } from "./contest-task.ts";

/** How soon attacks were seen; minutes from the first datapoint. */
export type Lateness = {
  readonly attacks: number;
  /** `null`: half of them, or a twentieth, were not seen in two hours; absent when there were none. */
  readonly medianMinutes?: number | null;
  readonly p95Minutes?: number | null;
  readonly neverSeen: number;
};

export function lateness(attacks: readonly AttackOutcome[], name: WatcherName): Lateness {
  const minutes = Float64Array.from(
    attacks,
    ({ minutesToSee }) => minutesToSee[name] ?? Number.POSITIVE_INFINITY,
  ).sort();
  const at = (share: number): number | null => {
    // Between a number and never lies never.
    const found = quantile(minutes, share);
    return Number.isFinite(found) ? found : null;
  };
  return {
    attacks: attacks.length,
    ...(attacks.length === 0 ? {} : { medianMinutes: at(0.5), p95Minutes: at(0.95) }),
    neverSeen: attacks.filter(({ minutesToSee }) => minutesToSee[name] === null).length,
  };
}
