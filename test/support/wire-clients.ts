import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SNSClient } from "@aws-sdk/client-sns";
import { STSClient } from "@aws-sdk/client-sts";
import { onTestFinished } from "vitest";
import { startAccountServer } from "../../lib/sim/http/server.ts";
import { type WireAccountOptions, wireAccount } from "./wire-account.ts";

/** A served account and unchanged SDK clients that ask it; each request once, so that an error shows at once. */
export async function openWire(options: WireAccountOptions = {}) {
  const account = wireAccount(options);
  const server = await startAccountServer(account);
  const config = {
    endpoint: server.url,
    region: account.region,
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
  };
  const clients = {
    cloudWatch: new CloudWatchClient(config),
    costExplorer: new CostExplorerClient(config),
    eventBridge: new EventBridgeClient(config),
    lambda: new LambdaClient(config),
    sns: new SNSClient(config),
    sts: new STSClient(config),
  };
  onTestFinished(async () => {
    for (const client of Object.values(clients)) client.destroy();
    await server.close();
  });
  return { account, server, ...clients };
}

/** The error that a call ends with. @throws when it succeeds */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  if (outcome === undefined) throw new Error("the call succeeded");
  return outcome.error;
}
