import type { Target, TargetOrder, TargetRecord } from "../domain/target.ts";
import { type EpochMs, floorToMinute, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { turnOf } from "./turn-of.ts";

const RARELY_MINUTES = 60;

/**
 * Whether it is asked this minute if something is limited in a target that the policy no longer names: each minute while something is,
 * and in the first hour, since a count may be of an earlier time when it was taken out; rarely after that.
 */
export const isAskedAgain = (
  { targetId, heldBreakers, lastTriedMs = 0 }: TargetRecord,
  nowMs: EpochMs,
): boolean =>
  heldBreakers !== 0 ||
  nowMs - lastTriedMs < HOUR_MS ||
  (floorToMinute(nowMs) / MINUTE_MS) % RARELY_MINUTES === turnOf(targetId, RARELY_MINUTES);

/** It reads next to nothing, so it has no share of the money for reading. */
export const orderToTend = (target: Target, nowMs: EpochMs): TargetOrder => ({
  job: "tend",
  target,
  atMs: nowMs,
  moneyShare: 0,
});
