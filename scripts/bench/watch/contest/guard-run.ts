import { shortMemory } from "../../../../lib/app/short-memory.ts";
import { watch } from "../../../../lib/app/watch.ts";
import { callMeter } from "../../../../lib/aws/call-meter.ts";
import { CloudCallError } from "../../../../lib/domain/errors.ts";
import {
  GUARD_PARTS,
  type GuardUsage,
  type MonthlyUsage,
  NO_USAGE,
} from "../../../../lib/domain/guard-usage.ts";
import type { EpochMs } from "../../../../lib/domain/time.ts";
import { plainTextAlerts } from "../../../../lib/notify/plain-text-alerts.ts";
import { parsePolicy } from "../../../../lib/policy/parse-policy.ts";
import { memoryStores } from "../../../../lib/sim/memory/memory-stores.ts";
import type { FleetWorld } from "../fleet/fleet.ts";
import { meteredMetrics } from "../fleet/metered-metrics.ts";
import { usageBesideTicks } from "./fixed-usage.ts";
import type { ContestWorld } from "./world.ts";

export type TickOutcome = {
  /** Functions judged abnormal, and those with an open incident. */
  readonly seen: ReadonlySet<string>;
  /** Why the total gave reason to look closer; absent: it did not. */
  readonly tripped?: string;
  readonly usage: GuardUsage;
  readonly requests: number;
  /** Without the answering of the model. */
  readonly guardMs: number;
};

export type GuardRun = {
  tick(nowMs: EpochMs): Promise<TickOutcome>;
  /** Incidents opened so far, resolved ones too. */
  incidents(): Promise<number>;
  /** Everything that the month has seen so far. */
  usage(): Promise<MonthlyUsage>;
};

/**
 * The guard itself over a fleet, from a minute on at which nothing is going on. It observes: acting is another bench's affair.
 * @param usage of the month before that minute
 */
export async function guardRun(
  { fleet, catalogue, baselines }: ContestWorld,
  world: FleetWorld,
  limitUsdPerMonth: number,
  usage: MonthlyUsage,
  startMs: EpochMs,
): Promise<GuardRun> {
  let nowMs = startMs;
  const clock = (): EpochMs => nowMs;
  const meter = callMeter();
  const { metrics, tally } = meteredMetrics(fleet, world, clock, meter);
  const stores = memoryStores();
  await stores.catalogue.save(catalogue);
  await stores.baselines.save(baselines);
  for (const part of GUARD_PARTS) await stores.usage.add(part, usage[part] ?? NO_USAGE, startMs);
  // The runs of watch among it tell the guard how many minutes it has worked.
  const besideTick = usageBesideTicks(fleet.functions.length, limitUsdPerMonth, 1);
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
    memory: shortMemory(),
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
      const consumed = meter.take();
      await stores.usage.add("watch", consumed, atMs);
      for (const part of GUARD_PARTS) await stores.usage.add(part, besideTick[part] ?? NO_USAGE, atMs);
      const open = await stores.incidents.listOpen();
      return {
        seen: new Set([...judged, ...open.map(({ functionName }) => functionName)]),
        ...(tripwire.includes("as usual") ? {} : { tripped: tripwire }),
        usage: consumed,
        requests: tally.requests - before.requests,
        guardMs: wallMs - (tally.modelMs - before.modelMs),
      };
    },
    incidents: async () => (await stores.incidents.listSince(0)).length,
    usage: () => stores.usage.ofMonth(nowMs),
  };
}
