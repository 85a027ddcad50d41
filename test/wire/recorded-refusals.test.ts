import {
  DeleteFunctionConcurrencyCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { describe, expect, it, onTestFinished } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../../lib/domain/time.ts";
import { simulatedAccount } from "../../lib/sim/account.ts";
import { startAccountServer } from "../../lib/sim/http/server.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { accountSpec, functionSpec, sqsTrigger } from "../../lib/sim/spec.ts";
import { mappingIdOf } from "../contract/sample-account.ts";
import { NOW_MS } from "../contract/samples.ts";
import { TEST_CREDENTIALS, TEST_REGION } from "../support/dynamo.ts";
import { errorOf } from "../support/wire-clients.ts";

type Limits = { readonly concurrencyLimit: number; readonly unreservedFloor: number };

/** `orders` polls a queue, `search` has 2 provisioned; 100 of 1,000 must stay unreserved. */
async function open(limits: Partial<Limits> = {}) {
  const account = simulatedAccount(
    accountSpec({
      startMs: NOW_MS,
      functions: [
        functionSpec({
          functionName: "orders",
          triggers: [sqsTrigger({ queueName: "orders", arrivals: () => 0 })],
        }),
        functionSpec({ functionName: "search", provisionedConcurrency: 2, triggers: [] }),
      ],
      ...limits,
    }),
  );
  const server = await startAccountServer(account);
  const lambda = new LambdaClient({
    endpoint: server.url,
    region: TEST_REGION,
    credentials: TEST_CREDENTIALS,
    maxAttempts: 1,
  });
  onTestFinished(async () => {
    lambda.destroy();
    await server.close();
  });
  return { account, lambda };
}

const put = (FunctionName: string, ReservedConcurrentExecutions: number) =>
  new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions });

function beginDeployment(account: SimulatedAccount): void {
  const atMs = NOW_MS + MINUTE_MS;
  account.schedule([{ kind: "deploy", functionName: "orders", atMs, durationFactor: 1 }]);
  account.advanceTo(atMs + 10 * SECOND_MS);
}

/*
 * Names and texts as recorded from AWS: those of reservations by LocalStack's snapshots of AWS (2025-11), the conflict of
 * an update and the mapping in use by what people quote of their deployments.
 */
describe("the control plane refuses as AWS does", () => {
  it.each([
    { concurrencyLimit: 1_000, unreservedFloor: 100, reserved: 950 },
    { concurrencyLimit: 100, unreservedFloor: 50, reserved: 51 },
    { concurrencyLimit: 12, unreservedFloor: 10, reserved: 1 },
  ])(
    "a reservation that leaves less than $unreservedFloor to the others",
    async ({ reserved, ...limits }) => {
      const { lambda } = await open(limits);
      expect(await errorOf(lambda.send(put("orders", reserved)))).toMatchObject({
        name: "InvalidParameterValueException",
        message: `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${limits.unreservedFloor}].`,
        $metadata: { httpStatusCode: 400 },
      });
      expect(await lambda.send(put("orders", 0))).toMatchObject({ ReservedConcurrentExecutions: 0 });
    },
  );

  it("a reservation below what is provisioned", async () => {
    const { lambda } = await open();
    expect(await errorOf(lambda.send(put("search", 1)))).toMatchObject({
      name: "InvalidParameterValueException",
      // The blanks are AWS's.
      message:
        " ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2].",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("a reservation while an update of the function is in progress", async () => {
    const { account, lambda } = await open();
    beginDeployment(account);
    const refused = {
      name: "ResourceConflictException",
      message:
        "The operation cannot be performed at this time. An update is in progress for resource: arn:aws:lambda:us-east-1:123456789012:function:orders",
      $metadata: { httpStatusCode: 409 },
    };
    expect(await errorOf(lambda.send(put("orders", 1)))).toMatchObject(refused);
    const taken = new DeleteFunctionConcurrencyCommand({ FunctionName: "orders" });
    expect(await errorOf(lambda.send(taken))).toMatchObject(refused);
    account.advanceTo(account.nowMs() + 10 * SECOND_MS);
    expect(await lambda.send(put("orders", 1))).toMatchObject({ ReservedConcurrentExecutions: 1 });
  });

  it("another change to a mapping in transition", async () => {
    const { account, lambda } = await open();
    const UUID = mappingIdOf(account, "orders");
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    const again = new UpdateEventSourceMappingCommand({ UUID, Enabled: true });
    expect(await errorOf(lambda.send(again))).toMatchObject({
      name: "ResourceInUseException",
      message: "Cannot update the event source mapping because it is in use.",
      $metadata: { httpStatusCode: 400 },
    });
  });
});
