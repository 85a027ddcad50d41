import { addUsage, type GuardUsage, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import { describedInTurn } from "../../../../lib/domain/inventory-time.ts";
import { standingUsage, TRIPWIRE_REQUESTS_PER_MINUTE } from "../../../../lib/pricing/standing-usage.ts";

/** Of CloudWatch, a month and account: what the policy counts on by default. */
export const FREE_REQUESTS = 1_000_000;
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
      hours * GUARD_GB * Math.min(INVENTORY_SECONDS, functions, describedInTurn(functions)),
    dynamoWriteUnits: savedBytes / WRITE_UNIT_BYTES,
    dynamoReadUnits: (LOADS_PER_SAVE * savedBytes) / READ_UNIT_BYTES,
  });
}
