import { CloudWatchClient, PutMetricDataCommand } from "@aws-sdk/client-cloudwatch";
import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import {
  AddPermissionCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  UpdateFunctionCodeCommand,
} from "@aws-sdk/client-lambda";
import { CreatePipeCommand, PipesClient } from "@aws-sdk/client-pipes";
import { arrivalMetricOf } from "../../lib/domain/source-arrivals.ts";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import { TEST_CREDENTIALS, TEST_REGION } from "../support/dynamo.ts";
import { motoQuery } from "../support/moto.ts";
import { CLICKS, ORDERS } from "./arrivals-contract.ts";
import { NOW_MS } from "./samples.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:123456789012:${resource}`;
/** An archive without files: Lambda wants code, and nothing here runs it. */
export const EMPTY_ZIP = Buffer.from(`504b0506${"00".repeat(18)}`, "hex");

export const motoConfig = (endpoint: string) => ({
  endpoint,
  region: TEST_REGION,
  credentials: TEST_CREDENTIALS,
  maxAttempts: 1,
});

/**
 * Empties moto and builds the sample account in it, as far as moto has what it takes (see `moto.test.ts`).
 * @returns the id of checkout's mapping
 */
export async function buildMotoAccount(endpoint: string): Promise<string> {
  await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
  const lambda = new LambdaClient(motoConfig(endpoint));
  await motoQuery(endpoint, "iam", {
    Action: "CreateRole",
    Version: "2010-05-08",
    RoleName: "code",
    AssumeRolePolicyDocument: "{}",
  });
  await motoQuery(endpoint, "sqs", { Action: "CreateQueue", Version: "2012-11-05", QueueName: "orders" });

  const create = (FunctionName: string, settings: Partial<CreateFunctionCommandInput> = {}) =>
    lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Role: "arn:aws:iam::123456789012:role/code",
        Code: { ZipFile: EMPTY_ZIP },
        ...settings,
      }),
    );
  await create("checkout", {
    MemorySize: 512,
    Timeout: 20,
    Architectures: ["arm64"],
    Tags: { team: "shop" },
  });
  await create("thumbnails");
  await create("report");
  await create("search");

  const permit = (FunctionName: string, StatementId: string, Principal: string, SourceArn: string) =>
    lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId,
        Principal,
        SourceArn,
        Action: "lambda:InvokeFunction",
      }),
    );
  await permit("thumbnails", "uploads", "s3.amazonaws.com", "arn:aws:s3:::uploads");
  await permit("search", "api", "apigateway.amazonaws.com", arn("execute-api", "a1b2c3/*/*"));
  await buildRules(endpoint, permit);

  await lambda.send(
    new PutFunctionConcurrencyCommand({ FunctionName: "thumbnails", ReservedConcurrentExecutions: 7 }),
  );
  const mapping = await lambda.send(
    new CreateEventSourceMappingCommand({ FunctionName: "checkout", EventSourceArn: arn("sqs", "orders") }),
  );
  return mapping.UUID ?? "";
}

async function buildRules(
  endpoint: string,
  permit: (functionName: string, id: string, principal: string, sourceArn: string) => Promise<unknown>,
): Promise<void> {
  const events = new EventBridgeClient(motoConfig(endpoint));
  await events.send(new PutRuleCommand({ Name: "nightly", ScheduleExpression: "rate(1 day)" }));
  await events.send(new PutRuleCommand({ Name: "on-order", EventPattern: '{"source":["shop"]}' }));
  for (const rule of ["nightly", "on-order"]) {
    await events.send(
      new PutTargetsCommand({
        Rule: rule,
        Targets: [{ Id: "report", Arn: arn("lambda", "function:report") }],
      }),
    );
    await permit("report", rule, "events.amazonaws.com", arn("events", `rule/${rule}`));
  }
}

/**
 * Empties moto and builds a pipe in it that feeds an alias of the function.
 * @returns the pipe's name
 */
export async function buildMotoPipe(endpoint: string, functionName: string): Promise<string> {
  await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
  const pipes = new PipesClient(motoConfig(endpoint));
  const Name = "paid-orders";
  await pipes.send(
    new CreatePipeCommand({
      Name,
      RoleArn: "arn:aws:iam::123456789012:role/code",
      Source: arn("sqs", "paid"),
      Target: arn("lambda", `function:${functionName}:live`),
    }),
  );
  return Name;
}

/** Deploys new code, which moto does at once. */
export async function updateMotoFunction(endpoint: string, FunctionName: string): Promise<void> {
  const lambda = new LambdaClient(motoConfig(endpoint));
  await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: EMPTY_ZIP }));
}

/**
 * Five minutes in which checkout ran 6 times a minute and thumbnails twice. Nothing is published for the account as such:
 * moto answers a question without dimensions with the sum over all of them.
 */
export async function publishMotoMetrics(endpoint: string): Promise<void> {
  await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
  const client = new CloudWatchClient(motoConfig(endpoint));
  const runs = [
    { functionName: "checkout", perMinute: 6, durationMs: 80 },
    { functionName: "thumbnails", perMinute: 2, durationMs: 125.5 },
  ];
  const data = runs.flatMap(({ functionName, perMinute, durationMs }) =>
    Array.from({ length: 5 * perMinute }, (_, run) => ({
      MetricName: "Duration",
      Dimensions: [{ Name: "FunctionName", Value: functionName }],
      Timestamp: new Date(NOW_MS + Math.floor(run / perMinute) * MINUTE_MS),
      Value: durationMs,
    })),
  );
  await client.send(new PutMetricDataCommand({ Namespace: "AWS/Lambda", MetricData: data }));
}

/** What `arrivals-contract.ts` describes, as SQS and Kinesis publish it: one value a minute. */
export async function publishMotoArrivals(endpoint: string): Promise<void> {
  await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
  const client = new CloudWatchClient(motoConfig(endpoint));
  for (const { arn: sourceArn, perMinute } of [ORDERS, CLICKS]) {
    const metric = arrivalMetricOf(sourceArn);
    if (metric === undefined) throw new Error(`${sourceArn} has no metric`);
    const data = Array.from({ length: 5 }, (_, minute) => ({
      MetricName: metric.metricName,
      Dimensions: Object.entries(metric.dimensions).map(([Name, Value]) => ({ Name, Value })),
      Timestamp: new Date(NOW_MS + minute * MINUTE_MS),
      Value: perMinute,
    }));
    await client.send(new PutMetricDataCommand({ Namespace: metric.namespace, MetricData: data }));
  }
}
