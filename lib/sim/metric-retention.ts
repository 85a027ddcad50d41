import { DAY_MS, type EpochMs } from "../domain/time.ts";

/** How long CloudWatch keeps a resolution: minutes for 15 days, five-minute values for 63, hours for 455. */
const RETENTION_DAYS = [
  { everySeconds: 3600, days: 455 },
  { everySeconds: 300, days: 63 },
  { everySeconds: 60, days: 15 },
] as const;

/** The oldest moment that still has datapoints of a period. Asked for more, CloudWatch leaves it empty and says nothing. */
export function oldestKeptMs(periodSeconds: number, nowMs: EpochMs): EpochMs {
  const kept = RETENTION_DAYS.find(({ everySeconds }) => periodSeconds % everySeconds === 0);
  return nowMs - (kept?.days ?? 0) * DAY_MS;
}
