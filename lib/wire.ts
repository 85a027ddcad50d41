import { randomUUID } from "node:crypto";
import type { ActuateDeps } from "./app/actuate/deps.ts";
import { breakerReporter } from "./app/breaker-reporter.ts";
import type { LearnDeps } from "./app/learn.ts";
import { operatorCommands } from "./app/operator-commands.ts";
import type { ProbeDeps } from "./app/probe.ts";
import type { InventoryDeps } from "./app/take-inventory.ts";
import type { TellDeps } from "./app/tell.ts";
import type { WatchDeps } from "./app/watch.ts";
import * as clients from "./aws/clients.ts";
import { evenPace } from "./aws/control-plane-pace.ts";
import { costExplorerBilling } from "./aws/cost-explorer-billing.ts";
import { lambdaFunctionControl } from "./aws/function-control.ts";
import { lambdaFunctionDirectory } from "./aws/function-directory.ts";
import { jsonLog } from "./aws/json-log.ts";
import { lambdaActuator } from "./aws/lambda-actuator.ts";
import { lambdaBell } from "./aws/lambda-bell.ts";
import { cloudWatchMetrics } from "./aws/metrics.ts";
import { snsAlertSender } from "./aws/sns-alert-sender.ts";
import { dynamoStores } from "./aws/stores/dynamo-stores.ts";
import { dynamoLeaseStore } from "./aws/stores/lease-store.ts";
import { readGuardEnvironment } from "./config/guard-environment.ts";
import { readPolicyFile } from "./config/policy-file.ts";
import type { Clock } from "./domain/time.ts";
import type { ApiDeps } from "./http/api.ts";
import { iamCaller } from "./http/authenticate.ts";
import { plainTextAlerts } from "./notify/plain-text-alerts.ts";

/*
 * The composition root: which adapter stands behind which port, once for each deployed function. Each gets no more
 * than it uses, so that its bundle and its role stay small.
 */

const clock: Clock = () => Date.now();

/** What every deployed function has: its environment, its log, and the guard's memory. */
function common(functionName: string) {
  const environment = readGuardEnvironment();
  const table = { documents: clients.documentClient(), tableName: environment.tableName };
  const log = jsonLog(functionName);
  return { environment, table, stores: dynamoStores(table, clock, log), log };
}

export function wireWatch(): WatchDeps {
  const { environment, stores, log } = common("watch");
  const invocations = clients.invocationClient();
  return {
    ...stores,
    clock,
    log,
    metrics: cloudWatchMetrics(clients.cloudWatchClient(), clock),
    actuator: lambdaActuator(invocations, environment.actuateFunctionName),
    bell: lambdaBell(invocations, environment.notifyFunctionName),
    inventoryBell: lambdaBell(invocations, environment.inventoryFunctionName),
    alerts: plainTextAlerts,
    policy: readPolicyFile(),
    ownNamePrefix: environment.selfPrefix,
  };
}

export function wireLearn(): LearnDeps {
  const { environment, stores, log } = common("learn");
  return {
    ...stores,
    clock,
    log,
    metrics: cloudWatchMetrics(clients.cloudWatchClient(), clock),
    billing: costExplorerBilling(clients.costExplorerClient()),
    alerts: plainTextAlerts,
    policy: readPolicyFile(),
    ownNamePrefix: environment.selfPrefix,
  };
}

export function wireInventory(): InventoryDeps {
  const { environment, stores, log } = common("inventory");
  const pace = evenPace(environment.inventoryRequestsPerSecond, () => performance.now());
  const directory = lambdaFunctionDirectory(clients.directoryClients(), { clock, pace });
  return { ...stores, log, directory };
}

export function wireActuate(): ActuateDeps {
  const { environment, stores, log } = common("actuate");
  const bell = lambdaBell(clients.invocationClient(), environment.notifyFunctionName);
  const controlClients = { lambda: clients.controlPlaneClient(), pipes: clients.pipesClient() };
  const pace = evenPace(environment.actuateRequestsPerSecond, () => performance.now());
  return {
    ...stores,
    clock,
    log,
    control: lambdaFunctionControl(controlClients, { clock, pace }),
    policy: readPolicyFile(),
    ownNamePrefix: environment.selfPrefix,
    newLeaseHolder: () => randomUUID(),
    tell: breakerReporter({ clock, log, outbox: stores.outbox, alerts: plainTextAlerts, bell }),
  };
}

export function wireProbe(): ProbeDeps {
  const { environment, stores, log } = common("probe");
  return {
    ...stores,
    clock,
    log,
    metrics: cloudWatchMetrics(clients.cloudWatchClient(), clock),
    actuator: lambdaActuator(clients.invocationClient(), environment.actuateFunctionName),
    policy: readPolicyFile(),
    ownNamePrefix: environment.selfPrefix,
  };
}

export function wireNotify(): TellDeps {
  const { environment, table, stores, log } = common("notify");
  const sender = snsAlertSender(clients.snsClient(), environment.topicArn);
  const leases = dynamoLeaseStore(table, "ALERT#LEASE");
  return { ...stores, leases, clock, log, sender, newLeaseHolder: () => randomUUID() };
}

export function wireApi(): ApiDeps {
  const { environment, stores, log } = common("api");
  const actuator = lambdaActuator(clients.invocationClient(), environment.actuateFunctionName);
  return {
    commands: operatorCommands({
      ...stores,
      clock,
      policy: readPolicyFile(),
      ownNamePrefix: environment.selfPrefix,
      actuator,
    }),
    authenticate: iamCaller,
    reportFault: (fault) => log.error("the API could not answer", { fault: String(fault) }),
  };
}
