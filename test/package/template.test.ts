import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callMeter } from "../../lib/aws/call-meter.ts";
import { guardNameOf, metricLog } from "../../lib/aws/metric-log.ts";
import { TIME_TO_LIVE_ATTRIBUTE, tableDefinition } from "../../lib/aws/stores/table-definition.ts";
import { parseGuardEnvironment } from "../../lib/config/guard-environment.ts";
import { GUARD_METRICS } from "../../lib/ports/guard-metrics.ts";
import { presence } from "../../lib/pricing/standing-usage.ts";
import { OWN_RESERVATIONS } from "../../scripts/health-checks.ts";
import { CFN_LINT, isInstalled } from "../../scripts/test-tools.ts";
import { type PackagedGuard, packageGuard } from "./packaged-guard.ts";
import { FUNCTIONS, functionOf } from "./role-statements.ts";

let guard: PackagedGuard;
beforeAll(async () => {
  guard = await packageGuard();
});
afterAll(() => guard.remove());

const resourcesOf = (type: string) =>
  Object.values(guard.template.Resources).filter((resource) => resource.Type === type);

describe("the packaged guard", () => {
  it("has just the functions that are known", () => {
    const names = resourcesOf("AWS::Lambda::Function").map(({ Properties }) => Properties.FunctionName);
    expect(names.sort()).toEqual(FUNCTIONS.map((name) => `overcurrent-test-${name}`).sort());
  });

  it.each(FUNCTIONS)("finds the handler of %s in its zip, and nothing of the others", (name) => {
    const handler = String(functionOf(guard.template, name).Properties.Handler);
    expect(guard.filesOf(name)).toContain(handler.replace(/\.handler$/, ".cjs"));
    expect(guard.filesOf(name).filter((file) => !file.startsWith(`dist/${name}/`))).toEqual([
      "dist/package.json",
    ]);
  });

  it.each(["watch", "dispatch", "worker", "actuate", "learn", "notify", "api"])(
    "has the policy beside %s, which reads it",
    (name) => {
      expect(guard.filesOf(name)).toContain(`dist/${name}/policy.json`);
    },
  );

  it.each(["inventory"])("has no policy beside %s, which reads none", (name) => {
    expect(guard.filesOf(name)).not.toContain(`dist/${name}/policy.json`);
  });

  it("gives each function a role of its own", () => {
    const roles = FUNCTIONS.map((name) => JSON.stringify(functionOf(guard.template, name).Properties.Role));
    expect(new Set(roles).size).toBe(FUNCTIONS.length);
    expect(roles.join()).toContain("ActuateRole");
    expect(resourcesOf("AWS::IAM::Role")).toHaveLength(FUNCTIONS.length);
  });

  it("marks every function as the guard's own, so that it is never guarded", () => {
    for (const name of FUNCTIONS)
      expect(functionOf(guard.template, name).Properties.Tags).toContainEqual({
        Key: "overcurrent:self",
        Value: "true",
      });
  });

  it("runs on Node 22 on arm64", () => {
    for (const name of FUNCTIONS)
      expect(functionOf(guard.template, name).Properties).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
      });
  });

  it("gives every function an environment that it accepts", () => {
    const references: Record<string, string> = {
      GuardTable: "overcurrent-test-GuardTable-1ABC",
      TargetQueue: "https://sqs.eu-west-1.amazonaws.com/123456789012/overcurrent-test-targets",
      AlertTopic: "arn:aws:sns:eu-west-1:123456789012:overcurrent-test-AlertTopic-1ABC",
    };
    for (const name of FUNCTIONS) {
      const { Variables } = functionOf(guard.template, name).Properties.Environment as {
        readonly Variables: Readonly<Record<string, string | { readonly Ref: string }>>;
      };
      const resolved = Object.entries(Variables).map(([key, value]) => [
        key,
        typeof value === "string" ? value : references[value.Ref],
      ]);
      expect(
        parseGuardEnvironment({ ...Object.fromEntries(resolved), AWS_REGION: "eu-west-1" }),
      ).toMatchObject({
        actuateFunctionName: "overcurrent-test-actuate",
        notifyFunctionName: "overcurrent-test-notify",
        selfPrefix: "overcurrent-test-",
      });
    }
  });

  it("creates the table that the stores expect, with a way back, and keeps it when the stack goes", () => {
    const [table] = resourcesOf("AWS::DynamoDB::Table");
    expect(table?.Properties).toMatchObject({
      ...tableDefinition,
      TimeToLiveSpecification: { AttributeName: TIME_TO_LIVE_ATTRIBUTE, Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
    expect(table?.DeletionPolicy).toBe("Retain");
  });

  it("wants an AWS signature on every route, and has no catch-all", () => {
    const routes = resourcesOf("AWS::ApiGatewayV2::Route").map(({ Properties }) => Properties);
    expect(routes.map((route) => route.RouteKey).sort()).toEqual([
      "GET /incidents",
      "GET /plan",
      "GET /savings",
      "GET /status",
      "GET /targets",
      "POST /functions/{functionName}/{verb}",
    ]);
    expect(new Set(routes.map((route) => route.AuthorizationType))).toEqual(new Set(["AWS_IAM"]));
  });

  it("looks and probes each minute, and never repeats a tick that failed", () => {
    const schedules = resourcesOf("AWS::Events::Rule").map(({ Properties }) => Properties.ScheduleExpression);
    expect(schedules.sort()).toEqual([
      "cron(20 3 * * ? *)",
      "rate(1 hour)",
      "rate(1 minute)",
      "rate(1 minute)",
      "rate(1 minute)",
    ]);
    const retries = resourcesOf("AWS::Lambda::EventInvokeConfig").map(
      ({ Properties }) => Properties.MaximumRetryAttempts,
    );
    expect(new Set(retries)).toEqual(new Set([0]));
  });

  it("hands the workers one order at a time, and puts aside what fails twice, for longer than it is tried", () => {
    const [mapping] = resourcesOf("AWS::Lambda::EventSourceMapping");
    expect(mapping?.Properties).toMatchObject({
      BatchSize: 1,
      EventSourceArn: { "Fn::GetAtt": ["TargetQueue", "Arn"] },
      ScalingConfig: { MaximumConcurrency: 10 },
    });
    const queue = guard.template.Resources.TargetQueue?.Properties as {
      readonly VisibilityTimeout: number;
      readonly MessageRetentionPeriod: number;
      readonly RedrivePolicy: { readonly maxReceiveCount: number };
    };
    const { maxReceiveCount } = queue.RedrivePolicy;
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(
      Number(functionOf(guard.template, "worker").Properties.Timeout),
    );
    expect(maxReceiveCount).toBe(2);
    expect(queue.MessageRetentionPeriod).toBeGreaterThan((maxReceiveCount + 1) * queue.VisibilityTimeout);
  });

  it("reserves concurrency only when asked: small accounts cannot", () => {
    const reserved = FUNCTIONS.map(
      (name) => functionOf(guard.template, name).Properties.ReservedConcurrentExecutions,
    ).filter((value) => value !== undefined) as { readonly "Fn::If": readonly [string, number, unknown] }[];
    for (const value of reserved)
      expect(value["Fn::If"]).toEqual(["ReservesConcurrency", expect.any(Number), { Ref: "AWS::NoValue" }]);
    const sum = reserved.reduce((total, value) => total + value["Fn::If"][1], 0);
    expect(sum).toBe(OWN_RESERVATIONS);
  });

  it("raises its alarms on the metrics that it puts, and on no others of that name", () => {
    const lines: string[] = [];
    const prefix = String(functionOf(guard.template, "watch").Properties.FunctionName).replace(/watch$/, "");
    const put = metricLog(
      guardNameOf(prefix),
      () => 0,
      callMeter(),
      (line) => void lines.push(line),
    );
    put.put({ Heartbeat: 1, UnsentAlerts: 0, BlindTargets: 0 });
    const written = JSON.parse(lines[0] ?? "");
    const [{ Namespace, Dimensions, Metrics }] = written._aws.CloudWatchMetrics;
    const [[dimension]] = Dimensions;
    const alarms = resourcesOf("AWS::CloudWatch::Alarm")
      .map(({ Properties }) => Properties)
      .filter((alarm) => !String(alarm.Namespace).startsWith("AWS/"));
    expect(
      alarms.map(({ Namespace, MetricName, Dimensions }) => ({ Namespace, MetricName, Dimensions })),
    ).toEqual(
      Metrics.map(({ Name }: { readonly Name: string }) => ({
        Namespace,
        MetricName: Name,
        Dimensions: [{ Name: dimension, Value: written[dimension] }],
      })),
    );
  });

  it("has as many metrics and alarms as are in the guard's own bill", () => {
    const { metricHours, alarmHours } = presence(60);
    // All of them by one dimension: each name is one metric.
    expect(GUARD_METRICS).toHaveLength(metricHours);
    const alarms = resourcesOf("AWS::CloudWatch::Alarm").map(({ Properties }) => Properties);
    expect(alarms).toHaveLength(alarmHours);
    // What is priced is an alarm on one metric, by the minute or slower; others cost more.
    for (const { MetricName, Metrics, Period } of alarms) {
      expect({ MetricName, Metrics }).toEqual({ MetricName: expect.any(String), Metrics: undefined });
      expect(Number(Period) % 60).toBe(0);
    }
    expect(resourcesOf("AWS::CloudWatch::CompositeAlarm")).toEqual([]);
  });

  it("takes silence of the watch and of dispatch for a fault, and tells when it is over", () => {
    const { WatchIsSilent, TargetsAreBlind } = guard.template.Resources;
    for (const alarm of [WatchIsSilent, TargetsAreBlind])
      expect(alarm?.Properties).toMatchObject({
        TreatMissingData: "breaching",
        OKActions: alarm?.Properties.AlarmActions,
      });
    expect(WatchIsSilent?.Properties).toMatchObject({
      Statistic: "Sum",
      ComparisonOperator: "LessThanThreshold",
      Threshold: 1,
    });
  });

  it("tells a second topic of every alarm, where there is one", () => {
    for (const { Properties } of resourcesOf("AWS::CloudWatch::Alarm"))
      expect(Properties.AlarmActions).toEqual([
        { Ref: "AlertTopic" },
        { "Fn::If": ["HasSecondTopic", { Ref: "SecondTopicArn" }, { Ref: "AWS::NoValue" }] },
      ]);
  });

  it("needs no more alarms than are free", () => {
    // CloudWatch pricing, read 2026-09: ten alarms on standard metrics are free, $0.10 a month each beyond.
    expect(resourcesOf("AWS::CloudWatch::Alarm").length).toBeLessThanOrEqual(10);
  });

  it("tells its address, table and topic", () => {
    expect(Object.keys(guard.template.Outputs)).toEqual(
      expect.arrayContaining(["ApiUrl", "TableName", "TopicArn"]),
    );
  });

  it("satisfies cfn-lint", ({ skip }) => {
    if (!isInstalled(CFN_LINT)) skip(`cfn-lint is not installed: ${CFN_LINT.install}`);
    const { status, stdout } = spawnSync("cfn-lint", [guard.templatePath], { encoding: "utf8" });
    expect([stdout, status]).toEqual(["", 0]);
  }, 120_000);
});
