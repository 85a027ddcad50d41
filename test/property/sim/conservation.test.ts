import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import { AwsError } from "../../../lib/sim/faces.ts";
import type { Fates } from "../../../lib/sim/fates.ts";
import type { SimulatedAccount } from "../../../lib/sim/simulated-account.ts";
import {
  accountSpec,
  functionSpec,
  sqsTrigger,
  streamTrigger,
  type TriggerSpec,
} from "../../../lib/sim/spec.ts";

const START_MS = Date.UTC(2026, 9, 1);
const NAMES = ["url", "bucket", "queue", "stream"] as const;

/** The first of them hands on to all others. */
const SENDINGS = ["bucket", "queue", "stream"].map((toFunction) => ({
  toFunction,
  toTrigger: 0,
  eventsPerRun: 0.4,
}));

const trafficOf = (perMinute: number) => ({ arrivals: () => perMinute });
const triggersOf = (perMinute: number): Record<(typeof NAMES)[number], TriggerSpec> => ({
  url: { kind: "function-url", access: "public", clientRetries: 2, ...trafficOf(perMinute) },
  bucket: { kind: "s3", bucketName: "uploads", ...trafficOf(perMinute) },
  queue: sqsTrigger({ queueName: "q", maxReceiveCount: 3, retentionSeconds: 1200, ...trafficOf(perMinute) }),
  stream: streamTrigger({
    kind: "kinesis",
    streamName: "s",
    shards: 3,
    maximumRecordAgeSeconds: 900,
    ...trafficOf(perMinute),
  }),
});

const brakes = fc.array(
  fc.record({
    afterMinutes: fc.integer({ min: 0, max: 8 }),
    functionName: fc.constantFrom(...NAMES),
    setting: fc.oneof(
      fc.record({ reserved: fc.constantFrom<(number | "unreserved")[]>("unreserved", 0, 1, 3) }),
      fc.record({ enabled: fc.boolean() }),
    ),
  }),
  { maxLength: 8 },
);

function apply(
  account: SimulatedAccount,
  { functionName, setting }: { functionName: string; setting: object },
) {
  try {
    if ("reserved" in setting) {
      if (typeof setting.reserved === "number")
        account.lambda.putFunctionConcurrency(functionName, setting.reserved);
      else account.lambda.deleteFunctionConcurrency(functionName);
    } else if ("enabled" in setting) {
      const { EventSourceMappings } = account.lambda.listEventSourceMappings({ FunctionName: functionName });
      for (const { UUID } of EventSourceMappings)
        account.lambda.updateEventSourceMapping(UUID, { Enabled: setting.enabled === true });
    }
  } catch (error) {
    // A mapping in transition may refuse; that is part of the world.
    if (!(error instanceof AwsError)) throw error;
  }
}

const accountedFor = (fates: Fates): number =>
  fates.served +
  fates.delayed +
  fates.failed +
  fates.refused +
  fates.deadLettered +
  fates.lost +
  fates.waiting;

describe("every call, event, message and record", () => {
  it("has exactly one fate, whatever is braked and whenever", () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.integer(),
          perMinute: fc.constantFrom(0.5, 20, 900),
          medianMs: fc.constantFrom(50, 3000, 45_000),
          errorRatio: fc.constantFrom(0, 0.3, 1),
          concurrencyLimit: fc.constantFrom(110, 1000),
          eventsPerRun: fc.constantFrom(0, 0.5, 1.5),
          brakes,
        }),
        (world) => {
          const triggers = triggersOf(world.perMinute);
          const account = simulatedAccount(
            accountSpec({
              startMs: START_MS,
              seed: world.seed,
              concurrencyLimit: world.concurrencyLimit,
              functions: NAMES.map((functionName) =>
                functionSpec({
                  functionName,
                  timeoutSeconds: 120,
                  maximumEventAgeSeconds: 600,
                  failureDestination: world.seed % 2 === 0,
                  duration: { medianMs: world.medianMs, p95Ms: 3 * world.medianMs },
                  errorRatio: world.errorRatio,
                  triggers: [triggers[functionName]],
                  sends: functionName === "url" ? SENDINGS : [],
                }),
              ),
            }),
          );
          account.schedule(
            NAMES.map((functionName) => ({
              kind: "self-feeding",
              functionName,
              trigger: 0,
              atMs: START_MS + 3 * MINUTE_MS,
              untilMs: START_MS + 6 * MINUTE_MS,
              eventsPerRun: world.eventsPerRun,
              propagatesTrace: true,
            })),
          );
          let nowMs = START_MS;
          for (const brake of world.brakes) {
            nowMs += brake.afterMinutes * MINUTE_MS + 17_000;
            account.advanceTo(nowMs);
            apply(account, brake);
          }
          account.advanceTo(nowMs + 20 * MINUTE_MS);
          for (const functionName of NAMES) {
            const { legitimate, illegitimate } = account.fates(functionName);
            for (const fates of [legitimate, illegitimate]) {
              expect(accountedFor(fates)).toBe(fates.arrived);
              expect(Math.min(...Object.values(fates))).toBeGreaterThanOrEqual(0);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
