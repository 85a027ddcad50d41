import { actuate } from "../../lib/app/actuate/actuate.ts";
import { breakerReporter } from "../../lib/app/breaker-reporter.ts";
import { type LearnReport, learn } from "../../lib/app/learn.ts";
import { operatorCommands } from "../../lib/app/operator-commands.ts";
import type { OperatorOrder } from "../../lib/app/operator-order.ts";
import { type ProbeStep, probe } from "../../lib/app/probe.ts";
import { shortMemory } from "../../lib/app/short-memory.ts";
import { type InventoryReport, takeInventory } from "../../lib/app/take-inventory.ts";
import { tell } from "../../lib/app/tell.ts";
import { type WatchReport, watch } from "../../lib/app/watch.ts";
import type { ActuationRequest } from "../../lib/domain/actuation.ts";
import type { Alert } from "../../lib/domain/alert.ts";
import { CloudCallError } from "../../lib/domain/errors.ts";
import type { GuardPolicy } from "../../lib/domain/guard-policy.ts";
import type { InventoryOrder } from "../../lib/domain/inventory-order.ts";
import type { Clock } from "../../lib/domain/time.ts";
import { plainTextAlerts } from "../../lib/notify/plain-text-alerts.ts";
import { parsePolicy } from "../../lib/policy/parse-policy.ts";
import type { BillingReader } from "../../lib/ports/billing.ts";
import type { FunctionControl } from "../../lib/ports/function-control.ts";
import type { FunctionDirectory } from "../../lib/ports/function-directory.ts";
import type { MetricReader } from "../../lib/ports/metrics.ts";
import type { Stores } from "../../lib/ports/stores.ts";
import { memoryStores } from "../../lib/sim/memory/memory-stores.ts";
import { aDirectory } from "./a-directory.ts";
import { silentLog } from "./silent-log.ts";

export type GuardParts = {
  readonly clock: Clock;
  readonly metrics: MetricReader;
  readonly control: FunctionControl;
  /** YAML text; the empty policy observes. */
  readonly policyText?: string;
  readonly directory?: FunctionDirectory;
  readonly billing?: BillingReader;
  readonly stores?: Stores;
  /** Of the guard's money, for learning; absent: all of it. */
  readonly moneyShare?: number;
};

export type Guard = {
  readonly stores: Stores;
  readonly policy: GuardPolicy;
  /** What the owner got, in order. */
  readonly received: Alert[];
  /** While true, `actuate` cannot be reached. */
  cutOffActuate: boolean;
  /** How often `watch` has asked for an inventory before its hour; it is taken where there is a directory. */
  inventoriesAskedFor: number;
  takeInventory(order?: InventoryOrder): Promise<InventoryReport>;
  learn(): Promise<LearnReport>;
  /** One minute of the guard: watch, probe, and whatever alerts they gave rise to. */
  tick(): Promise<{ report: WatchReport; steps: readonly ProbeStep[] }>;
  order(order: OperatorOrder): ReturnType<ReturnType<typeof operatorCommands>["order"]>;
};

const NO_DIRECTORY = aDirectory(() => {
  throw new CloudCallError("lambda:ListFunctions", false, "AccessDeniedException");
});
const NO_BILL: BillingReader = { readDailyLambdaCost: async () => [] };

/** The whole guard as it is wired for Lambda, over in-memory stores, in one process. */
export function guardOver(parts: GuardParts): Guard {
  const stores = parts.stores ?? memoryStores();
  const policy = parsePolicy(parts.policyText ?? "", "policy of the test");
  const received: Alert[] = [];
  const log = silentLog();
  const common = { ...stores, clock: parts.clock, log, policy, ownNamePrefix: "overcurrent-test" };
  const bell = { ring: async () => undefined };
  const inventoryBell = {
    async ring(order: InventoryOrder) {
      guard.inventoriesAskedFor += 1;
      if (parts.directory !== undefined) await guard.takeInventory(order);
    },
  };
  const sender = { send: async (alert: Alert) => void received.push(alert) };
  const reporter = breakerReporter({ ...common, alerts: plainTextAlerts, bell });
  const memory = shortMemory();
  let holders = 0;
  const newLeaseHolder = (): string => {
    holders += 1;
    return `run-${holders}`;
  };
  const actuator = {
    async ask(request: ActuationRequest) {
      if (guard.cutOffActuate)
        throw new CloudCallError("lambda:InvokeFunction", true, "TooManyRequestsException");
      return actuate({ ...common, control: parts.control, newLeaseHolder, tell: reporter }, request);
    },
  };
  const guard: Guard = {
    stores,
    policy,
    received,
    cutOffActuate: false,
    inventoriesAskedFor: 0,
    takeInventory: (order) => takeInventory({ ...common, directory: parts.directory ?? NO_DIRECTORY }, order),
    learn: () =>
      learn({
        ...common,
        metrics: parts.metrics,
        alerts: plainTextAlerts,
        billing: parts.billing ?? NO_BILL,
        ...(parts.moneyShare !== undefined && { moneyShare: parts.moneyShare }),
      }),
    async tick() {
      const bells = { bell, inventoryBell };
      const watching = {
        ...{ ...common, ...bells, memory, actuator },
        metrics: parts.metrics,
        alerts: plainTextAlerts,
      };
      const report = await watch(watching);
      const steps = await probe({ ...common, metrics: parts.metrics, actuator });
      await tell({ ...common, sender, newLeaseHolder });
      return { report, steps };
    },
    order: (order) => operatorCommands({ ...common, actuator }).order(order),
  };
  return guard;
}
