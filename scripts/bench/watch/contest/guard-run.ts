import { watch } from "../../../../lib/app/watch.ts";
import { callMeter } from "../../../../lib/aws/call-meter.ts";
import { CloudCallError } from "../../../../lib/domain/errors.ts";
import { addUsage, type GuardUsage, NO_USAGE } from "../../../../lib/domain/guard-usage.ts";
import type { EpochMs } from "../../../../lib/domain/time.ts";
import { plainTextAlerts } from "../../../../lib/notify/plain-text-alerts.ts";
import { parsePolicy } from "../../../../lib/policy/parse-policy.ts";
import { memoryStores } from "../../../../lib/sim/memory/memory-stores.ts";
import type { FleetWorld } from "../fleet/fleet.ts";
import { meteredMetrics } from "../fleet/metered-metrics.ts";

import { usageOnPace } from "./fixed-usage.ts";
import type { ContestWorld } from "./world.ts";

export type TickOutcome = {
  /** Functions judged abnormal, and those with an open incident. */
  readonly seen: ReadonlySet<string>;
  readonly tripped: boolean;
  readonly usage: GuardUsage;
  readonly requests: number;
  /** Without the answering of the model. */
  readonly guardMs: number;
};

export type GuardRun = {
  tick(nowMs: EpochMs): Promise<TickOutcome>;
  /** Incidents opened so far, resolved ones too. */
  incidents(): Promise<number>;
};

/**
 * The guard itself over a fleet, from a minute on at which nothing is going on and half of the month has gone as it should.
 * It observes: acting is another bench's affair.
 */
export async function guardRun(
  { fleet, catalogue, baselines }: ContestWorld,
  world: FleetWorld,
  limitUsdPerMonth: number,
  startMs: EpochMs,
): Promise<GuardRun> {
  let nowMs = startMs;
  const clock = (): EpochMs => nowMs;
  const meter = callMeter();
  const { metrics, tally } = meteredMetrics(fleet, world, clock, meter);
  const stores = memoryStores();
  await stores.catalogue.save(catalogue);
  await stores.baselines.save(baselines);
  for (const [part, usage] of usageOnPace(fleet.functions.length, limitUsdPerMonth, startMs))
    await stores.usage.add(part, usage, startMs);
  const judged = new Set<string>();
  let tripwire = "";
  const deps = {
    ...stores,
    clock,
    metrics,
    meter,
    moneyShare: 1,
    log: {
      info: (sentence: string, fields: Readonly<Record<string, unknown>> = {}) => {
        if (sentence === "function judged" && fields.verdict === "anomalous")
          judged.add(String(fields.functionName));
        if (sentence === "tick done") tripwire = String(fields.tripwire);
      },
      warn: () => undefined,
      error: () => undefined,
    },
    policy: parsePolicy(`guardBill: { limitUsdPerMonth: ${limitUsdPerMonth} }`, "policy of the bench"),
    ownNamePrefix: "",
    alerts: plainTextAlerts,
    bell: { ring: async () => undefined },
    inventoryBell: { ring: async () => undefined },
    actuator: {
      ask: async () => {
        throw new CloudCallError("lambda:InvokeFunction", false, "an observer asks nobody");
      },
    },
  };
  return {
    async tick(atMs) {
      nowMs = atMs;
      judged.clear();
      const before = { requests: tally.requests, modelMs: tally.modelMs };
      const startedMs = performance.now();
      await watch(deps);
      const wallMs = performance.now() - startedMs;
      const usage = addUsage(NO_USAGE, meter.take());
      await stores.usage.add("watch", { ...usage, lambdaInvocations: 1 }, atMs);
      const open = await stores.incidents.listOpen();
      return {
        seen: new Set([...judged, ...open.map(({ functionName }) => functionName)]),
        tripped: !tripwire.includes("as usual"),
        usage,
        requests: tally.requests - before.requests,
        guardMs: wallMs - (tally.modelMs - before.modelMs),
      };
    },
    incidents: async () => (await stores.incidents.listSince(0)).length,
  };
}
