import { shortMemory } from "../../../../lib/app/short-memory.ts";
import { watch } from "../../../../lib/app/watch.ts";
import type { Baseline } from "../../../../lib/domain/baseline.ts";
import { CloudCallError } from "../../../../lib/domain/errors.ts";
import { type EpochMs, HOUR_MS } from "../../../../lib/domain/time.ts";
import { plainTextAlerts } from "../../../../lib/notify/plain-text-alerts.ts";
import { parsePolicy } from "../../../../lib/policy/parse-policy.ts";
import type { AccountFaces } from "../../../../lib/sim/faces.ts";
import { memoryStores } from "../../../../lib/sim/memory/memory-stores.ts";
import { simulatedDirectory } from "../../../../lib/sim/ports/function-directory.ts";
import { simulatedMetrics } from "../../../../lib/sim/ports/metric-reader.ts";
import { SILENT_LOG } from "./silent-log.ts";
import type { Told, Watcher } from "./watcher.ts";

/** The guard itself, which observes: its tick with its stores, an inventory each hour or when it asks for one, and the alerts that it puts out. */
export async function guardWatcher(
  account: AccountFaces,
  baselines: readonly Baseline[],
  policyText: string,
): Promise<Watcher> {
  const stores = memoryStores();
  await stores.baselines.save(baselines);
  const directory = simulatedDirectory(account);
  let inventoryAtMs = Number.NEGATIVE_INFINITY;
  let isInventoryAskedFor = false;
  const deps = {
    ...stores,
    clock: account.nowMs,
    log: SILENT_LOG,
    metrics: simulatedMetrics(account),
    policy: parsePolicy(policyText, "policy of the scene"),
    ownNamePrefix: "",
    memory: shortMemory(),
    alerts: plainTextAlerts,
    bell: { ring: async () => undefined },
    inventoryBell: {
      ring: async () => {
        isInventoryAskedFor = true;
      },
    },
    actuator: {
      ask: async () => {
        throw new CloudCallError("lambda:InvokeFunction", false, "an observer asks nobody");
      },
    },
  };
  const told = new Set<string>();
  return {
    async look(nowMs) {
      if (isInventoryAskedFor || hourOf(nowMs) > hourOf(inventoryAtMs)) {
        await stores.catalogue.save(await directory.takeInventory());
        inventoryAtMs = nowMs;
        isInventoryAskedFor = false;
      }
      await watch(deps);
      for (const { alertId, functionName } of await stores.outbox.listUnsent()) {
        told.add(functionName);
        await stores.outbox.markSent(alertId, nowMs);
      }
      const open = await stores.incidents.listOpen();
      for (const functionName of told)
        if (!open.some((incident) => incident.functionName === functionName)) told.delete(functionName);
      return new Map(
        open
          .filter(({ functionName, lastSeenAtMs }) => told.has(functionName) && lastSeenAtMs === nowMs)
          .map(({ functionName, latest, plan }): [string, Told] => [
            functionName,
            { cause: latest.cause, wouldStop: plan.kind === "would-act" },
          ]),
      );
    },
  };
}

const hourOf = (atMs: EpochMs): number => Math.floor(atMs / HOUR_MS);
