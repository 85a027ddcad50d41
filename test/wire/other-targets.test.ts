import { AccountClient } from "@aws-sdk/client-account";
import { LambdaClient, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it, onTestFinished } from "vitest";
import { readTargetOrder } from "../../lib/app/read-target-order.ts";
import { cloudCall } from "../../lib/aws/cloud-call.ts";
import { accountRegionDirectory } from "../../lib/aws/region-directory.ts";
import { spokeCredentials } from "../../lib/aws/spoke-credentials.ts";
import { sqsTargetQueue } from "../../lib/aws/sqs-target-queue.ts";
import { CloudCallError } from "../../lib/domain/errors.ts";
import type { TargetOrder } from "../../lib/domain/target.ts";
import { HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import { startOrganizationServer } from "../../lib/sim/http/organization-server.ts";
import { accountSpec, functionSpec } from "../../lib/sim/spec.ts";
import { NOON_MS } from "../support/wire-account.ts";

const HOME = "111111111111";
const SPOKE = "222222222222";
const HOME_KEY = { accessKeyId: "AKIAHOME", secretAccessKey: "secret" };
const READ_ROLE = `arn:aws:iam::${SPOKE}:role/overcurrent-test-spoke-read`;

/** Two accounts with two regions each; every place has one function, which is called after it. */
async function organization() {
  const accounts = [HOME, SPOKE].flatMap((accountId) =>
    ["eu-west-1", "us-east-1"].map((region) =>
      simulatedAccount(
        accountSpec({
          ...{ startMs: NOON_MS, accountId, region },
          functions: [functionSpec({ functionName: `${accountId}-${region}`, triggers: [] })],
        }),
      ),
    ),
  );
  const server = await startOrganizationServer(accounts, { [HOME_KEY.accessKeyId]: HOME });
  const addRole = () => server.addRole({ arn: READ_ROLE, trusts: HOME, externalId: "garden" });
  addRole();
  const config = { endpoint: server.url, region: "eu-west-1", credentials: HOME_KEY, maxAttempts: 1 };
  const sts = new STSClient(config);
  onTestFinished(() => server.close());
  return { server, config, sts, addRole };
}

const access = { roleArn: READ_ROLE, externalId: "garden" };

describe("the credentials of a spoke", () => {
  const namesIn = async (lambda: LambdaClient) => {
    const { Functions } = await cloudCall("lambda:ListFunctions", lambda.send(new ListFunctionsCommand({})));
    return Functions?.map(({ FunctionName }) => FunctionName);
  };

  it("speak for its account, in any region", async () => {
    const { config, sts } = await organization();
    const credentials = spokeCredentials(sts, access, () => NOON_MS);
    for (const region of ["eu-west-1", "us-east-1"])
      expect(await namesIn(new LambdaClient({ ...config, region, credentials }))).toEqual([
        `${SPOKE}-${region}`,
      ]);
  });

  it("are asked for once by many clients, and anew before the hour is over", async () => {
    const { sts } = await organization();
    let nowMs = Date.now();
    const credentials = spokeCredentials(sts, access, () => nowMs);
    const keys = await Promise.all([credentials(), credentials(), credentials()]);
    expect(new Set(keys.map(({ accessKeyId }) => accessKeyId)).size).toBe(1);
    const [first] = keys;
    nowMs = (first?.expiration.getTime() ?? 0) - 6 * MINUTE_MS;
    expect((await credentials()).accessKeyId).toBe(first?.accessKeyId);
    nowMs += 2 * MINUTE_MS;
    expect((await credentials()).accessKeyId).not.toBe(first?.accessKeyId);
  });

  it.each([
    ["the role is not there", { ...access, roleArn: `arn:aws:iam::${SPOKE}:role/none` }],
    ["the external id is another", { ...access, externalId: "meadow" }],
  ])("are refused by name when %s", async (_what, wrong) => {
    const { config, sts } = await organization();
    const lambda = new LambdaClient({ ...config, credentials: spokeCredentials(sts, wrong, () => NOON_MS) });
    const refusal = await namesIn(lambda).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(CloudCallError);
    expect(refusal).toMatchObject({ operation: "sts:AssumeRole", retryable: false, reason: "AccessDenied" });
  });

  it("are there again as soon as the role is", async () => {
    const { server, sts, addRole } = await organization();
    server.revoke(READ_ROLE);
    const credentials = spokeCredentials(sts, access, () => NOON_MS + HOUR_MS);
    await expect(credentials()).rejects.toThrow("sts:AssumeRole failed: AccessDenied");
    addRole();
    expect((await credentials()).sessionToken).not.toBe("");
  });
});

describe("the regions of the own account", () => {
  it("are those that its owner has enabled", async () => {
    const { config } = await organization();
    const regions = await accountRegionDirectory(new AccountClient(config)).listEnabledRegions();
    expect([...regions].sort()).toEqual(["eu-west-1", "us-east-1"]);
  });

  it("are unknown when nobody answers, and not none", async () => {
    const { config } = await organization();
    const stranger = new AccountClient({
      ...config,
      credentials: { ...HOME_KEY, accessKeyId: "AKIASTRANGER" },
    });
    await expect(accountRegionDirectory(stranger).listEnabledRegions()).rejects.toThrow(CloudCallError);
  });
});

describe("the queue of targets", () => {
  const ordersFor = (count: number): TargetOrder[] =>
    Array.from({ length: count }, (_, index) => ({
      job: "tick",
      target: { accountId: SPOKE, region: `xx-test-${index}` },
      atMs: NOON_MS,
      moneyShare: 1 / count,
    }));

  it("gets every order once, however many there are", async () => {
    const { server, config } = await organization();
    const home = server.at(HOME, "eu-west-1");
    home.createQueue({ queueName: "targets", visibilityTimeoutSeconds: 960 });
    const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
    const orders = ordersFor(23);
    expect(await sqsTargetQueue(sqs, home.queueUrl("targets")).send(orders)).toEqual([]);
    expect(home.messages("targets").map(({ body }) => readTargetOrder(body))).toEqual(orders);
  });

  it("that is not there hands every order back with the reason", async () => {
    const { config } = await organization();
    const sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
    const orders = ordersFor(2);
    const unsent = await sqsTargetQueue(sqs, `${config.endpoint}/${HOME}/none`).send(orders);
    expect(unsent.map(({ order }) => order)).toEqual(orders);
    for (const { reason } of unsent) expect(reason).toContain("sqs:SendMessage failed");
  });
});
