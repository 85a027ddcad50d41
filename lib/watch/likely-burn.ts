import { MINUTE_MS } from "../domain/time.ts";
import type { SeenRise } from "./seen-rise.ts";
import type { WeighedFunction } from "./weigh-fleet.ts";

const MINUTES_PER_HOUR = 60;

/**
 * What a rise burns if this function is behind it: USD per hour, list price. The billed time that is seen, or as much of it as chance may
 * hide where so many runs of the usual length came on top: a thousand short runs are lost in the noise of everybody's billed time, and in a
 * large function they are dear.
 */
export function likelyUsdPerHour({ runMs = 0, possible }: WeighedFunction, rise: SeenRise): number {
  const asUsual = Math.min(rise.durationMs.most, rise.runsPerMinute * runMs);
  const executions = Math.max(rise.durationMsPerMinute, asUsual) / MINUTE_MS;
  return (
    executions * possible.usdPerExecutionHour + rise.runsPerMinute * MINUTES_PER_HOUR * possible.usdPerRun
  );
}
