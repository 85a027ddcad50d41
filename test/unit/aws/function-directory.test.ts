import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { STSClient } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { evenPace } from "../../../lib/aws/control-plane-pace.ts";
import { lambdaFunctionDirectory } from "../../../lib/aws/function-directory.ts";
import { AwsError } from "../../../lib/sim/faces.ts";
import { type AccountServer, startAccountServer } from "../../../lib/sim/http/server.ts";
import { sampleAccount } from "../../contract/sample-account.ts";
import { NOW_MS } from "../../contract/samples.ts";
import { TEST_CREDENTIALS, TEST_REGION } from "../../support/dynamo.ts";

let server: AccountServer;
beforeEach(async () => {
  server = await startAccountServer(sampleAccount());
});
afterEach(() => server.close());

function inventory(pause: (ms: number) => Promise<void> = async () => {}) {
  const config = { endpoint: server.url, region: TEST_REGION, credentials: TEST_CREDENTIALS, maxAttempts: 1 };
  const clients = {
    lambda: new LambdaClient(config),
    events: new EventBridgeClient(config),
    sts: new STSClient(config),
  };
  const clock = () => NOW_MS;
  return lambdaFunctionDirectory(clients, { clock, pace: evenPace(10, clock, pause) }).takeInventory();
}

const DENIED = "AccessDeniedException";

describe("an inventory that is refused something", () => {
  it.each([
    "lambda:GetFunctionConcurrency",
    "lambda:ListTags",
    "lambda:GetPolicy",
    "lambda:ListFunctionUrlConfigs",
    "lambda:ListProvisionedConcurrencyConfigs",
    "lambda:ListFunctionEventInvokeConfigs",
    "lambda:GetFunctionRecursionConfig",
  ])("%s still lists every function, and names each as not wholly known", async (operation) => {
    server.deny(operation);
    const { functions, unanswered } = await inventory();
    expect(functions).toHaveLength(4);
    expect(unanswered).toEqual(
      functions.map(({ functionName }) => ({ functionName, operation, reason: DENIED })),
    );
  });

  it("once leaves the other functions wholly known", async () => {
    server.failNext("lambda:ListTags", new AwsError("ServiceException", "Try again.", 500));
    const { unanswered } = await inventory();
    expect(unanswered).toEqual([
      { functionName: "checkout", operation: "lambda:ListTags", reason: "ServiceException" },
    ]);
  });

  it("takes an unreadable policy for a caller who cannot be classified", async () => {
    server.deny("lambda:GetPolicy");
    const { functions } = await inventory();
    const kindsOf = (name: string) =>
      functions.find((each) => each.functionName === name)?.triggers.map((trigger) => trigger.kind);
    expect(kindsOf("thumbnails")).toEqual(["unknown"]);
    expect(kindsOf("checkout")).toEqual(["sqs", "function-url", "unknown"]);
  });

  it("does not act on any function while it cannot see the queues", async () => {
    server.deny("lambda:ListEventSourceMappings");
    const { functions, unanswered } = await inventory();
    expect(unanswered.map(({ functionName }) => functionName)).toEqual(
      functions.map(({ functionName }) => functionName),
    );
  });

  it.each(["events:ListRuleNamesByTarget", "events:DescribeRule"])(
    "%s takes schedules for rules",
    async (operation) => {
      server.deny(operation);
      const { functions, unanswered } = await inventory();
      const report = functions.find((each) => each.functionName === "report");
      expect(report?.triggers.map((trigger) => trigger.kind)).toEqual(["event-rule", "event-rule"]);
      expect(unanswered).toEqual([{ functionName: "report", operation, reason: DENIED }]);
    },
  );

  it("assumes no room for reservations when the limits are not known", async () => {
    server.deny("lambda:GetAccountSettings");
    const { limits, unanswered } = await inventory();
    expect(limits.unreservedConcurrentExecutions).toBe(0);
    expect(unanswered).toEqual([{ operation: "lambda:GetAccountSettings", reason: DENIED }]);
  });

  it.each(["lambda:ListFunctions", "sts:GetCallerIdentity"])("%s is no inventory", async (operation) => {
    server.deny(operation);
    await expect(inventory()).rejects.toMatchObject({ code: "cloud-call-failed", operation });
  });
});

it("keeps to its pace, so that others get through", async () => {
  let pausedMs = 0;
  await inventory(async (ms) => {
    pausedMs += ms;
  });
  const calls = Object.entries(server.usage().calls)
    .filter(([operation]) => operation.startsWith("lambda:"))
    .reduce((sum, [, count]) => sum + count, 0);
  // Four functions of seven questions, three listings; the first call goes at once, the others 100 ms apart.
  expect(calls).toBe(31);
  expect(pausedMs).toBe(100 * (calls - 1));
});
