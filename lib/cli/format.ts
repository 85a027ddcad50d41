import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 1_440;

/** `45 min`, `3 h`, `2 d`: the largest unit of which there are at least two, or minutes; rounded to the nearest. */
function span(minutes: number): string {
  if (minutes < 2 * MINUTES_PER_HOUR) return `${Math.round(minutes)} min`;
  if (minutes < 2 * MINUTES_PER_DAY) return `${Math.round(minutes / MINUTES_PER_HOUR)} h`;
  return `${Math.round(minutes / MINUTES_PER_DAY)} d`;
}

/** How long ago or ahead, for people: `4 min ago`, `in 3 h`, `just now` within half a minute. */
export function relativeTime(atMs: EpochMs, nowMs: EpochMs): string {
  const minutes = Math.abs(atMs - nowMs) / MINUTE_MS;
  if (minutes < 0.5) return "just now";
  return atMs < nowMs ? `${span(minutes)} ago` : `in ${span(minutes)}`;
}
