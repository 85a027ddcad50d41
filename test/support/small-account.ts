import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { type AccountSpec, accountSpec, type Change, functionSpec, sqsTrigger } from "../../lib/sim/spec.ts";

/** 2026-11-22T12:00:00Z: what came before has been learned, what comes after is the story. */
export const STORY_BEGINS_MS: EpochMs = Date.UTC(2026, 10, 22, 12);
export const ATTACK_BEGINS_MS: EpochMs = STORY_BEGINS_MS + 5 * MINUTE_MS;
/** One more than the three days of probation. */
export const HISTORY_BEGINS_MS: EpochMs = STORY_BEGINS_MS - 4 * DAY_MS;

const NEWCOMER_SINCE_MS = STORY_BEGINS_MS - 6 * HOUR_MS;

const steady = (perMinute: number, sinceMs: EpochMs = 0) => ({
  arrivals: (minuteStartMs: EpochMs) => (minuteStartMs < sinceMs ? 0 : perMinute),
});

/** Dear enough that ten thousand calls a minute cost some dollars an hour (1 GB for 300 ms each), and as old as its history. */
const DEAR = {
  memoryMb: 1024,
  duration: { medianMs: 300, p95Ms: 600 },
  lastModifiedMs: HISTORY_BEGINS_MS,
};

/** Five functions, one of each kind that a guard must treat in its own way. */
export const smallAccount = (given: Partial<AccountSpec> = {}): AccountSpec =>
  accountSpec({
    startMs: STORY_BEGINS_MS - HOUR_MS,
    functions: [
      functionSpec({
        ...DEAR,
        functionName: "share-preview",
        triggers: [{ kind: "function-url", access: "public", ...steady(60) }],
      }),
      functionSpec({
        ...DEAR,
        functionName: "order-worker",
        triggers: [sqsTrigger({ queueName: "orders", batchSize: 1, ...steady(60) })],
      }),
      functionSpec({
        ...DEAR,
        functionName: "thumbnails",
        triggers: [{ kind: "s3", bucketName: "uploads", ...steady(30) }],
      }),
      functionSpec({
        ...DEAR,
        functionName: "sign-in",
        tags: { "overcurrent:protect": "true" },
        triggers: [{ kind: "function-url", access: "public", ...steady(60) }],
      }),
      functionSpec({
        ...DEAR,
        functionName: "newcomer",
        lastModifiedMs: NEWCOMER_SINCE_MS,
        triggers: [{ kind: "function-url", access: "public", ...steady(60, NEWCOMER_SINCE_MS) }],
      }),
    ],
    ...given,
  });

/** So many more calls, messages or events a minute on a function's only trigger, for two hours. */
export const attackOn = (functionName: string, perMinute = 20_000): Change => ({
  kind: "extra-traffic",
  functionName,
  trigger: 0,
  atMs: ATTACK_BEGINS_MS,
  untilMs: ATTACK_BEGINS_MS + 2 * HOUR_MS,
  legitimate: false,
  ...steady(perMinute),
});
