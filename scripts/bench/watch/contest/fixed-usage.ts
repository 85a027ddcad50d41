import { addUsage, type GuardPart, type GuardUsage, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { DAY_MS, type EpochMs, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { guardBill } from "../../../../lib/pricing/guard-bill.ts";
import { USD_PER_METRIC_READ } from "../../../../lib/pricing/guard-rates.ts";
import { standingUsage, TRIPWIRE_REQUESTS_PER_MINUTE } from "../../../../lib/pricing/standing-usage.ts";

const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;
export const MONTH_MINUTES = 30 * DAY_MINUTES;

/** A stored baseline, and the description of a function, compressed. */
const BASELINE_BYTES = 551;
const DESCRIPTION_BYTES = 100;
const WRITE_UNIT_BYTES = 1_024;
const READ_UNIT_BYTES = 4_096;
/** watch, probe and dispatch load anew what was stored anew, and what a fresh process has not. */
const LOADS_PER_SAVE = 3;

/** Learning reads five metrics of as many functions as it gets to in its twelve minutes. */
const LEARNED_A_NIGHT = 4_000;
const METRICS_TO_LEARN = 5;
const LEARNING_SECONDS = 720;
const LEARNING_GB = 1;
/** An inventory asks ten questions a second, ten minutes at the most. */
const INVENTORY_SECONDS = 600;
const GUARD_GB = 0.5;

/**
 * What the guard consumes in so many minutes besides its ticks' readings: its runs, table, log, nightly learning and hourly
 * inventories. The tick's own requests are counted where it makes them.
 */
export function fixedUsage(functions: number, minutes: number): GuardUsage {
  const nights = minutes / DAY_MINUTES;
  const hours = minutes / HOUR_MINUTES;
  const learned = Math.min(functions, LEARNED_A_NIGHT);
  const savedBytes = functions * (nights * BASELINE_BYTES + hours * DESCRIPTION_BYTES);
  const standing = standingUsage(minutes);
  return addUsage(standing, {
    ...NO_USAGE,
    metricApiRequests: -TRIPWIRE_REQUESTS_PER_MINUTE * minutes,
    getMetricDataMetrics: nights * learned * METRICS_TO_LEARN,
    lambdaInvocations: nights + hours,
    lambdaGbSeconds:
      nights * LEARNING_GB * LEARNING_SECONDS * (learned / LEARNED_A_NIGHT) +
      hours * GUARD_GB * Math.min(INVENTORY_SECONDS, functions),
    dynamoWriteUnits: savedBytes / WRITE_UNIT_BYTES,
    dynamoReadUnits: (LOADS_PER_SAVE * savedBytes) / READ_UNIT_BYTES,
  });
}

/** The month so far of a guard that has been there since its first, and has spent evenly what its limit gives it. */
export function usageOnPace(
  functions: number,
  limitUsdPerMonth: number,
  nowMs: EpochMs,
): readonly (readonly [GuardPart, GuardUsage])[] {
  const now = new Date(nowMs);
  const minutes = (nowMs - Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)) / MINUTE_MS;
  const fixed = fixedUsage(functions, minutes);
  const learn = { ...NO_USAGE, getMetricDataMetrics: fixed.getMetricDataMetrics };
  const watch = {
    ...fixed,
    getMetricDataMetrics: 0,
    metricApiRequests: fixed.metricApiRequests + TRIPWIRE_REQUESTS_PER_MINUTE * minutes,
    lambdaInvocations: minutes,
  };
  const free = Number.POSITIVE_INFINITY;
  const spentUsd = guardBill({ learn, watch }, free).billedUsd;
  const dueUsd = limitUsdPerMonth * (minutes / (30 * (DAY_MS / MINUTE_MS)));
  const reads = Math.max(0, (dueUsd - spentUsd) / USD_PER_METRIC_READ);
  return [
    ["learn", learn],
    ["watch", { ...watch, getMetricDataMetrics: reads }],
  ];
}
