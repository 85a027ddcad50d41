import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { PipesClient } from "@aws-sdk/client-pipes";
import { afterEach } from "vitest";
import { evenPace } from "../../lib/aws/control-plane-pace.ts";
import { lambdaFunctionControl } from "../../lib/aws/function-control.ts";
import { lambdaFunctionDirectory } from "../../lib/aws/function-directory.ts";
import { cloudWatchMetrics } from "../../lib/aws/metrics.ts";
import { MINUTE_MS, SECOND_MS } from "../../lib/domain/time.ts";
import { startAccountServer } from "../../lib/sim/http/server.ts";
import { simulatedControl } from "../../lib/sim/ports/function-control.ts";
import { simulatedDirectory } from "../../lib/sim/ports/function-directory.ts";
import { simulatedMetrics } from "../../lib/sim/ports/metric-reader.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { directoryClientsAt } from "../support/directory-clients.ts";
import { TEST_CREDENTIALS, TEST_REGION } from "../support/dynamo.ts";
import { describeArrivalsContract } from "./arrivals-contract.ts";
import { connectedAccount } from "./connected-account.ts";
import { describeConnectionDetails, describeConnectionsContract } from "./connections-contract.ts";
import { describeControlContract } from "./control-contract.ts";
import { describeControlRefusals } from "./control-refusals-contract.ts";
import { describeDirectoryContract, describeDirectoryDetails } from "./directory-contract.ts";
import {
  describeActiveFunctions,
  describeMetricsContract,
  describeMetricsRanking,
} from "./metrics-contract.ts";
import { describePipeContract } from "./pipe-contract.ts";
import {
  arrivingAccount,
  clockOf,
  mappingIdOf,
  newAccount,
  pipedAccount,
  sampleAccount,
  settle,
} from "./sample-account.ts";
import { NOW_MS } from "./samples.ts";

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** SDK configuration for the account behind a wire of its own. */
async function served(account: SimulatedAccount) {
  const server = await startAccountServer(account);
  closers.push(() => server.close());
  return { endpoint: server.url, region: TEST_REGION, credentials: TEST_CREDENTIALS, maxAttempts: 1 };
}

async function sdkControl(account: SimulatedAccount, waitsMs: number[]) {
  const config = await served(account);
  const pause = async (ms: number) => {
    waitsMs.push(ms);
    account.advanceTo(account.nowMs() + ms);
  };
  return lambdaFunctionControl(
    { lambda: new LambdaClient(config), pipes: new PipesClient(config) },
    { clock: clockOf(account), pace: async () => undefined, pause },
  );
}

async function sdkDirectory(account: SimulatedAccount) {
  const config = await served(account);
  return lambdaFunctionDirectory(directoryClientsAt(config), {
    clock: clockOf(account),
    pace: evenPace(Number.POSITIVE_INFINITY, clockOf(account)),
  });
}

async function sdkMetrics(account: SimulatedAccount) {
  return cloudWatchMetrics(new CloudWatchClient(await served(account)), clockOf(account));
}

const controlSubject = (account: SimulatedAccount) => ({
  functionName: "checkout",
  mappingId: mappingIdOf(account, "checkout"),
  provisionedName: "search",
  settle: () => settle(account),
  beginUpdate: async () => {
    const atMs = account.nowMs() + MINUTE_MS;
    account.schedule([{ kind: "deploy", functionName: "checkout", atMs, durationFactor: 1 }]);
    // The world plays in steps of ten seconds.
    account.advanceTo(atMs + 10 * SECOND_MS);
  },
});

/** Five minutes and then ten more, so that all of the five have settled. */
function played(account: SimulatedAccount) {
  account.advanceTo(NOW_MS + 15 * MINUTE_MS);
  return { range: { startMs: NOW_MS, endMs: NOW_MS + 5 * MINUTE_MS, periodSeconds: 60 } };
}

const direct = {
  control: async (account: SimulatedAccount) => simulatedControl(account),
  directory: async (account: SimulatedAccount) => simulatedDirectory(account),
  metrics: async (account: SimulatedAccount) => simulatedMetrics(account),
};
const overTheWire = { control: sdkControl, directory: sdkDirectory, metrics: sdkMetrics };

for (const [way, make] of Object.entries({ "spoken to directly": direct, "through the SDK": overTheWire })) {
  const controlled = async () => {
    const account = sampleAccount();
    const waitsMs: number[] = [];
    return { ...controlSubject(account), waitsMs, control: await make.control(account, waitsMs) };
  };
  describeControlContract(`control of the simulated account, ${way}`, controlled);
  describePipeContract(`control of the simulated account, ${way}`, async () => {
    const account = pipedAccount();
    const control = await make.control(account, []);
    return { control, functionName: "invoices", pipeName: "paid-orders", settle: () => settle(account) };
  });
  const newcomer = async () => ({ functionName: "checkout", control: await make.control(newAccount(), []) });
  describeControlRefusals(
    `control of the simulated account, ${way}`,
    { ordinary: controlled, newAccount: newcomer },
    // Who speaks to the world without a wire does not meet the limit of the wire.
    make === direct
      ? ["requests beyond 15 a second, which are repeated after the time that AWS asks for"]
      : [],
  );

  const directory = () => make.directory(sampleAccount());
  describeDirectoryContract(`directory of the simulated account, ${way}`, directory);
  describeDirectoryDetails(`directory of the simulated account, ${way}, details`, directory);

  const connections = () => make.directory(connectedAccount());
  describeConnectionsContract(`directory of the simulated account, ${way}, connections`, connections);
  describeConnectionDetails(`directory of the simulated account, ${way}, connections, details`, connections);

  const metrics = async () => {
    const account = sampleAccount();
    return { ...played(account), metrics: await make.metrics(account) };
  };
  describeMetricsContract(`metrics of the simulated account, ${way}`, metrics);
  describeArrivalsContract(`metrics of the simulated account, ${way}, arrivals`, async () => {
    const account = arrivingAccount();
    return { ...played(account), metrics: await make.metrics(account) };
  });
  describeMetricsRanking(`metrics of the simulated account, ${way}, ranking`, metrics);
  describeActiveFunctions(`metrics of the simulated account, ${way}, who ran`, metrics);
}
