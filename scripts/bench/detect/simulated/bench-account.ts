import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../../../lib/domain/time.ts";
import type { Stage } from "../../../../lib/sim/day/episode.ts";
import { fleet } from "../../../../lib/sim/fleet/fleet.ts";
import { accountSpec, type FunctionSpec, functionSpec, sqsTrigger } from "../../../../lib/sim/spec.ts";

/** A Tuesday. The two weeks before it are history. */
const START_OF_DAY_MS: EpochMs = Date.UTC(2026, 10, 10);
const HISTORY_DAYS = 14;

export const WEEKLY_BATCH_AT_MS = 9 * HOUR_MS;
export const WEEKLY_BATCH_MINUTES = 40;
const STATEMENTS_PER_MINUTE = 150;

/** The day of the scenes in the demo's fleet of 40, which one function joins that works on Tuesdays alone. */
export function benchStage(seed: number): Stage {
  const startMs = START_OF_DAY_MS - HISTORY_DAYS * DAY_MS;
  const functions = [...fleet({ seed, startMs }), statementWorker(startMs)];
  return {
    account: accountSpec({ seed, startMs, functions }),
    startOfDayMs: START_OF_DAY_MS,
    endOfDayMs: START_OF_DAY_MS + DAY_MS,
  };
}

const statementWorker = (startMs: EpochMs): FunctionSpec =>
  functionSpec({
    functionName: "statement-worker",
    memoryMb: 1024,
    duration: { medianMs: 2_000, p95Ms: 4_400 },
    lastModifiedMs: startMs - 30 * DAY_MS,
    triggers: [
      sqsTrigger({
        queueName: "statements",
        batchSize: 1,
        visibilityTimeoutSeconds: 180,
        arrivals: (minuteStartMs) => (isWeeklyBatch(minuteStartMs) ? STATEMENTS_PER_MINUTE : 0),
      }),
    ],
  });

function isWeeklyBatch(minuteStartMs: EpochMs): boolean {
  const isTuesday = Math.floor((minuteStartMs - START_OF_DAY_MS) / DAY_MS) % 7 === 0;
  const minute = ((minuteStartMs % DAY_MS) - WEEKLY_BATCH_AT_MS) / MINUTE_MS;
  return isTuesday && minute >= 0 && minute < WEEKLY_BATCH_MINUTES;
}
