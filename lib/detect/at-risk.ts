import { HOUR_MS, MINUTE_MS } from "../domain/time.ts";

/** The course of one anomaly from now on, as far as it can be told. All amounts at list price. */
export type Outlook = {
  /** What it costs now, and what is expected. */
  readonly actualUsdPerHour: number;
  readonly expectedUsdPerHour: number;
  /** How fast it grows, and for how long that may be carried on; 0 for what keeps its level. */
  readonly doublingsPerMinute: number;
  readonly growingMinutes: number;
  /** What the function costs at most, with all the concurrency that it can reach. */
  readonly ceilingUsdPerHour: number;
};

const MINUTES_PER_HOUR = HOUR_MS / MINUTE_MS;

/**
 * What an anomaly would cost beyond the expectation over the next hours if nobody did anything, USD.
 *
 * A steady anomaly keeps its pace: $1 an hour for 8 hours is $8. One that grows steeply keeps growing until its growth is
 * no longer to be relied on or the concurrency that it can reach is used up, and holds that level from then on.
 *
 * @param hours > 0
 * @returns >= 0; never less than the present pace over `hours`
 */
export function atRiskUsd(outlook: Outlook, hours: number): number {
  const { actualUsdPerHour, expectedUsdPerHour, doublingsPerMinute } = outlook;
  const highest = Math.max(actualUsdPerHour, outlook.ceilingUsdPerHour);
  const toCeiling =
    doublingsPerMinute > 0 && actualUsdPerHour > 0
      ? Math.log2(highest / actualUsdPerHour) / doublingsPerMinute
      : 0;
  const growing = Math.min(outlook.growingMinutes, toCeiling, hours * MINUTES_PER_HOUR);
  const factor = 2 ** (doublingsPerMinute * growing);
  const whileGrowing =
    growing > 0 ? (actualUsdPerHour * (factor - 1)) / (Math.LN2 * doublingsPerMinute * MINUTES_PER_HOUR) : 0;
  const afterwards = actualUsdPerHour * factor * (hours - growing / MINUTES_PER_HOUR);
  return Math.max(0, whileGrowing + afterwards - expectedUsdPerHour * hours);
}
