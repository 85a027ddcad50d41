import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { SNSClient } from "@aws-sdk/client-sns";
import { actuate } from "../../lib/app/actuate/actuate.ts";
import { breakerReporter } from "../../lib/app/breaker-reporter.ts";
import { type LearnReport, learn } from "../../lib/app/learn.ts";
import { type OperatorCommands, operatorCommands } from "../../lib/app/operator-commands.ts";
import { type ProbeStep, probe } from "../../lib/app/probe.ts";
import { shortMemory } from "../../lib/app/short-memory.ts";
import { type InventoryReport, takeInventory } from "../../lib/app/take-inventory.ts";
import { tell } from "../../lib/app/tell.ts";
import { type WatchReport, watch } from "../../lib/app/watch.ts";
import { costExplorerBilling } from "../../lib/aws/cost-explorer-billing.ts";
import { lambdaFunctionControl } from "../../lib/aws/function-control.ts";
import { lambdaFunctionDirectory } from "../../lib/aws/function-directory.ts";
import { lambdaActuator } from "../../lib/aws/lambda-actuator.ts";
import { lambdaBell, lambdaInventoryBell } from "../../lib/aws/lambda-bell.ts";
import { cloudWatchMetrics } from "../../lib/aws/metrics.ts";
import { snsAlertSender } from "../../lib/aws/sns-alert-sender.ts";
import { dynamoStores } from "../../lib/aws/stores/dynamo-stores.ts";
import type { Table } from "../../lib/aws/stores/table.ts";
import type { ActuationRequest } from "../../lib/domain/actuation.ts";
import { inventoryOrderOf } from "../../lib/domain/inventory-order.ts";
import { plainTextAlerts } from "../../lib/notify/plain-text-alerts.ts";
import { parsePolicy } from "../../lib/policy/parse-policy.ts";
import type { Stores } from "../../lib/ports/stores.ts";
import { type AccountServer, startAccountServer } from "../../lib/sim/http/server.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { directoryClientsAt } from "./directory-clients.ts";
import { TEST_CREDENTIALS } from "./dynamo.ts";
import { silentLog } from "./silent-log.ts";

const OWN_PREFIX = "overcurrent-test";

export type WiredGuard = {
  readonly server: AccountServer;
  readonly stores: Stores;
  readonly commands: OperatorCommands;
  readonly log: ReturnType<typeof silentLog>;
  takeInventory(): Promise<InventoryReport>;
  learn(): Promise<LearnReport>;
  /** What the schedule starts every minute, and what they started in turn. */
  tick(): Promise<{ readonly report: WatchReport; readonly steps: readonly ProbeStep[] }>;
  close(): Promise<void>;
};

/**
 * The guard as it is deployed, on an account that is served over HTTP: every call goes through the SDK, and `actuate` and
 * `notify` are functions of that account. Calls are not repeated by the SDK, so each fault reaches the guard.
 */
export async function wiredGuard(
  account: SimulatedAccount,
  table: Table,
  policyText: string,
): Promise<WiredGuard> {
  const server = await startAccountServer(account);
  const config = {
    endpoint: server.url,
    region: account.region,
    credentials: TEST_CREDENTIALS,
    maxAttempts: 1,
  };
  const asked = directoryClientsAt(config);
  const { lambda, pipes } = asked;
  const sns = new SNSClient(config);
  const cloudWatch = new CloudWatchClient(config);
  const costExplorer = new CostExplorerClient(config);

  const clock = () => account.nowMs();
  const stores = dynamoStores(table, clock);
  const log = silentLog();
  const policy = parsePolicy(policyText, "policy of the test");
  const common = { ...stores, clock, log, policy, ownNamePrefix: OWN_PREFIX, alerts: plainTextAlerts };
  // Simulated minutes go by in a moment: a pace in real time would only hold the story up.
  const metrics = cloudWatchMetrics(cloudWatch, clock, async (_call, waitAtMostMs) => waitAtMostMs > 0);
  const actuator = lambdaActuator(lambda, `${OWN_PREFIX}-actuate`);
  const bell = lambdaBell(lambda, `${OWN_PREFIX}-notify`);
  const inventoryBell = lambdaInventoryBell(lambda, `${OWN_PREFIX}-inventory`);
  const reporter = breakerReporter({ ...common, bell });
  const topicArn = `arn:aws:sns:${account.region}:${account.accountId}:overcurrent`;
  const sender = snsAlertSender(sns, topicArn);
  const pace = async () => undefined;
  const memory = shortMemory();
  let runs = 0;
  const newLeaseHolder = () => {
    runs += 1;
    return `run-${runs}`;
  };
  const actuating = {
    ...common,
    control: lambdaFunctionControl({ lambda, pipes }, { clock, pace }),
    newLeaseHolder,
    tell: reporter,
  };
  server.registerFunction(`${OWN_PREFIX}-actuate`, (request) =>
    actuate(actuating, request as ActuationRequest),
  );
  server.registerFunction(`${OWN_PREFIX}-notify`, () => tell({ ...common, sender, newLeaseHolder }));

  const directory = lambdaFunctionDirectory(asked, { clock, pace });
  server.registerFunction(`${OWN_PREFIX}-inventory`, (event) =>
    takeInventory({ ...common, directory }, inventoryOrderOf(event)),
  );
  return {
    server,
    stores,
    log,
    commands: operatorCommands({ ...common, actuator }),
    takeInventory: () => takeInventory({ ...common, directory }),
    learn: () => learn({ ...common, metrics, billing: costExplorerBilling(costExplorer) }),
    async tick() {
      const report = await watch({ ...common, metrics, memory, actuator, bell, inventoryBell });
      const steps = await probe({ ...common, metrics, actuator });
      await server.idle();
      return { report, steps };
    },
    async close() {
      for (const client of [...Object.values(asked), sns, cloudWatch, costExplorer]) client.destroy();
      await server.close();
    },
  };
}
