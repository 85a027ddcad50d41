import { GUARD_PARTS } from "../domain/guard-usage.ts";
import { type EpochMs, floorToMinute, MINUTE_MS } from "../domain/time.ts";
import type { MetricReader } from "../ports/metrics.ts";

/** How far back is asked, and how often. */
export const OWN_THROTTLES_EVERY_MS = 15 * MINUTE_MS;

/**
 * How often Lambda refused to start the guard's own functions in the last quarter of an hour, through the calls that the free tier
 * covers; `undefined`: nobody could be asked. A part that gave no answer counts nothing.
 * @throws {CloudCallError} only when nothing at all could be asked
 */
export async function ownThrottles(
  metrics: MetricReader,
  ownNamePrefix: string,
  nowMs: EpochMs,
): Promise<number | undefined> {
  const endMs = floorToMinute(nowMs);
  const range = { startMs: endMs - OWN_THROTTLES_EVERY_MS, endMs, periodSeconds: 60 };
  const requests = GUARD_PARTS.map((part) => ({
    functionName: `${ownNamePrefix}${part}`,
    measurements: ["throttles"] as const,
  }));
  const { windows, unread } = await metrics.readWindows(requests, range, { through: "free" });
  if (unread.length >= requests.length) return undefined;
  return windows
    .flatMap(({ series }) => series.throttles ?? [])
    .reduce((total, throttles) => total + throttles, 0);
}
