import { DAY_MS, HOUR_MS, SECOND_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { accountSpec, functionSpec, pipeTrigger, sqsTrigger, streamTrigger } from "../../lib/sim/spec.ts";
import { NOW_MS } from "./samples.ts";

const QUIET = { arrivals: () => 0 };

/** Functions that something calls which their own resource policy does not name; `moto-connections.ts` builds the same ones. */
export const connectedAccount = (): SimulatedAccount =>
  simulatedAccount(
    accountSpec({
      startMs: NOW_MS,
      functions: [
        functionSpec({
          functionName: "storefront",
          triggers: [
            { kind: "load-balancer", targetGroupName: "shop", alias: "live", ...QUIET },
            { kind: "event-rule", ruleName: "on-cart", eventPattern: "{}", alias: "live", ...QUIET },
          ],
        }),
        functionSpec({
          functionName: "settlement",
          triggers: [
            sqsTrigger({
              queueName: "payments",
              retentionSeconds: DAY_MS / SECOND_MS,
              maxReceiveCount: 5,
              ...QUIET,
            }),
            streamTrigger({
              kind: "kinesis",
              streamName: "clicks",
              retentionSeconds: (48 * HOUR_MS) / SECOND_MS,
              ...QUIET,
            }),
            streamTrigger({ kind: "dynamodb-stream", streamName: "carts", ...QUIET }),
          ],
        }),
        functionSpec({
          functionName: "reminders",
          triggers: [{ kind: "scheduler", scheduleName: "at-nine", alias: "live", ...QUIET }],
        }),
        functionSpec({
          functionName: "invoices",
          triggers: [pipeTrigger("paid-orders", sqsTrigger({ queueName: "paid", ...QUIET }))],
        }),
        functionSpec({
          functionName: "trends",
          triggers: [
            pipeTrigger(
              "click-trends",
              streamTrigger({
                kind: "kinesis",
                streamName: "views",
                maximumRecordAgeSeconds: 7_200,
                ...QUIET,
              }),
            ),
          ],
        }),
        functionSpec({
          functionName: "renderer",
          hosting: "managed-instances",
          isDurable: true,
          triggers: [{ kind: "function-url", access: "iam", ...QUIET }],
        }),
        functionSpec({
          functionName: "mailer",
          failureDestination: true,
          triggers: [{ kind: "sns", topicName: "letters", alias: "live", ...QUIET }],
        }),
        functionSpec({
          functionName: "archive",
          triggers: [
            streamTrigger({
              kind: "kinesis",
              streamName: "old-clicks",
              maximumRecordAgeSeconds: 3_600,
              ...QUIET,
            }),
          ],
        }),
      ],
    }),
  );
