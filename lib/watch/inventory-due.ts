import type { Catalogue } from "../domain/function-profile.ts";
import { findingMs } from "../domain/inventory-time.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";

const LEAST_AGE_MS = 5 * MINUTE_MS;

/**
 * Whether to ask for a listing before the inventory's hour, because something runs that the last one does not know. Asked once per
 * five minutes (or twice the time that it takes) of the catalogue's age, so that a slow one is not started anew meanwhile,
 * and something that no inventory finds is not asked for again and again.
 *
 * @param everyMinutes so often it is asked: as often as the whole account is judged
 */
export function isInventoryDue(
  { takenAtMs, functions }: Catalogue,
  nowMs: EpochMs,
  everyMinutes: number,
): boolean {
  const intervalMs = Math.max(LEAST_AGE_MS, 2 * findingMs(functions.length));
  const ageMs = nowMs - takenAtMs;
  return ageMs >= intervalMs && ageMs % intervalMs < everyMinutes * MINUTE_MS;
}
