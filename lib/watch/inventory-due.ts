import { type Catalogue, INVENTORY_MS_PER_FUNCTION } from "../domain/function-profile.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { DEFAULT_SWEEP_MINUTES } from "./schedule.ts";

const LEAST_AGE_MS = 5 * MINUTE_MS;

/**
 * Whether to ask for an inventory before its hour, because something runs that the last one does not know. Asked once per
 * five minutes (or twice the time that it takes) of the catalogue's age, so that a slow one is not started anew meanwhile,
 * and something that no inventory finds is not asked for again and again. To be
 * asked at each sweep.
 */
export function isInventoryDue({ takenAtMs, functions }: Catalogue, nowMs: EpochMs): boolean {
  const intervalMs = Math.max(LEAST_AGE_MS, 2 * functions.length * INVENTORY_MS_PER_FUNCTION);
  const ageMs = nowMs - takenAtMs;
  return ageMs >= intervalMs && ageMs % intervalMs < DEFAULT_SWEEP_MINUTES * MINUTE_MS;
}
