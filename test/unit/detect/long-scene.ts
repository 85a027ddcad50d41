import type { Window } from "../../../lib/domain/observation.ts";
import { DAY_MS, type EpochMs, HOUR_MS } from "../../../lib/domain/time.ts";
import { counts, type Rate } from "./scene.ts";

const HOUR_MINUTES = 60;

/** Hours of history that end with the last whole one before `untilMs`; the rate of an hour is that of its beginning. */
export function hoursUntil(untilMs: EpochMs, rate: Rate, { days = 400, seed = 1, runMs = 200 } = {}): Window {
  const draw = counts(seed);
  const endMs = Math.floor(untilMs / HOUR_MS) * HOUR_MS;
  const startMs = endMs - days * DAY_MS;
  const runs = Array.from({ length: days * 24 }, (_, hour) =>
    draw(HOUR_MINUTES * rate(startMs + hour * HOUR_MS)),
  );
  return {
    functionName: "checkout",
    startMs,
    periodSeconds: 3600,
    finalUntilMs: endMs,
    series: { invocations: runs, durationMs: runs.map((count) => count * runMs) },
  };
}

export const dateOf = (atMs: EpochMs): string => new Date(atMs).toISOString().slice(0, 10);
export const weekdayOf = (atMs: EpochMs): number => new Date(atMs).getUTCDay();
export const isLastOfMonth = (atMs: EpochMs): boolean => new Date(atMs + DAY_MS).getUTCDate() === 1;
export const hourOf = (atMs: EpochMs): number => new Date(atMs).getUTCHours();
