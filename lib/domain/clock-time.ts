import type { EpochMs } from "./time.ts";

/** `03:14 UTC`; the day is added when it is not the day of `nowMs`. */
export function clockTime(atMs: EpochMs, nowMs: EpochMs): string {
  const iso = new Date(atMs).toISOString();
  const sameDay = iso.slice(0, 10) === new Date(nowMs).toISOString().slice(0, 10);
  return `${sameDay ? "" : `${iso.slice(0, 10)} `}${iso.slice(11, 16)} UTC`;
}
