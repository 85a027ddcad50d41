import { LambdaClient } from "@aws-sdk/client-lambda";
import { SNSClient } from "@aws-sdk/client-sns";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lambdaActuator } from "../../lib/aws/lambda-actuator.ts";
import { lambdaBell, lambdaInventoryBell } from "../../lib/aws/lambda-bell.ts";
import { snsAlertSender } from "../../lib/aws/sns-alert-sender.ts";
import type { ActuationOutcome, ActuationRequest, Refusal } from "../../lib/domain/actuation.ts";
import { CloudCallError } from "../../lib/domain/errors.ts";
import { inventoryOrderOf } from "../../lib/domain/inventory-order.ts";
import { ok, refused } from "../../lib/domain/result.ts";
import { type AccountServer, startAccountServer } from "../../lib/sim/http/server.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { TEST_CREDENTIALS, TEST_REGION } from "../support/dynamo.ts";
import { sampleAccount } from "./sample-account.ts";
import { NOW_MS, sampleAlert, tripped } from "./samples.ts";

const ACTUATE = "overcurrent-test-actuate";
const NOTIFY = "overcurrent-test-notify";
const INVENTORY = "overcurrent-test-inventory";
const TOPIC_ARN = "arn:aws:sns:us-east-1:123456789012:overcurrent-alerts";

const order: ActuationRequest = {
  kind: "operator-kill",
  functionName: "checkout",
  reason: "It is on fire.",
  expiresAtMs: NOW_MS,
  by: { kind: "person", name: "ada" },
};

let account: SimulatedAccount;
let server: AccountServer;
let lambda: LambdaClient;
let sns: SNSClient;

beforeEach(async () => {
  account = sampleAccount();
  server = await startAccountServer(account);
  const config = { endpoint: server.url, region: TEST_REGION, credentials: TEST_CREDENTIALS, maxAttempts: 1 };
  lambda = new LambdaClient(config);
  sns = new SNSClient(config);
});
afterEach(() => server.close());

describe("actuator", () => {
  it("hands the order over as it is, and brings back what came of it", async () => {
    const received: unknown[] = [];
    const outcome: ActuationOutcome = {
      functionName: "checkout",
      state: tripped,
      settled: false,
      reason: "Done.",
    };
    server.registerFunction(ACTUATE, async (payload) => {
      received.push(payload);
      return ok(outcome);
    });
    expect(await lambdaActuator(lambda, ACTUATE).ask(order)).toEqual(ok(outcome));
    expect(received).toEqual([order]);
  });

  it("says where the order belongs, when that is not at home", async () => {
    const received: unknown[] = [];
    server.registerFunction(ACTUATE, async (payload) => {
      received.push(payload);
      return refused({ kind: "nothing-to-do", why: "it is armed" });
    });
    await lambdaActuator(lambda, ACTUATE, "222222222222/eu-west-1").ask(order);
    expect(received).toEqual([{ ...order, target: "222222222222/eu-west-1" }]);
  });

  it("brings a refusal back as a refusal", async () => {
    const refusal: Refusal = { kind: "stale", judgedVersion: 3, presentVersion: 4 };
    server.registerFunction(ACTUATE, async () => refused(refusal));
    expect(await lambdaActuator(lambda, ACTUATE).ask(order)).toEqual(refused(refusal));
  });

  it("says why an order crashed, and that it may be given again", async () => {
    server.registerFunction(ACTUATE, async () => {
      throw new TypeError("undefined is not a brake");
    });
    await expect(lambdaActuator(lambda, ACTUATE).ask(order)).rejects.toMatchObject({
      code: "cloud-call-failed",
      operation: "lambda:InvokeFunction",
      retryable: true,
      reason: "TypeError: undefined is not a brake",
    });
  });

  it.each([null, "done", { settled: true }])("does not take %j for an outcome", async (answer) => {
    server.registerFunction(ACTUATE, async () => answer);
    await expect(lambdaActuator(lambda, ACTUATE).ask(order)).rejects.toThrow(CloudCallError);
  });

  it("says when there is nobody to ask, or asking is not allowed", async () => {
    const actuator = lambdaActuator(lambda, ACTUATE);
    await expect(actuator.ask(order)).rejects.toMatchObject({
      reason: "ResourceNotFoundException",
      retryable: false,
    });
    server.deny("lambda:InvokeFunction");
    await expect(actuator.ask(order)).rejects.toMatchObject({
      reason: "AccessDeniedException",
      retryable: false,
    });
  });

  it("says when the answer was lost on the way, and that asking again may help", async () => {
    server.registerFunction(ACTUATE, async () => ok({}));
    server.failNext("lambda:InvokeFunction", "lost-answer");
    await expect(lambdaActuator(lambda, ACTUATE).ask(order)).rejects.toMatchObject({ retryable: true });
  });
});

describe("bell", () => {
  it("wakes the one who tells, without waiting", async () => {
    let woken = 0;
    server.registerFunction(NOTIFY, async () => {
      woken += 1;
    });
    await lambdaBell(lambda, NOTIFY).ring();
    await server.idle();
    expect(woken).toBe(1);
  });

  it("tells the inventory what is wanted of it", async () => {
    const orders: unknown[] = [];
    server.registerFunction(INVENTORY, async (event) => void orders.push(inventoryOrderOf(event)));
    const bell = lambdaInventoryBell(lambda, INVENTORY);
    await bell.ring({ of: "news" });
    await bell.ring({ of: "functions", functionNames: ["checkout"] });
    await server.idle();
    expect(orders).toEqual([{ of: "news" }, { of: "functions", functionNames: ["checkout"] }]);
  });
});

describe("alert sender", () => {
  it("publishes subject and text as they are", async () => {
    const alert = sampleAlert({ text: "Zürich & <München>\nsecond line" });
    await snsAlertSender(sns, TOPIC_ARN).send(alert);
    expect(account.topics.published()).toEqual([
      { topicArn: TOPIC_ARN, subject: alert.subject, text: alert.text, atMs: NOW_MS },
    ]);
  });

  it("fails when the topic does not take it", async () => {
    server.deny("sns:Publish");
    await expect(snsAlertSender(sns, TOPIC_ARN).send(sampleAlert())).rejects.toMatchObject({
      operation: "sns:Publish",
      retryable: false,
    });
    expect(account.topics.published()).toEqual([]);
  });
});
