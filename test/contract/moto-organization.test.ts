import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { PipesClient } from "@aws-sdk/client-pipes";
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTargetOrder } from "../../lib/app/read-target-order.ts";
import { lambdaFunctionControl } from "../../lib/aws/function-control.ts";
import { lambdaFunctionDirectory } from "../../lib/aws/function-directory.ts";
import { cloudWatchMetrics } from "../../lib/aws/metrics.ts";
import { sqsTargetQueue } from "../../lib/aws/sqs-target-queue.ts";
import type { TargetOrder } from "../../lib/domain/target.ts";
import { HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import { directoryClientsAt } from "../support/directory-clients.ts";
import { type Moto, motoIsInstalled, startMoto } from "../support/moto.ts";
import { motoConfig } from "./moto-account.ts";
import {
  buildMotoOrganization,
  HUB_FUNCTION,
  SPOKE_REGIONS,
  spokeConfig,
  spokeFunctionIn,
} from "./moto-organization.ts";
import { NOW_MS } from "./samples.ts";

/*
 * Another account, into which the guard gets by a role that it assumes, on an emulator that others wrote. Moto keeps accounts
 * and regions apart, but gives a role to whoever asks: that a wrong external id is refused is not asked of it.
 */
describe.skipIf(!motoIsInstalled())("another account, on an independent emulator", () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto({ concurrencyLimit: 1_000 });
    await buildMotoOrganization(moto.endpoint);
  });
  afterAll(() => moto?.stop());

  type Config = ReturnType<typeof motoConfig> | ReturnType<typeof spokeConfig>;
  const hub = (): Config => motoConfig(moto.endpoint);
  const spoke = (region: string): Config => spokeConfig(moto.endpoint, region);
  const clock = () => NOW_MS;
  const pace = async () => undefined;
  const listingWith = (config: Config) =>
    lambdaFunctionDirectory(directoryClientsAt(config), { clock, pace }).listFunctions();
  const controlWith = (config: Config) => {
    const clients = { lambda: new LambdaClient(config), pipes: new PipesClient(config) };
    return lambdaFunctionControl(clients, { clock, pace });
  };

  it.each(SPOKE_REGIONS)("shows its functions of %s and only those", async (region) => {
    const { accountId, functions } = await listingWith(spoke(region));
    expect(accountId).toBe("222222222222");
    expect(functions.map(({ functionName }) => functionName)).toEqual([spokeFunctionIn(region)]);
  });

  it("leaves the guard's own account as it is seen without the role", async () => {
    const { accountId, functions } = await listingWith(hub());
    expect(accountId).toBe("123456789012");
    expect(functions.map(({ functionName }) => functionName)).toEqual([HUB_FUNCTION]);
  });

  it("is changed where the order says and nowhere else", async () => {
    const [here, there] = SPOKE_REGIONS;
    const functionName = spokeFunctionIn(here);
    const setting = { kind: "concurrency", functionName } as const;
    await controlWith(spoke(here)).write(setting, { kind: "concurrency", reserved: 0 });
    expect(await controlWith(spoke(here)).read(setting)).toMatchObject({ value: { value: { reserved: 0 } } });
    for (const elsewhere of [spoke(there), hub()])
      expect(await controlWith(elsewhere).read(setting)).toEqual({
        ok: false,
        error: { kind: "unknown-function", functionName },
      });
  });

  it("has metrics of its own in each region", async () => {
    const [here, there] = SPOKE_REGIONS;
    const functionName = spokeFunctionIn(here);
    await new CloudWatchClient(spoke(here)).send(
      new PutMetricDataCommand({
        Namespace: "AWS/Lambda",
        MetricData: [
          {
            MetricName: "Duration",
            Dimensions: [{ Name: "FunctionName", Value: functionName }],
            Timestamp: new Date(NOW_MS),
            Value: 70,
          },
        ],
      }),
    );
    const durationsBy = async (config: Config) => {
      const metrics = cloudWatchMetrics(new CloudWatchClient(config), () => NOW_MS + HOUR_MS);
      const range = { startMs: NOW_MS, endMs: NOW_MS + 2 * MINUTE_MS, periodSeconds: 60 };
      const { windows } = await metrics.readWindows([{ functionName, measurements: ["durationMs"] }], range);
      return windows[0]?.series.durationMs;
    };
    expect(await durationsBy(spoke(here))).toEqual([70, 0]);
    expect(await durationsBy(spoke(there))).toEqual([0, 0]);
    expect(await durationsBy(hub())).toEqual([0, 0]);
  });

  it("is ordered to be looked at through a queue, twelve orders in two requests", async () => {
    const sqs = new SQSClient(hub());
    const { QueueUrl = "" } = await sqs.send(new CreateQueueCommand({ QueueName: "targets" }));
    const orders = Array.from(
      { length: 12 },
      (_, index): TargetOrder => ({
        job: "tick",
        target: {
          accountId: "222222222222",
          region: SPOKE_REGIONS[index % 2] ?? "",
          spoke: { readRoleArn: "read", actuateRoleArn: "actuate", externalId: "garden" },
        },
        atMs: NOW_MS + index,
        moneyShare: 0.25,
      }),
    );
    expect(await sqsTargetQueue(sqs, QueueUrl).send(orders)).toEqual([]);
    const received: TargetOrder[] = [];
    while (received.length < orders.length) {
      const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await sqs.send(receive);
      if (Messages.length === 0) break;
      received.push(...Messages.map(({ Body = "" }) => readTargetOrder(Body)));
    }
    expect(received.sort((a, b) => a.atMs - b.atMs)).toEqual(orders);
  });
});
