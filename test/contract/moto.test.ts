import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { PipesClient } from "@aws-sdk/client-pipes";
import { CreateTopicCommand, SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { evenPace } from "../../lib/aws/control-plane-pace.ts";
import { lambdaFunctionControl } from "../../lib/aws/function-control.ts";
import { lambdaFunctionDirectory } from "../../lib/aws/function-directory.ts";
import { cloudWatchMetrics } from "../../lib/aws/metrics.ts";
import { snsAlertSender } from "../../lib/aws/sns-alert-sender.ts";
import { dynamoStores } from "../../lib/aws/stores/dynamo-stores.ts";
import { HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { directoryClientsAt } from "../support/directory-clients.ts";
import { dynamoAt } from "../support/dynamo.ts";
import { type Moto, motoIsInstalled, motoQuery, startMoto } from "../support/moto.ts";
import { describeArrivalsContract } from "./arrivals-contract.ts";
import { describeConnectionsContract } from "./connections-contract.ts";
import { describeControlContract } from "./control-contract.ts";
import { describeControlRefusals } from "./control-refusals-contract.ts";
import { describeDirectoryContract } from "./directory-contract.ts";
import { describeActiveFunctions, describeMetricsContract } from "./metrics-contract.ts";
import {
  buildMotoAccount,
  buildMotoPipe,
  motoConfig,
  publishMotoArrivals,
  publishMotoMetrics,
  updateMotoFunction,
} from "./moto-account.ts";
import { buildMotoConnections } from "./moto-connections.ts";
import { describePipeContract } from "./pipe-contract.ts";
import { NOW_MS, sampleAlert } from "./samples.ts";
import { describeStoresContract } from "./stores-contract.ts";

/*
 * The same contracts on an emulator that others wrote. Not asked of it, because it does not have it:
 * - account limits, URLs, provisioned concurrency, loop detection: the operations are missing (the inventory says so), and
 *   it lists how long events wait, and where failures go, with a date that the SDK cannot read; it knows no managed
 *   instances, no durable functions, and no maximum record age;
 * - who ran lately: it lists every metric that it ever got, whatever RecentlyActive says, so that it shows the rows and not their age;
 * - ranking by Metrics Insights, Cost Explorer, and running functions, which the actuator and the bell need.
 */
/**
 * What AWS refuses and moto 5.2.1 does not: it knows no provisioned concurrency, no update in progress, and no limit to
 * requests; it switches mappings at once, has one unreserved floor (100) that it also holds against 0, and takes a version
 * or alias for a function that does not exist.
 */
const MOTO_TAKES = [
  "any reservation in a new account",
  "never a reservation of 0, whatever must stay unreserved",
  "a reservation below what is provisioned, also of 0",
  "a reservation for a version or alias",
  "a reservation, or taking one away, while the function is being updated",
  "another change to a mapping that is on its way, which reads as not settled",
  "requests beyond 15 a second, which are repeated after the time that AWS asks for",
];

describe.skipIf(!motoIsInstalled())("the AWS adapters on an independent emulator", () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto({ concurrencyLimit: 1_000 });
  });
  afterAll(() => moto?.stop());

  const directory = () => {
    const clients = directoryClientsAt(motoConfig(moto.endpoint));
    const clock = () => NOW_MS;
    return lambdaFunctionDirectory(clients, { clock, pace: evenPace(Number.POSITIVE_INFINITY, clock) });
  };

  const motoControl = (endpoint: string) => {
    const config = motoConfig(endpoint);
    return lambdaFunctionControl(
      { lambda: new LambdaClient(config), pipes: new PipesClient(config) },
      { clock: () => NOW_MS, pace: async () => undefined },
    );
  };

  const ordinary = async () => ({
    functionName: "checkout",
    mappingId: await buildMotoAccount(moto.endpoint),
    provisionedName: "search",
    control: motoControl(moto.endpoint),
    settle: async () => {},
    beginUpdate: () => updateMotoFunction(moto.endpoint, "checkout"),
    waitsMs: [],
  });
  describeControlContract("control", ordinary);
  describePipeContract("control", async () => ({
    functionName: "invoices",
    pipeName: await buildMotoPipe(moto.endpoint, "invoices"),
    control: motoControl(moto.endpoint),
    settle: async () => {},
  }));

  describe("a new account", () => {
    let small: Moto;
    beforeAll(async () => {
      small = await startMoto({ concurrencyLimit: 10 });
    });
    afterAll(() => small?.stop());

    describeControlRefusals(
      "control",
      {
        ordinary,
        newAccount: async () => {
          await buildMotoAccount(small.endpoint);
          return { functionName: "checkout", control: motoControl(small.endpoint) };
        },
      },
      MOTO_TAKES,
    );
  });

  describeDirectoryContract("directory", async () => {
    await buildMotoAccount(moto.endpoint);
    return directory();
  });

  describeConnectionsContract("directory, connections", async () => {
    await buildMotoConnections(moto.endpoint);
    return directory();
  });

  it("lists what it could not ask, where an operation is missing altogether", async () => {
    await buildMotoAccount(moto.endpoint);
    const { unanswered } = await directory().takeInventory();
    expect([...new Set(unanswered.map(({ operation }) => operation))].sort()).toEqual([
      "lambda:GetAccountSettings",
      "lambda:GetFunctionRecursionConfig",
      "lambda:ListFunctionUrlConfigs",
      "lambda:ListProvisionedConcurrencyConfigs",
    ]);
  });

  describeMetricsContract("metrics", async () => {
    await publishMotoMetrics(moto.endpoint);
    return {
      metrics: cloudWatchMetrics(new CloudWatchClient(motoConfig(moto.endpoint)), () => NOW_MS + HOUR_MS),
      range: { startMs: NOW_MS, endMs: NOW_MS + 5 * MINUTE_MS, periodSeconds: 60 },
    };
  });

  describeActiveFunctions("metrics, who ran", async () => {
    await publishMotoMetrics(moto.endpoint);
    return {
      metrics: cloudWatchMetrics(new CloudWatchClient(motoConfig(moto.endpoint)), () => NOW_MS + HOUR_MS),
      range: { startMs: NOW_MS, endMs: NOW_MS + 5 * MINUTE_MS, periodSeconds: 60 },
    };
  });

  describeArrivalsContract("metrics, arrivals", async () => {
    await publishMotoArrivals(moto.endpoint);
    return {
      metrics: cloudWatchMetrics(new CloudWatchClient(motoConfig(moto.endpoint)), () => NOW_MS + HOUR_MS),
      range: { startMs: NOW_MS, endMs: NOW_MS + 5 * MINUTE_MS, periodSeconds: 60 },
    };
  });

  it("sends an alert with its subject to those who subscribed", async () => {
    const { endpoint } = moto;
    const client = new SNSClient(motoConfig(endpoint));
    const { TopicArn = "" } = await client.send(new CreateTopicCommand({ Name: "alerts" }));
    await motoQuery(endpoint, "sqs", { Action: "CreateQueue", Version: "2012-11-05", QueueName: "inbox" });
    const inboxArn = "arn:aws:sqs:us-east-1:123456789012:inbox";
    await client.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: inboxArn }));
    await snsAlertSender(client, TopicArn).send(sampleAlert());
    const inbox = await motoQuery(endpoint, "sqs", {
      Action: "ReceiveMessage",
      Version: "2012-11-05",
      QueueUrl: `${endpoint}/123456789012/inbox`,
    });
    expect(inbox).toContain(sampleAlert().subject);
    expect(inbox).toContain("and what was done.");
  });

  describe("tables", () => {
    let dynamo: ReturnType<typeof dynamoAt>;
    beforeAll(() => {
      dynamo = dynamoAt(moto.endpoint);
    });
    afterAll(() => dynamo?.close());

    describeStoresContract("stores", async () => dynamoStores(await dynamo.createTable(), () => NOW_MS));
  });
});
