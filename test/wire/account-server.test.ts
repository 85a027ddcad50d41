import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
} from "@aws-sdk/client-cloudwatch";
import {
  DeleteFunctionCommand,
  GetAccountSettingsCommand,
  GetFunctionConcurrencyCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  ServiceException,
} from "@aws-sdk/client-lambda";
import { AuthorizationErrorException, PublishCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { describe, expect, it, onTestFinished } from "vitest";
import { AwsError } from "../../lib/sim/faces.ts";
import { NOON_MS } from "../support/wire-account.ts";
import { errorOf, openWire } from "../support/wire-clients.ts";

const putOne = new PutFunctionConcurrencyCommand({ FunctionName: "orders", ReservedConcurrentExecutions: 1 });
const reservedOf = async (lambda: LambdaClient): Promise<number | undefined> => {
  const answer = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: "orders" }));
  return answer.ReservedConcurrentExecutions;
};

describe("a request that is not simulated", () => {
  it("is answered 501 in the protocol of its service, and remembered", async () => {
    const { cloudWatch, lambda, sns, server } = await openWire();
    const errors = [
      await errorOf(cloudWatch.send(new DescribeAlarmsCommand({}))),
      await errorOf(lambda.send(new DeleteFunctionCommand({ FunctionName: "orders" }))),
      await errorOf(sns.send(new SubscribeCommand({ TopicArn: "arn", Protocol: "email" }))),
    ];
    const named = [
      "cloudwatch:DescribeAlarms",
      "lambda: DELETE /2015-03-31/functions/orders",
      "sns:Subscribe",
    ];
    for (const [index, what] of named.entries()) {
      expect(errors[index]).toMatchObject({
        message: expect.stringContaining(what),
        $metadata: { httpStatusCode: 501 },
      });
      expect(server.unknownRequests()[index]).toContain(what);
    }
  });

  it("is noticed also when it is written in no known protocol", async () => {
    const { server } = await openWire();
    const response = await fetch(`${server.url}/bucket/key`, { method: "PUT", body: "x" });
    expect(response.status).toBe(501);
    expect(server.unknownRequests()).toEqual(["PUT /bucket/key"]);
  });

  it("may also be a known operation in an unknown content type", async () => {
    const { server } = await openWire();
    const response = await fetch(server.url, {
      method: "POST",
      headers: {
        "x-amz-target": "GraniteServiceVersion20100801.ListMetrics",
        "content-type": "application/cbor",
      },
    });
    expect(response.status).toBe(501);
    expect(server.unknownRequests()).toEqual([expect.stringContaining("application/cbor")]);
  });
});

describe("an injected fault", () => {
  it("meets the next requests of its operation and no others", async () => {
    const { lambda, server } = await openWire();
    server.failNext("lambda:PutFunctionConcurrency", new AwsError("ServiceException", "Try later", 500), 2);
    expect(await errorOf(lambda.send(putOne))).toBeInstanceOf(ServiceException);
    expect(await reservedOf(lambda)).toBeUndefined();
    expect(await errorOf(lambda.send(putOne))).toBeInstanceOf(ServiceException);
    await lambda.send(putOne);
    expect(await reservedOf(lambda)).toBe(1);
  });

  it("may lose the request before anything is done, or the answer after it", async () => {
    const { lambda, server } = await openWire();
    server.failNext("lambda:PutFunctionConcurrency", "lost-request");
    server.failNext("lambda:PutFunctionConcurrency", "lost-answer");
    expect(await errorOf(lambda.send(putOne))).toMatchObject({ code: "ECONNRESET" });
    expect(await reservedOf(lambda)).toBeUndefined();
    expect(await errorOf(lambda.send(putOne))).toMatchObject({ code: "ECONNRESET" });
    expect(await reservedOf(lambda)).toBe(1);
  });

  it("may meet a share of the requests by a rule, until the service recovers", async () => {
    const { lambda, server } = await openWire();
    const throttled = new AwsError("TooManyRequestsException", "Rate exceeded", 429);
    server.failSome("lambda:GetFunctionConcurrency", throttled, (request) => request % 2 === 1);
    const outcomes = async () => {
      const settled = [];
      for (let request = 0; request < 4; request++)
        settled.push(
          await reservedOf(lambda).then(
            () => "answered",
            () => "throttled",
          ),
        );
      return settled;
    };
    expect(await outcomes()).toEqual(["answered", "throttled", "answered", "throttled"]);
    server.recover("lambda:GetFunctionConcurrency");
    expect(await outcomes()).toEqual(new Array(4).fill("answered"));
  });

  it("may meet every request from some point on, as for a caller whose line is cut", async () => {
    const { lambda, sns, server } = await openWire();
    server.failSome("*", "lost-request", (request) => request >= 1);
    await lambda.send(putOne);
    const publish = sns.send(new PublishCommand({ TopicArn: "arn", Message: "x" }));
    expect(await errorOf(publish)).toMatchObject({ code: "ECONNRESET" });
    expect(await errorOf(reservedOf(lambda))).toMatchObject({ code: "ECONNRESET" });
    server.recover("*");
    expect(await reservedOf(lambda)).toBe(1);
  });

  it("may be a refusal by IAM, in each service's words, until it is allowed again", async () => {
    const { lambda, sns, cloudWatch, server } = await openWire();
    for (const operation of ["lambda:GetAccountSettings", "sns:Publish", "cloudwatch:GetMetricData"])
      server.deny(operation);
    const settings = () => lambda.send(new GetAccountSettingsCommand({}));
    expect(await errorOf(settings())).toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("is not authorized to perform: lambda:GetAccountSettings"),
      $metadata: { httpStatusCode: 403 },
    });
    const publish = sns.send(new PublishCommand({ TopicArn: "arn", Message: "x" }));
    expect(await errorOf(publish)).toBeInstanceOf(AuthorizationErrorException);
    const metrics = new GetMetricDataCommand({
      MetricDataQueries: [],
      StartTime: new Date(0),
      EndTime: new Date(1),
    });
    expect(await errorOf(cloudWatch.send(metrics))).toMatchObject({ name: "AccessDenied" });
    server.allow("lambda:GetAccountSettings");
    expect(await settings()).toBeDefined();
  });
});

describe("the account's server", () => {
  it("needs nothing but AWS_ENDPOINT_URL in the environment", async () => {
    const { server } = await openWire({ functionNames: ["one"] });
    const before = { ...process.env };
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: "eu-central-1",
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
    });
    try {
      const answer = await new LambdaClient().send(new GetAccountSettingsCommand({}));
      expect(answer.AccountUsage?.FunctionCount).toBe(1);
      const found = await new CloudWatchClient().send(new ListMetricsCommand({}));
      expect(found.Metrics).toEqual([]);
    } finally {
      process.env = before;
    }
  });

  it("counts every request, and apart from them the refused ones", async () => {
    const { lambda, server } = await openWire();
    await lambda.send(putOne);
    server.failNext("lambda:PutFunctionConcurrency", new AwsError("ServiceException", "Try later", 500));
    await errorOf(lambda.send(putOne));
    expect(server.usage()).toMatchObject({
      calls: { "lambda:PutFunctionConcurrency": 2 },
      refused: { "lambda:PutFunctionConcurrency": 1 },
    });
  });

  it("bills a metric once for up to five statistics in one call", async () => {
    const { cloudWatch, server } = await openWire();
    const query = (id: string, functionName: string, stat: string) => ({
      Id: id,
      MetricStat: {
        Metric: {
          Namespace: "AWS/Lambda",
          MetricName: "Duration",
          Dimensions: [{ Name: "FunctionName", Value: functionName }],
        },
        Period: 60,
        Stat: stat,
      },
    });
    const MetricDataQueries = [
      ...["Sum", "SampleCount", "Maximum", "Minimum", "Average"].map((stat) =>
        query(`o_${stat}`, "orders", stat),
      ),
      query("m_sum", "mailer", "Sum"),
    ];
    const command = new GetMetricDataCommand({
      MetricDataQueries,
      StartTime: new Date(NOON_MS - 60_000),
      EndTime: new Date(NOON_MS),
    });
    await cloudWatch.send(command);
    expect(server.usage().metricsRequested).toBe(2);
    await cloudWatch.send(command);
    expect(server.usage().metricsRequested).toBe(4);
  });

  it("does not let a caller whose clock is another repeat what was refused", async () => {
    const { account, server } = await openWire();
    // The world stands at noon of one day; this client has today's date and the SDK's usual three attempts.
    const lambda = new LambdaClient({
      endpoint: server.url,
      region: account.region,
      credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    });
    onTestFinished(() => lambda.destroy());
    await errorOf(lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: "nobody" })));
    expect(server.usage().calls["lambda:GetFunctionConcurrency"]).toBe(1);
  });
});
