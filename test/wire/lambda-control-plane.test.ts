import {
  DeleteFunctionConcurrencyCommand,
  GetAccountSettingsCommand,
  GetEventSourceMappingCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetFunctionRecursionConfigCommand,
  GetPolicyCommand,
  InvalidParameterValueException,
  ListEventSourceMappingsCommand,
  ListFunctionEventInvokeConfigsCommand,
  ListFunctionsCommand,
  ListFunctionUrlConfigsCommand,
  ListProvisionedConcurrencyConfigsCommand,
  ListTagsCommand,
  PutFunctionConcurrencyCommand,
  paginateListFunctions,
  ResourceNotFoundException,
  UpdateEventSourceMappingCommand,
} from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { ACCOUNT_ID, NOON_MS } from "../support/wire-account.ts";
import { errorOf, openWire } from "../support/wire-clients.ts";

const ORDERS = { FunctionName: "orders" };
const ORDERS_ARN = `arn:aws:lambda:eu-central-1:${ACCOUNT_ID}:function:orders`;

describe("reserved concurrency over the wire", () => {
  it("is a number once it is put and absent once it is deleted", async () => {
    const { lambda } = await openWire();
    const read = async () => {
      const answer = await lambda.send(new GetFunctionConcurrencyCommand(ORDERS));
      return answer.ReservedConcurrentExecutions;
    };
    expect(await read()).toBeUndefined();
    await lambda.send(new PutFunctionConcurrencyCommand({ ...ORDERS, ReservedConcurrentExecutions: 0 }));
    expect(await read()).toBe(0);
    await lambda.send(new DeleteFunctionConcurrencyCommand(ORDERS));
    expect(await read()).toBeUndefined();
  });

  it("is the same by name and by ARN", async () => {
    const { lambda } = await openWire();
    await lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: ORDERS_ARN, ReservedConcurrentExecutions: 7 }),
    );
    const answer = await lambda.send(
      new GetFunctionConcurrencyCommand({ FunctionName: `${ACCOUNT_ID}:function:orders` }),
    );
    expect(answer.ReservedConcurrentExecutions).toBe(7);
  });

  it("belongs to functions, not to aliases", async () => {
    const { lambda } = await openWire();
    const error = await errorOf(
      lambda.send(
        new PutFunctionConcurrencyCommand({
          FunctionName: `${ORDERS_ARN}:live`,
          ReservedConcurrentExecutions: 1,
        }),
      ),
    );
    expect(error).toBeInstanceOf(InvalidParameterValueException);
  });

  it("is never negative", async () => {
    const { lambda } = await openWire();
    const error = await errorOf(
      lambda.send(new PutFunctionConcurrencyCommand({ ...ORDERS, ReservedConcurrentExecutions: -1 })),
    );
    expect(error).toMatchObject({ name: "ValidationException" });
  });
});

describe("the inventory's questions over the wire", () => {
  it("lists the functions page by page", async () => {
    const functionNames = Array.from({ length: 120 }, (_, index) => `f${index}`);
    const { lambda } = await openWire({ functionNames });
    const pages: number[] = [];
    for await (const page of paginateListFunctions({ client: lambda }, {}))
      pages.push(page.Functions?.length ?? 0);
    expect(pages).toEqual([50, 50, 20]);
    const few = await lambda.send(new ListFunctionsCommand({ MaxItems: 3, Marker: "100" }));
    expect(few.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(["f100", "f101", "f102"]);
  });

  it("tells what is set on a function", async () => {
    const { lambda } = await openWire();
    expect(await lambda.send(new GetFunctionConfigurationCommand(ORDERS))).toMatchObject({
      FunctionArn: ORDERS_ARN,
      MemorySize: 512,
      Architectures: ["arm64"],
    });
    expect(await lambda.send(new GetPolicyCommand(ORDERS))).toMatchObject({ Policy: '{"Statement":[]}' });
    expect(await lambda.send(new ListFunctionUrlConfigsCommand(ORDERS))).toMatchObject({
      FunctionUrlConfigs: [{ AuthType: "NONE" }],
    });
    expect(await lambda.send(new ListProvisionedConcurrencyConfigsCommand(ORDERS))).toMatchObject({
      ProvisionedConcurrencyConfigs: [{ RequestedProvisionedConcurrentExecutions: 2 }],
    });
    expect(await lambda.send(new ListFunctionEventInvokeConfigsCommand(ORDERS))).toMatchObject({
      FunctionEventInvokeConfigs: [{ MaximumEventAgeInSeconds: 3600 }],
    });
    expect(await lambda.send(new GetFunctionRecursionConfigCommand(ORDERS))).toMatchObject({
      RecursiveLoop: "Terminate",
    });
    expect(await lambda.send(new ListTagsCommand({ Resource: ORDERS_ARN }))).toMatchObject({
      Tags: { "asked-for": ORDERS_ARN },
    });
    expect(await lambda.send(new GetAccountSettingsCommand({}))).toMatchObject({
      AccountLimit: { UnreservedConcurrentExecutions: 900 },
    });
  });

  it("raises ResourceNotFoundException for a function that is not there", async () => {
    const { lambda } = await openWire();
    const error = await errorOf(lambda.send(new GetFunctionConfigurationCommand({ FunctionName: "nobody" })));
    expect(error).toBeInstanceOf(ResourceNotFoundException);
    expect(error).toMatchObject({ message: expect.stringContaining("function:nobody"), Type: "User" });
  });
});

describe("event source mappings over the wire", () => {
  it("are listed for a function and switched off by their id", async () => {
    const { lambda } = await openWire();
    const listed = await lambda.send(new ListEventSourceMappingsCommand(ORDERS));
    const UUID = listed.EventSourceMappings?.[0]?.UUID;
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
    const found = await lambda.send(new GetEventSourceMappingCommand({ UUID }));
    expect(found).toMatchObject({ State: "Disabling", LastModified: new Date(NOON_MS) });
    const ofMailer = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName: "mailer" }));
    expect(ofMailer.EventSourceMappings).toEqual([]);
  });

  it("cannot be pointed at another function here", async () => {
    const { lambda, server } = await openWire();
    const error = await errorOf(
      lambda.send(new UpdateEventSourceMappingCommand({ UUID: "any", FunctionName: "mailer" })),
    );
    expect(error).toMatchObject({ $metadata: { httpStatusCode: 501 } });
    expect(server.unknownRequests()).toEqual([expect.stringContaining("FunctionName")]);
  });
});
