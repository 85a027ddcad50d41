import type { Clock } from "../../lib/domain/time.ts";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { accountSpec, functionSpec, pipeTrigger, sqsTrigger, streamTrigger } from "../../lib/sim/spec.ts";
import { CLICKS, ORDERS } from "./arrivals-contract.ts";
import { NOW_MS } from "./samples.ts";

/** Exactly so many arrivals every minute. */
const steady = (perMinute: number) => ({ arrivals: () => perMinute, exact: true });

/** The account on which simulator and emulator are compared; `moto-account.ts` builds the same one. */
export const sampleAccount = (): SimulatedAccount =>
  simulatedAccount(
    accountSpec({
      startMs: NOW_MS,
      functions: [
        functionSpec({
          functionName: "checkout",
          memoryMb: 512,
          architecture: "arm64",
          timeoutSeconds: 20,
          tags: { team: "shop" },
          errorRatio: 0,
          triggers: [
            sqsTrigger({ queueName: "orders", ...steady(0) }),
            { kind: "function-url", access: "public", ...steady(6) },
          ],
        }),
        functionSpec({
          functionName: "thumbnails",
          reservedConcurrency: 7,
          errorRatio: 0,
          triggers: [{ kind: "s3", bucketName: "uploads", ...steady(2) }],
        }),
        functionSpec({
          functionName: "report",
          triggers: [
            { kind: "schedule", ruleName: "nightly", scheduleExpression: "rate(1 day)", ...steady(0) },
            { kind: "event-rule", ruleName: "on-order", eventPattern: '{"source":["shop"]}', ...steady(0) },
          ],
        }),
        functionSpec({
          functionName: "search",
          provisionedConcurrency: 3,
          recursionDetection: "allow",
          maximumEventAgeSeconds: 3_600,
          triggers: [{ kind: "api-gateway", apiId: "a1b2c3", ...steady(0) }],
        }),
      ],
    }),
  );

/** A new account, whose limit is what must stay unreserved; nothing in it is reserved. */
export const newAccount = (): SimulatedAccount =>
  simulatedAccount(
    accountSpec({
      startMs: NOW_MS,
      concurrencyLimit: 10,
      unreservedFloor: 10,
      functions: [
        functionSpec({
          functionName: "checkout",
          triggers: [{ kind: "function-url", access: "public", ...steady(0) }],
        }),
      ],
    }),
  );

/** A function that a pipe feeds from a queue. */
export const pipedAccount = (): SimulatedAccount =>
  simulatedAccount(
    accountSpec({
      startMs: NOW_MS,
      functions: [
        functionSpec({
          functionName: "invoices",
          triggers: [pipeTrigger("paid-orders", sqsTrigger({ queueName: "paid", ...steady(0) }))],
        }),
      ],
    }),
  );

/** What `arrivals-contract.ts` describes: a queue, and a stream whose records a pipe takes to the function. */
export const arrivingAccount = (): SimulatedAccount =>
  simulatedAccount(
    accountSpec({
      startMs: NOW_MS,
      functions: [
        functionSpec({
          functionName: "checkout",
          triggers: [
            sqsTrigger({ queueName: "orders", ...steady(ORDERS.perMinute) }),
            sqsTrigger({ queueName: "quiet", ...steady(0) }),
            pipeTrigger(
              "clicks-to-checkout",
              streamTrigger({ kind: "kinesis", streamName: "clicks", ...steady(CLICKS.perMinute) }),
            ),
          ],
        }),
      ],
    }),
  );

export const clockOf =
  (account: SimulatedAccount): Clock =>
  () =>
    account.nowMs();

/** Long enough for a mapping to come to rest. */
export const settle = async (account: SimulatedAccount): Promise<void> =>
  account.advanceTo(account.nowMs() + 3 * MINUTE_MS);

export function mappingIdOf(account: SimulatedAccount, functionName: string): string {
  const [mapping] = account.lambda.listEventSourceMappings({
    FunctionName: functionName,
  }).EventSourceMappings;
  if (mapping === undefined) throw new Error(`${functionName} has no event source`);
  return mapping.UUID;
}
