import { type EpochMs, MINUTE_MS, toIso } from "../domain/time.ts";

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1_440;

/** `2026-11-10 02:55`, UTC. */
export const dayAndTime = (atMs: EpochMs): string => toIso(atMs).slice(0, 16).replace("T", " ");
/** `2026-11-10`. */
export const day = (atMs: EpochMs): string => toIso(atMs).slice(0, 10);
/** `02:55`. */
export const timeOfDay = (atMs: EpochMs): string => toIso(atMs).slice(11, 16);

/** `4 min`, `2 h 10 min`, `3.5 days`. */
export function lasting(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 2 * MINUTES_PER_HOUR) return `${minutes} min`;
  if (minutes < 2 * MINUTES_PER_DAY) {
    const rest = minutes % MINUTES_PER_HOUR;
    return `${Math.floor(minutes / MINUTES_PER_HOUR)} h${rest === 0 ? "" : ` ${rest} min`}`;
  }
  return `${Number((minutes / MINUTES_PER_DAY).toFixed(1))} days`;
}
