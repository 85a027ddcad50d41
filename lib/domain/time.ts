/** Milliseconds since 1970-01-01T00:00Z. All times in the domain are of this kind; ISO text exists only at the edges. */
export type EpochMs = number;

/** The only source of "now". Pure rooms receive a time, use cases receive a clock. */
export type Clock = () => EpochMs;

/** Half-open `[startMs, endMs)`. */
export type TimeSpan = { readonly startMs: EpochMs; readonly endMs: EpochMs };

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** Start of the minute that `atMs` falls into. */
export const floorToMinute = (atMs: EpochMs): EpochMs => Math.floor(atMs / MINUTE_MS) * MINUTE_MS;

/** `2026-11-22T03:04:05Z`: ISO 8601 without milliseconds, for people and for sort keys. */
export const toIso = (atMs: EpochMs): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;

/** `1 hour`, `8 hours`. */
export const hoursWords = (hours: number): string => (hours === 1 ? "1 hour" : `${hours} hours`);
