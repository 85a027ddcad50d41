import type { EpochMs } from "../../../lib/domain/time.ts";

/** @param stamp UTC, `2015-03-03 04:37:53`. @throws {RangeError} when it is no such time */
export function toEpochMs(stamp: string): EpochMs {
  const atMs = Date.parse(`${stamp.trim().replace(" ", "T")}Z`);
  if (Number.isNaN(atMs)) throw new RangeError(`not a time: ${stamp}`);
  return atMs;
}
