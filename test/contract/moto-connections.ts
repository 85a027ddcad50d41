import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutRuleCommand, PutTargetsCommand } from "@aws-sdk/client-eventbridge";
import { CreateStreamCommand, IncreaseStreamRetentionPeriodCommand } from "@aws-sdk/client-kinesis";
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  PublishVersionCommand,
} from "@aws-sdk/client-lambda";
import { CreatePipeCommand } from "@aws-sdk/client-pipes";
import { CreateScheduleCommand } from "@aws-sdk/client-scheduler";
import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { directoryClientsAt } from "../support/directory-clients.ts";
import { motoQuery } from "../support/moto.ts";
import { EMPTY_ZIP, motoConfig } from "./moto-account.ts";

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:123456789012:${resource}`;
const ROLE = "arn:aws:iam::123456789012:role/code";

/** Empties moto and builds what it can of the connected account in it. */
export async function buildMotoConnections(endpoint: string): Promise<void> {
  await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
  const clients = directoryClientsAt(motoConfig(endpoint));
  const { lambda, events, sqs, kinesis, scheduler, pipes } = clients;
  await motoQuery(endpoint, "iam", {
    Action: "CreateRole",
    Version: "2010-05-08",
    RoleName: "code",
    AssumeRolePolicyDocument: "{}",
  });

  for (const FunctionName of ["storefront", "settlement", "reminders", "invoices", "trends"]) {
    const Code = { ZipFile: EMPTY_ZIP };
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Role: ROLE,
        Code,
      }),
    );
  }
  for (const FunctionName of ["storefront", "reminders"]) {
    const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName }));
    await lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: Version }));
  }

  const permit = (StatementId: string, Principal: string, SourceArn: string) =>
    lambda.send(
      new AddPermissionCommand({
        FunctionName: "storefront",
        Qualifier: "live",
        StatementId,
        Principal,
        SourceArn,
        Action: "lambda:InvokeFunction",
      }),
    );
  await permit(
    "shop",
    "elasticloadbalancing.amazonaws.com",
    arn("elasticloadbalancing", "targetgroup/shop/0123456789abcdef"),
  );
  await permit("on-cart", "events.amazonaws.com", arn("events", "rule/on-cart"));
  await events.send(new PutRuleCommand({ Name: "on-cart", EventPattern: "{}" }));
  const target = { Id: "storefront", Arn: arn("lambda", "function:storefront:live") };
  await events.send(new PutTargetsCommand({ Rule: "on-cart", Targets: [target] }));

  await sqs.send(new CreateQueueCommand({ QueueName: "dead" }));
  await sqs.send(
    new CreateQueueCommand({
      QueueName: "payments",
      Attributes: {
        MessageRetentionPeriod: "86400",
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arn("sqs", "dead"), maxReceiveCount: 5 }),
      },
    }),
  );
  await sqs.send(new CreateQueueCommand({ QueueName: "paid" }));
  await kinesis.send(new CreateStreamCommand({ StreamName: "clicks", ShardCount: 1 }));
  await kinesis.send(
    new IncreaseStreamRetentionPeriodCommand({ StreamName: "clicks", RetentionPeriodHours: 48 }),
  );
  const sources = [arn("sqs", "payments"), arn("kinesis", "stream/clicks"), await tableStream(endpoint)];
  for (const EventSourceArn of sources)
    await lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: "settlement",
        EventSourceArn,
        ...(EventSourceArn.includes(":sqs:") ? {} : { StartingPosition: "LATEST" as const }),
      }),
    );

  await scheduler.send(
    new CreateScheduleCommand({
      Name: "at-nine",
      ScheduleExpression: "cron(0 9 * * ? *)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: arn("lambda", "function:reminders:live"), RoleArn: ROLE },
    }),
  );
  await pipes.send(
    new CreatePipeCommand({
      Name: "paid-orders",
      RoleArn: ROLE,
      Source: arn("sqs", "paid"),
      Target: arn("lambda", "function:invoices"),
    }),
  );
  await kinesis.send(new CreateStreamCommand({ StreamName: "views", ShardCount: 1 }));
  await pipes.send(
    new CreatePipeCommand({
      Name: "click-trends",
      RoleArn: ROLE,
      Source: arn("kinesis", "stream/views"),
      SourceParameters: {
        KinesisStreamParameters: { StartingPosition: "LATEST", MaximumRecordAgeInSeconds: 7_200 },
      },
      Target: arn("lambda", "function:trends"),
    }),
  );
  for (const client of Object.values(clients)) client.destroy();
}

async function tableStream(endpoint: string): Promise<string> {
  const client = new DynamoDBClient(motoConfig(endpoint));
  const { TableDescription } = await client.send(
    new CreateTableCommand({
      TableName: "carts",
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
      StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
    }),
  );
  client.destroy();
  return TableDescription?.LatestStreamArn ?? "";
}
