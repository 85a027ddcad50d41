import { type GuardUsage, type MonthlyUsage, NO_USAGE } from "../domain/guard-usage.ts";
import { describedInTurn } from "../domain/inventory-time.ts";
import {
  IDLE_REGION_REQUESTS_PER_MINUTE,
  presence,
  QUEUE_POLLS_PER_MINUTE,
  TRIPWIRE_REQUESTS_PER_MINUTE,
} from "./standing-usage.ts";

/** What a guard is to look after. */
export type GuardedEstate = {
  /** Over all targets. */
  readonly functions: number;
  /** Accounts and regions in which something runs, home among them, >= 1. */
  readonly targets: number;
};

const MINUTES = 30 * 24 * 60;
const HOURS = 30 * 24;
const NIGHTS = 30;

/** serverless.yml; those that learn have twice as much. */
const MEMORY_GB = 0.5;
const LEARNING_MEMORY_GB = 1;
/** A tick that reads little, with its connections; each thousand functions add a little judging. */
const TICK_SECONDS = 0.5;
const TICK_SECONDS_PER_THOUSAND = 0.05;
const SHORT_RUN_SECONDS = 0.3;
/** An inventory asks ten questions a second, some nine for each function that it describes, for ten minutes at the most. */
const INVENTORY_SECONDS_PER_FUNCTION = 0.9;
const MOST_INVENTORY_SECONDS = 600;
/** Six functions a second, and what it may cost: a fifth of the limit. */
const LEARNING_SECONDS_PER_FUNCTION = 0.18;
const MOST_LEARNED = 4_000;
/** Five of a function that runs, one of another; three in ten run. */
const METRICS_TO_LEARN = 2.2;
const LEARNING_RATIO = 0.2;
const USD_PER_METRIC = 0.01 / 1e3;

/** Stored compressed: a baseline each night, a description each hour; three parts load each anew. */
const BASELINE_BYTES = 551;
const DESCRIPTION_BYTES = 100;
const WRITE_UNIT_BYTES = 1_024;
const READ_UNIT_BYTES = 4_096;
const LOADS = 3;
const LOG_BYTES_PER_RUN = 800;

/**
 * What the guard consumes in 30 days besides reading functions, by part; measured on simulated fleets up to 10,000 functions
 * and rounded up.
 */
export function fixedUsage({ functions, targets }: GuardedEstate, limitUsdPerMonth: number): MonthlyUsage {
  const foreign = targets - 1;
  const tick = TICK_SECONDS + (TICK_SECONDS_PER_THOUSAND * functions) / targets / 1_000;
  const perTarget = Math.ceil(functions / targets);
  const inventory = Math.min(
    MOST_INVENTORY_SECONDS,
    5 + INVENTORY_SECONDS_PER_FUNCTION * Math.min(perTarget, describedInTurn(perTarget)),
  );
  const affordable = (LEARNING_RATIO * limitUsdPerMonth) / NIGHTS / USD_PER_METRIC / METRICS_TO_LEARN;
  const learned = Math.min(functions, affordable, MOST_LEARNED * targets);
  const home = functions / targets;
  return {
    watch: {
      ...runs(MINUTES, tick * MEMORY_GB),
      ...units(8, 4),
      metricApiRequests: TRIPWIRE_REQUESTS_PER_MINUTE * MINUTES,
      ...presence(MINUTES),
    },
    probe: { ...runs(MINUTES, SHORT_RUN_SECONDS * MEMORY_GB), ...units(4, 1) },
    dispatch: {
      ...runs(MINUTES, SHORT_RUN_SECONDS * MEMORY_GB),
      ...units(6, 3),
      metricApiRequests: IDLE_REGION_REQUESTS_PER_MINUTE * MINUTES,
      sqsRequests: (QUEUE_POLLS_PER_MINUTE + foreign / 10) * MINUTES,
    },
    inventory: {
      ...runs(HOURS, inventory * MEMORY_GB),
      ...stored(HOURS * home * DESCRIPTION_BYTES),
    },
    learn: {
      ...runs(NIGHTS, ((LEARNING_SECONDS_PER_FUNCTION * learned) / targets) * LEARNING_MEMORY_GB),
      ...stored(NIGHTS * functions * BASELINE_BYTES),
      // Learning of all targets, which the workers do for theirs.
      getMetricDataMetrics: NIGHTS * learned * METRICS_TO_LEARN,
      costExplorerRequests: NIGHTS,
    },
    ...(foreign > 0 && { worker: workerUsage(foreign, tick, inventory, perTarget) }),
  };
}

function workerUsage(foreign: number, tick: number, inventory: number, perTarget: number): GuardUsage {
  const secondsEach = MINUTES * (tick + SHORT_RUN_SECONDS) + HOURS * inventory;
  return {
    ...runs(foreign * MINUTES, (secondsEach / MINUTES) * LEARNING_MEMORY_GB),
    dynamoReadUnits:
      foreign * (14 * MINUTES + (HOURS * perTarget * DESCRIPTION_BYTES * LOADS) / READ_UNIT_BYTES),
    dynamoWriteUnits: foreign * (6 * MINUTES + (HOURS * perTarget * DESCRIPTION_BYTES) / WRITE_UNIT_BYTES),
    metricApiRequests: foreign * TRIPWIRE_REQUESTS_PER_MINUTE * MINUTES,
    sqsRequests: foreign * MINUTES,
  };
}

const runs = (count: number, gbSeconds: number): GuardUsage => ({
  ...NO_USAGE,
  lambdaInvocations: count,
  lambdaGbSeconds: count * gbSeconds,
  logBytes: count * LOG_BYTES_PER_RUN,
});

/** Request units of a part that runs each minute. */
const units = (reads: number, writes: number) => ({
  dynamoReadUnits: reads * MINUTES,
  dynamoWriteUnits: writes * MINUTES,
});

const stored = (bytes: number) => ({
  dynamoWriteUnits: bytes / WRITE_UNIT_BYTES,
  dynamoReadUnits: (LOADS * bytes) / READ_UNIT_BYTES,
});
