import { describe, expect, it } from "vitest";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import { accountSpec, functionSpec, sqsTrigger, streamTrigger } from "../../../lib/sim/spec.ts";
import { START_MS, steady, worldOf } from "./worlds.ts";

const url = { kind: "function-url", access: "public", ...steady(1) } as const;
const queue = sqsTrigger({ queueName: "orders", ...steady(1) });

describe("reserved concurrency", () => {
  it("is absent until it is set, and absent again when it is deleted", () => {
    const { lambda } = worldOf({ triggers: [url] });
    expect(lambda.getFunctionConcurrency("f")).toEqual({});
    lambda.putFunctionConcurrency("f", 5);
    expect(lambda.getFunctionConcurrency("f")).toEqual({ ReservedConcurrentExecutions: 5 });
    expect(lambda.getAccountSettings().AccountLimit.UnreservedConcurrentExecutions).toBe(995);
    lambda.deleteFunctionConcurrency("f");
    expect(lambda.getFunctionConcurrency("f")).toEqual({});
  });

  it("is refused when it leaves too little to the others, except 0", () => {
    const { lambda } = worldOf({ triggers: [url] }, { concurrencyLimit: 10, unreservedFloor: 10 });
    expect(() => lambda.putFunctionConcurrency("f", 1)).toThrow(
      expect.objectContaining({
        errorName: "InvalidParameterValueException",
        message:
          "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [10].",
      }),
    );
    expect(lambda.putFunctionConcurrency("f", 0)).toEqual({ ReservedConcurrentExecutions: 0 });
  });

  it("does not count the function's own old reservation against the floor", () => {
    const { lambda } = worldOf({ triggers: [url], reservedConcurrency: 900 });
    expect(lambda.putFunctionConcurrency("f", 899)).toEqual({ ReservedConcurrentExecutions: 899 });
    expect(() => lambda.putFunctionConcurrency("f", 901)).toThrow(/minimum value of \[100\]/);
  });

  it("is refused below the provisioned concurrency", () => {
    const { lambda } = worldOf({ triggers: [url], provisionedConcurrency: 2 });
    expect(() => lambda.putFunctionConcurrency("f", 1)).toThrow(
      " ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2].",
    );
  });

  it("belongs to functions, not to versions or aliases", () => {
    const { lambda } = worldOf({ triggers: [url] });
    expect(() => lambda.putFunctionConcurrency("f:live", 1)).toThrow(/permitted on Lambda functions only/);
    const arn = lambda.getFunctionConfiguration("f").FunctionArn;
    expect(lambda.putFunctionConcurrency(arn, 1)).toEqual({ ReservedConcurrentExecutions: 1 });
  });
});

describe("a mapping", () => {
  it("passes through Disabling before it is Disabled, and refuses changes meanwhile", () => {
    const account = worldOf({ triggers: [queue] });
    const uuid =
      account.lambda.listEventSourceMappings({ FunctionName: "f" }).EventSourceMappings[0]?.UUID ?? "";
    expect(account.lambda.updateEventSourceMapping(uuid, { Enabled: false }).State).toBe("Disabling");
    expect(() => account.lambda.updateEventSourceMapping(uuid, { Enabled: true })).toThrow(
      expect.objectContaining({ errorName: "ResourceInUseException" }),
    );
    account.advanceTo(START_MS + 60_000);
    expect(account.lambda.getEventSourceMapping(uuid).State).toBe("Disabled");
    expect(account.lambda.updateEventSourceMapping(uuid, { Enabled: true }).State).toBe("Enabling");
  });

  it("takes a ceiling from 2 to 1,000 on queues only, and an empty ScalingConfig clears it", () => {
    const account = worldOf({
      triggers: [queue, streamTrigger({ kind: "kinesis", streamName: "clicks", ...steady(1) })],
    });
    const [sqs, kinesis] = account.lambda.listEventSourceMappings({}).EventSourceMappings;
    const ceiling = (uuid = "", MaximumConcurrency = 2) =>
      account.lambda.updateEventSourceMapping(uuid, { ScalingConfig: { MaximumConcurrency } });
    expect(() => ceiling(sqs?.UUID, 1)).toThrow(/between 2 and 1000/);
    expect(() => ceiling(kinesis?.UUID)).toThrow(/only supported for Amazon SQS/);
    expect(ceiling(sqs?.UUID).ScalingConfig).toEqual({ MaximumConcurrency: 2 });
    account.advanceTo(START_MS + 60_000);
    expect(
      account.lambda.updateEventSourceMapping(sqs?.UUID ?? "", { ScalingConfig: {} }),
    ).not.toHaveProperty("ScalingConfig");
  });
});

describe("the inventory's questions", () => {
  it("get their answers in pages of 50", () => {
    const functions = Array.from({ length: 120 }, (_, index) =>
      functionSpec({ functionName: `f-${String(index).padStart(3, "0")}`, triggers: [] }),
    );
    const { lambda } = simulatedAccount(accountSpec({ startMs: START_MS, functions }));
    const names: string[] = [];
    const sizes: number[] = [];
    for (let marker: string | undefined; ; ) {
      const page = lambda.listFunctions({ Marker: marker, MaxItems: 1000 });
      names.push(...page.Functions.map(({ FunctionName }) => FunctionName));
      sizes.push(page.Functions.length);
      marker = page.NextMarker;
      if (marker === undefined) break;
    }
    expect(sizes).toEqual([50, 50, 20]);
    expect(names).toEqual(functions.map(({ functionName }) => functionName));
  });

  it("tell who pushes, by service and source", () => {
    const account = worldOf({
      triggers: [
        { kind: "s3", bucketName: "uploads", ...steady(1) },
        { kind: "sns", topicName: "news", ...steady(1) },
        { kind: "schedule", ruleName: "nightly", scheduleExpression: "rate(1 day)", ...steady(0) },
        url,
      ],
    });
    const { Statement } = JSON.parse(account.lambda.getPolicy("f").Policy);
    expect(
      Statement.map((statement: { Principal: string | { Service: string }; Condition: object }) => [
        statement.Principal,
        statement.Condition,
      ]),
    ).toEqual([
      [
        { Service: "s3.amazonaws.com" },
        {
          StringEquals: { "AWS:SourceAccount": "123456789012" },
          ArnLike: { "AWS:SourceArn": "arn:aws:s3:::uploads" },
        },
      ],
      [
        { Service: "sns.amazonaws.com" },
        { ArnLike: { "AWS:SourceArn": "arn:aws:sns:us-east-1:123456789012:news" } },
      ],
      [
        { Service: "events.amazonaws.com" },
        { ArnLike: { "AWS:SourceArn": "arn:aws:events:us-east-1:123456789012:rule/nightly" } },
      ],
      ["*", { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } }],
      ["*", { Bool: { "lambda:InvokedViaFunctionUrl": "true" } }],
    ]);
    const { FunctionArn } = account.lambda.getFunctionConfiguration("f");
    expect(account.eventRules.listRuleNamesByTarget(FunctionArn)).toEqual({ RuleNames: ["nightly"] });
    expect(account.eventRules.describeRule("nightly").ScheduleExpression).toBe("rate(1 day)");
  });

  it("find no policy where only an application invokes", () => {
    const { lambda } = worldOf({ triggers: [{ kind: "direct-async", ...steady(1) }] });
    expect(() => lambda.getPolicy("f")).toThrow(
      expect.objectContaining({ errorName: "ResourceNotFoundException", status: 404 }),
    );
    expect(() => lambda.getPolicy("nobody")).toThrow(
      "Function not found: arn:aws:lambda:us-east-1:123456789012:function:nobody",
    );
  });
});
