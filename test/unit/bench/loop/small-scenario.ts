import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../../lib/domain/time.ts";
import { accountSpec, functionSpec, sqsTrigger } from "../../../../lib/sim/spec.ts";
import type { LoopScenario } from "../../../../scripts/bench/loop/scenario.ts";

/** A Tuesday. */
export const START_MS = Date.UTC(2026, 10, 10);
export const ATTACK_BEGINS_MS = START_MS + HOUR_MS;

/** A web shop's three functions; for twelve hours somebody calls its public one a hundred times as often as its customers do. */
export const smallScenario = (overrides: Partial<LoopScenario> = {}): LoopScenario => ({
  name: "small-flood",
  kind: "flood",
  title: "Somebody calls a public function URL as fast as he can.",
  account: accountSpec({
    startMs: START_MS - 14 * DAY_MS,
    functions: [
      functionSpec({
        functionName: "shop",
        memoryMb: 1024,
        duration: { medianMs: 600, p95Ms: 1_200 },
        triggers: [{ kind: "function-url", access: "public", arrivals: () => 60 }],
      }),
      functionSpec({
        functionName: "orders",
        triggers: [sqsTrigger({ queueName: "orders", arrivals: () => 20 })],
      }),
      functionSpec({
        functionName: "pictures",
        triggers: [{ kind: "s3", bucketName: "pictures", arrivals: () => 5 }],
      }),
    ],
  }),
  changes: [
    {
      kind: "extra-traffic",
      functionName: "shop",
      trigger: 0,
      atMs: ATTACK_BEGINS_MS,
      untilMs: START_MS + 13 * HOUR_MS,
      legitimate: false,
      arrivals: () => 6_000,
    },
  ],
  attacked: ["shop"],
  attackBeginsMs: ATTACK_BEGINS_MS,
  startMs: START_MS,
  endMs: START_MS + 14 * HOUR_MS,
  outages: [],
  policyText: "mode: enforce\n",
  ...overrides,
});

/** So many minutes into the attack. */
export const minutesLater = (minutes: number) => ATTACK_BEGINS_MS + minutes * MINUTE_MS;
