import { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import { CloudWatchClient, ListMetricsCommand } from "@aws-sdk/client-cloudwatch";
import {
  GetFunctionConcurrencyCommand,
  LambdaClient,
  ListFunctionsCommand,
  PutFunctionConcurrencyCommand,
} from "@aws-sdk/client-lambda";
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { describe, expect, it, onTestFinished } from "vitest";
import { simulatedAccount } from "../../lib/sim/account.ts";
import { AwsError } from "../../lib/sim/faces.ts";
import { startOrganizationServer } from "../../lib/sim/http/organization-server.ts";
import { accountSpec, functionSpec } from "../../lib/sim/spec.ts";
import { NOON_MS } from "../support/wire-account.ts";
import { errorOf } from "../support/wire-clients.ts";

const HOME = "111111111111";
const SPOKE = "222222222222";
const HOME_KEY = { accessKeyId: "AKIAHOME", secretAccessKey: "secret" };
const READ_ROLE = `arn:aws:iam::${SPOKE}:role/overcurrent-read`;

/** Two accounts with two regions each; every place has one function, which is called after it. */
async function openOrganization() {
  const accounts = [HOME, SPOKE].flatMap((accountId) =>
    ["eu-west-1", "us-east-1"].map((region) =>
      simulatedAccount(
        accountSpec({
          startMs: NOON_MS,
          accountId,
          region,
          functions: [functionSpec({ functionName: `${accountId}-${region}`, triggers: [] })],
        }),
      ),
    ),
  );
  const server = await startOrganizationServer(accounts, { [HOME_KEY.accessKeyId]: HOME });
  server.addRole({
    arn: READ_ROLE,
    trusts: HOME,
    externalId: "garden",
    actions: ["lambda:Get*", "lambda:List*"],
  });
  const clients: { destroy(): void }[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.destroy();
    await server.close();
  });
  const at = (region: string, credentials: typeof HOME_KEY & { sessionToken?: string } = HOME_KEY) => {
    const config = { endpoint: server.url, region, credentials, maxAttempts: 1 };
    const made = {
      lambda: new LambdaClient(config),
      sts: new STSClient(config),
      cloudWatch: new CloudWatchClient(config),
      account: new AccountClient(config),
    };
    clients.push(...Object.values(made));
    return made;
  };
  const assume = async (given: { RoleArn?: string; ExternalId?: string } = {}) => {
    const { Credentials } = await at("us-east-1").sts.send(
      new AssumeRoleCommand({
        RoleArn: READ_ROLE,
        ExternalId: "garden",
        RoleSessionName: "overcurrent",
        ...given,
      }),
    );
    return {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    };
  };
  return { server, at, assume };
}

const namesIn = async (lambda: LambdaClient) =>
  (await lambda.send(new ListFunctionsCommand({}))).Functions?.map(({ FunctionName }) => FunctionName);

describe("an organisation at one address", () => {
  it("answers for the account of the key and the region that the request is signed for", async () => {
    const { at, assume } = await openOrganization();
    expect(await namesIn(at("eu-west-1").lambda)).toEqual([`${HOME}-eu-west-1`]);
    expect(await namesIn(at("us-east-1").lambda)).toEqual([`${HOME}-us-east-1`]);
    const session = await assume();
    expect(await namesIn(at("eu-west-1", session).lambda)).toEqual([`${SPOKE}-eu-west-1`]);
    expect(await namesIn(at("us-east-1", session).lambda)).toEqual([`${SPOKE}-us-east-1`]);
  });

  it("changes and counts only where it was asked to", async () => {
    const { server, at } = await openOrganization();
    const FunctionName = `${HOME}-eu-west-1`;
    const { lambda } = at("eu-west-1");
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 3 }));
    expect(await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }))).toMatchObject({
      ReservedConcurrentExecutions: 3,
    });
    expect(server.at(HOME, "eu-west-1").usage().calls["lambda:PutFunctionConcurrency"]).toBe(1);
    expect(server.at(HOME, "us-east-1").usage().calls).toEqual({});
  });

  it("lets a fault meet one place and not the others", async () => {
    const { server, at } = await openOrganization();
    server.at(HOME, "eu-west-1").deny("lambda:ListFunctions");
    expect(await errorOf(namesIn(at("eu-west-1").lambda))).toMatchObject({ name: "AccessDeniedException" });
    expect(await namesIn(at("us-east-1").lambda)).toHaveLength(1);
  });

  it("tells the identity that a key stands for, in every region", async () => {
    const { at, assume } = await openOrganization();
    const whoAmI = new GetCallerIdentityCommand({});
    expect(await at("ap-south-1").sts.send(whoAmI)).toMatchObject({ Account: HOME });
    expect(await at("ap-south-1", await assume()).sts.send(whoAmI)).toMatchObject({
      Account: SPOKE,
      Arn: `arn:aws:sts::${SPOKE}:assumed-role/overcurrent-read/overcurrent`,
    });
  });

  it("says loudly that a place is not served", async () => {
    const { server, at } = await openOrganization();
    expect(await errorOf(at("ap-south-1").cloudWatch.send(new ListMetricsCommand({})))).toMatchObject({
      $metadata: { httpStatusCode: 501 },
    });
    expect(server.unknownRequests()).toEqual([`monitoring of ${HOME}/ap-south-1`]);
  });

  it.each([
    [
      "in JSON",
      (clients: ReturnType<Awaited<ReturnType<typeof openOrganization>>["at"]>) => namesIn(clients.lambda),
      "UnrecognizedClientException",
    ],
    [
      "in XML",
      (clients: ReturnType<Awaited<ReturnType<typeof openOrganization>>["at"]>) =>
        clients.sts.send(new GetCallerIdentityCommand({})),
      "InvalidClientTokenId",
    ],
  ])("does not know a key that nobody has, %s", async (_protocol, ask, name) => {
    const { at } = await openOrganization();
    const strangers = at("eu-west-1", { accessKeyId: "AKIASTRANGER", secretAccessKey: "secret" });
    expect(await errorOf(ask(strangers))).toMatchObject({ name, $metadata: { httpStatusCode: 403 } });
  });
});

describe("a role of another account", () => {
  it.each([
    ["without its external id", { ExternalId: undefined }],
    ["with another external id", { ExternalId: "meadow" }],
    ["that does not exist", { RoleArn: `arn:aws:iam::${SPOKE}:role/nobody` }],
  ])("is not given to whoever asks for one %s", async (_what, given) => {
    const { assume } = await openOrganization();
    expect(await errorOf(assume(given as { ExternalId?: string }))).toMatchObject({
      name: "AccessDenied",
      message: expect.stringMatching(
        /^User: arn:aws:sts::111111111111:assumed-role\/overcurrent\/overcurrent is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role\//,
      ),
    });
  });

  it("is given only to the account that it trusts", async () => {
    const { server, assume } = await openOrganization();
    server.addRole({ arn: READ_ROLE, trusts: "333333333333", externalId: "garden" });
    expect(await errorOf(assume())).toMatchObject({ name: "AccessDenied" });
  });

  it("may do what its actions say and nothing else", async () => {
    const { at, assume } = await openOrganization();
    const { lambda } = at("eu-west-1", await assume());
    const FunctionName = `${SPOKE}-eu-west-1`;
    await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    const put = new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 });
    expect(await errorOf(lambda.send(put))).toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining(`assumed-role/overcurrent-read/overcurrent is not authorized`),
    });
  });

  it("is dead when it was revoked, with the credentials that were given out before", async () => {
    const { server, at, assume } = await openOrganization();
    const clients = at("eu-west-1", await assume());
    await namesIn(clients.lambda);
    server.revoke(READ_ROLE);
    expect(await errorOf(assume())).toMatchObject({ name: "AccessDenied" });
    expect(await errorOf(namesIn(clients.lambda))).toMatchObject({ name: "ExpiredTokenException" });
    expect(await errorOf(clients.cloudWatch.send(new ListMetricsCommand({})))).toMatchObject({
      name: "ExpiredToken",
    });
    expect(await namesIn(at("eu-west-1").lambda)).toEqual([`${HOME}-eu-west-1`]);
  });

  it("cannot be used with another token than its own", async () => {
    const { at, assume } = await openOrganization();
    const forged = { ...(await assume()), sessionToken: "another" };
    expect(await errorOf(namesIn(at("eu-west-1", forged).lambda))).toMatchObject({
      name: "UnrecognizedClientException",
    });
  });
});

describe("ListRegions over the wire", () => {
  it("names the served regions of the account as enabled, and others as not", async () => {
    const { at } = await openOrganization();
    const { account } = at("eu-west-1");
    const all = await account.send(new ListRegionsCommand({}));
    expect(all.Regions).toContainEqual({ RegionName: "af-south-1", RegionOptStatus: "DISABLED" });
    const enabled = await account.send(
      new ListRegionsCommand({ RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"] }),
    );
    expect(enabled.Regions?.map(({ RegionName }) => RegionName)).toEqual(["eu-west-1", "us-east-1"]);
  });

  it("comes in pages", async () => {
    const { at } = await openOrganization();
    const { account } = at("eu-west-1");
    const first = await account.send(new ListRegionsCommand({ MaxResults: 3 }));
    expect(first.Regions).toHaveLength(3);
    const second = await account.send(new ListRegionsCommand({ MaxResults: 3, NextToken: first.NextToken }));
    expect(second.Regions).toHaveLength(1);
    expect(second.NextToken).toBeUndefined();
  });

  it("can be refused", async () => {
    const { server, at } = await openOrganization();
    server
      .at(HOME, "eu-west-1")
      .failNext("account:ListRegions", new AwsError("TooManyRequestsException", "Rate exceeded", 429));
    expect(await errorOf(at("eu-west-1").account.send(new ListRegionsCommand({})))).toMatchObject({
      name: "TooManyRequestsException",
    });
  });
});
