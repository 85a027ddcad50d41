import type { Brake } from "../domain/breaker.ts";
import type { SettingValue } from "../domain/setting.ts";
import { MINUTE_MS } from "../domain/time.ts";

/**
 * Most billed milliseconds that brakes let through in a minute, Infinity where none limits. What was recorded does not tell
 * which runs came through which trigger: with a limit on the concurrency all of it is held to that, and only without one
 * to its event sources.
 */
export function mostRunMs(brakes: readonly Pick<Brake, "setting" | "wanted">[]): number {
  const of = (kind: SettingValue["kind"]): readonly number[] =>
    brakes.filter(({ wanted }) => wanted.kind === kind).map(({ wanted }) => executions(wanted) * MINUTE_MS);
  const byConcurrency = of("concurrency");
  if (byConcurrency.length > 0) return Math.min(...byConcurrency);
  const bySources = [...of("event-source"), ...of("pipe")];
  return bySources.length > 0 ? bySources.reduce((sum, runMs) => sum + runMs, 0) : Number.POSITIVE_INFINITY;
}

function executions(value: SettingValue): number {
  if (value.kind === "concurrency")
    return value.reserved === "unreserved" ? Number.POSITIVE_INFINITY : value.reserved;
  if (value.kind === "pipe") return value.running ? Number.POSITIVE_INFINITY : 0;
  if (!value.enabled) return 0;
  return value.maximumConcurrency === "unlimited" ? Number.POSITIVE_INFINITY : value.maximumConcurrency;
}

/** Share of a minute's runs that pass, 0 to 1. @param durationMs billed in that minute without a brake, >= 0 */
export function passingRatio(durationMs: number, most: number): number {
  if (most === 0) return 0;
  return durationMs <= most ? 1 : most / durationMs;
}
