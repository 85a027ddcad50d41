import { actuate } from "../../../../lib/app/actuate/actuate.ts";
import { breakerReporter } from "../../../../lib/app/breaker-reporter.ts";
import { probe } from "../../../../lib/app/probe.ts";
import { shortMemory } from "../../../../lib/app/short-memory.ts";
import { takeInventory } from "../../../../lib/app/take-inventory.ts";
import { tell } from "../../../../lib/app/tell.ts";
import { watch } from "../../../../lib/app/watch.ts";
import type { ActuationRequest } from "../../../../lib/domain/actuation.ts";
import { CloudCallError } from "../../../../lib/domain/errors.ts";
import { floorToMinute, HOUR_MS } from "../../../../lib/domain/time.ts";
import { plainTextAlerts } from "../../../../lib/notify/plain-text-alerts.ts";
import { parsePolicy } from "../../../../lib/policy/parse-policy.ts";
import { memoryStores } from "../../../../lib/sim/memory/memory-stores.ts";
import { SILENT_LOG } from "../../detect/simulated/silent-log.ts";
import type { BeginGuarding } from "../guardian.ts";
import { OWN_NAME_PREFIX } from "../learn-scenario.ts";

/** The whole guard as it is wired for Lambda, over in-memory stores, with the policy that the scenario's owner wrote. */
export const overcurrent: BeginGuarding = async ({
  scenario,
  clock,
  metrics,
  control,
  directory,
  learned,
}) => {
  const stores = memoryStores();
  await stores.baselines.save(learned.baselines);
  const policy = parsePolicy(scenario.policyText, "policy of the scenario");
  const common = { ...stores, clock, log: SILENT_LOG, policy, ownNamePrefix: OWN_NAME_PREFIX };
  const bell = { ring: async () => undefined };
  const inventory = () => unlessOut(() => takeInventory({ ...common, directory }));
  let runs = 0;
  const newLeaseHolder = (): string => {
    runs += 1;
    return `run-${runs}`;
  };
  const reporter = breakerReporter({ ...common, alerts: plainTextAlerts, bell });
  const actuator = {
    ask: (request: ActuationRequest) =>
      actuate({ ...common, control, newLeaseHolder, tell: reporter }, request),
  };
  const watching = {
    ...common,
    metrics,
    actuator,
    bell,
    inventoryBell: { ring: inventory },
    memory: shortMemory(),
    alerts: plainTextAlerts,
  };
  await inventory();
  return {
    async tick() {
      if (floorToMinute(clock()) % HOUR_MS === 0) await inventory();
      await unlessOut(() => watch(watching));
      await unlessOut(() => probe({ ...common, metrics, actuator }));
      await tell({ ...common, sender: { send: async () => undefined }, newLeaseHolder });
      return new Set((await stores.incidents.listOpen()).map(({ functionName }) => functionName));
    },
  };
};

/** What AWS does not answer ends this run of a function of the guard; the next minute has another. */
async function unlessOut(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
  }
}
