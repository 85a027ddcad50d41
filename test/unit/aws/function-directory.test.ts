import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { evenPace } from "../../../lib/aws/control-plane-pace.ts";
import { lambdaFunctionDirectory } from "../../../lib/aws/function-directory.ts";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import { AwsError } from "../../../lib/sim/faces.ts";
import { type AccountServer, startAccountServer } from "../../../lib/sim/http/server.ts";
import type { SimulatedAccount } from "../../../lib/sim/simulated-account.ts";
import { accountSpec, functionSpec, sqsTrigger } from "../../../lib/sim/spec.ts";
import { connectedAccount } from "../../contract/connected-account.ts";
import { sampleAccount } from "../../contract/sample-account.ts";
import { NOW_MS } from "../../contract/samples.ts";
import { directoryClientsAt } from "../../support/directory-clients.ts";
import { TEST_CREDENTIALS, TEST_REGION } from "../../support/dynamo.ts";

let server: AccountServer;
beforeEach(async () => {
  server = await startAccountServer(sampleAccount());
});
afterEach(() => server.close());

async function serve(account: SimulatedAccount): Promise<void> {
  await server.close();
  server = await startAccountServer(account);
}

function inventory(pause: (ms: number) => Promise<void> = async () => {}) {
  const config = { endpoint: server.url, region: TEST_REGION, credentials: TEST_CREDENTIALS, maxAttempts: 1 };
  const clock = () => NOW_MS;
  return lambdaFunctionDirectory(directoryClientsAt(config), {
    clock,
    pace: evenPace(10, clock, pause),
  }).takeInventory();
}

const DENIED = "AccessDeniedException";

describe("an inventory that is refused something", () => {
  it.each([
    "lambda:GetFunctionConcurrency",
    "lambda:ListTags",
    "lambda:ListAliases",
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

  it("reads the policy of every alias, and trusts none that it cannot read", async () => {
    await serve(connectedAccount());
    server.failNext("lambda:GetPolicy", new AwsError("ServiceException", "Try again.", 500), 100);
    const { functions } = await inventory();
    const mailer = functions.find((each) => each.functionName === "mailer");
    expect(mailer?.triggers.map((trigger) => trigger.kind)).toEqual(["unknown"]);
  });

  it.each([
    ["sqs:GetQueueUrl", "sqs"],
    ["sqs:GetQueueAttributes", "sqs"],
    ["kinesis:DescribeStreamSummary", "kinesis"],
  ])(
    "%s does not know how long the source keeps what is unread, and still guards",
    async (operation, kind) => {
      await serve(connectedAccount());
      server.deny(operation);
      const { functions, unanswered } = await inventory();
      const settlement = functions.find((each) => each.functionName === "settlement");
      expect(settlement?.triggers.find((trigger) => trigger.kind === kind)).not.toHaveProperty(
        "keepsForSeconds",
      );
      expect(settlement?.triggers.find((trigger) => trigger.kind === "dynamodb-stream")).toHaveProperty(
        "keepsForSeconds",
      );
      expect(unanswered).toEqual([{ operation, reason: DENIED }]);
    },
  );

  it.each([
    ["scheduler:ListSchedules", "reminders"],
    ["pipes:ListPipes", "invoices"],
  ])(
    "%s says so for the account, as it cannot know which functions that concerns",
    async (operation, name) => {
      await serve(connectedAccount());
      server.deny(operation);
      const { functions, unanswered } = await inventory();
      expect(functions.find((each) => each.functionName === name)?.triggers).toEqual([]);
      expect(unanswered).toEqual([{ operation, reason: DENIED }]);
    },
  );

  it("pipes:DescribePipe does not know how long a pipe from a stream may wait, and still sees it", async () => {
    await serve(connectedAccount());
    server.deny("pipes:DescribePipe");
    const { functions, unanswered } = await inventory();
    const trends = functions.find((each) => each.functionName === "trends");
    expect(trends?.triggers).toMatchObject([{ kind: "pipe", pipeName: "click-trends" }]);
    expect(trends?.triggers[0]).not.toHaveProperty("keepsForSeconds");
    expect(unanswered).toEqual([{ operation: "pipes:DescribePipe", reason: DENIED }]);
  });

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
  // Four functions of eight questions, the policy of one alias, three listings; the first call goes at once, the others
  // 100 ms apart.
  expect(calls).toBe(36);
  expect(pausedMs).toBe(100 * (calls - 1));
});

const QUIET = { arrivals: () => 0 };

describe("an inventory of a large account", () => {
  it("asks a queue that several functions read just once", async () => {
    const functions = ["a", "b", "c"].map((functionName) =>
      functionSpec({ functionName, triggers: [sqsTrigger({ queueName: "orders", ...QUIET })] }),
    );
    await serve(simulatedAccount(accountSpec({ startMs: NOW_MS, functions })));
    await inventory();
    expect(server.usage().calls).toMatchObject({ "sqs:GetQueueUrl": 1, "sqs:GetQueueAttributes": 1 });
  });

  it("keeps one of the schedules that call a function, however many there are", async () => {
    const triggers = Array.from({ length: 250 }, (_, place) => ({
      kind: "scheduler" as const,
      scheduleName: `reminder-${place}`,
      ...QUIET,
    }));
    const functions = [functionSpec({ functionName: "reminders", triggers })];
    await serve(simulatedAccount(accountSpec({ startMs: NOW_MS, functions })));
    const catalogue = await inventory();
    expect(catalogue.functions.map((each) => each.triggers)).toEqual([
      [
        {
          kind: "schedule",
          sourceArn: "arn:aws:scheduler:us-east-1:123456789012:schedule/default/reminder-0",
        },
      ],
    ]);
    expect(catalogue.unanswered).toEqual([]);
  });

  it("stops reading schedules in time, and says so", async () => {
    const schedules = Array.from({ length: 10_001 }, (_, place) => ({
      Arn: `arn:aws:scheduler:us-east-1:123456789012:schedule/default/reminder-${place}`,
      Name: `reminder-${place}`,
      GroupName: "default",
      State: "ENABLED" as const,
      Target: { Arn: "arn:aws:lambda:us-east-1:123456789012:function:checkout" },
    }));
    await serve({ ...sampleAccount(), schedules: { listSchedules: () => ({ Schedules: schedules }) } });
    const { functions, unanswered } = await inventory();
    expect(functions.find((each) => each.functionName === "checkout")?.triggers).toContainEqual(
      expect.objectContaining({ kind: "schedule" }),
    );
    expect(unanswered).toEqual([{ operation: "scheduler:ListSchedules", reason: "TooManySchedules" }]);
  });
});
