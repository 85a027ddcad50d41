import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PackagedGuard, packageGuard, type Statement } from "./packaged-guard.ts";
import {
  actionsOf,
  allowedActions,
  declaredPermissions,
  FUNCTIONS,
  leadingKeys,
  statementsOf,
} from "./role-statements.ts";

let guard: PackagedGuard;
beforeAll(async () => {
  guard = await packageGuard();
});
afterAll(() => guard.remove());

const LOGS = ["logs:CreateLogStream", "logs:PutLogEvents"];

/** What Lambda does for the worker, with the worker's role. */
const POLLING = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"];

/** Rights that adapters with several methods declare together, and that these functions never use. */
const WITHHELD: Readonly<Record<string, readonly string[]>> = {
  dispatch: ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "dynamodb:DeleteItem"],
  learn: ["cloudwatch:ListMetrics"],
  probe: ["cloudwatch:ListMetrics", "dynamodb:DeleteItem"],
};

/** Actions for which IAM knows no resource (Service Authorization Reference, 2026-09-26). */
const WITHOUT_RESOURCE = [
  "ce:GetCostAndUsage",
  "cloudwatch:GetMetricData",
  "cloudwatch:GetMetricStatistics",
  "cloudwatch:ListMetrics",
  "events:ListRuleNamesByTarget",
  "lambda:GetAccountSettings",
  "lambda:ListEventSourceMappings",
  "lambda:ListFunctions",
  "pipes:ListPipes",
  "scheduler:ListSchedules",
];

/** What would let the guard do something that cannot be undone, or widen its own rights. */
const NEVER = [
  /^lambda:Delete(?!FunctionConcurrency$)/,
  /^lambda:UpdateFunction/,
  /^lambda:(Add|Remove|Put)\w*Permission/,
  /^lambda:PutResourcePolicy$/,
  /^lambda:Stop/,
  /^s3:/,
  /^sns:(?!(Publish|GetTopicAttributes)$)/,
  /^iam:/,
  /^sts:(?!AssumeRole$)/,
  /^states:/,
  /^pipes:(?!(List|Describe|Start|Stop)Pipes?$)/,
  /^dynamodb:(Scan|DeleteTable|UpdateTable|BatchWriteItem)$/,
];

const CHANGES = [
  "lambda:PutFunctionConcurrency",
  "lambda:DeleteFunctionConcurrency",
  "lambda:UpdateEventSourceMapping",
  "pipes:StartPipe",
  "pipes:StopPipe",
];

const allStatements = (): { name: string; statement: Statement }[] =>
  FUNCTIONS.flatMap((name) => statementsOf(guard.template, name).map((statement) => ({ name, statement })));

describe("the role", () => {
  it.each(FUNCTIONS)("of %s allows just what the adapters in its bundle declare", async (name) => {
    const withheld = WITHHELD[name] ?? [];
    const declared = (await declaredPermissions(guard, name)).filter((action) => !withheld.includes(action));
    expect(allowedActions(statementsOf(guard.template, name))).toEqual(
      [...new Set([...declared, ...LOGS, ...(name === "worker" ? POLLING : [])])].sort(),
    );
  });

  it.each(FUNCTIONS)("of %s is assumed by Lambda only", (name) => {
    const role = guard.template.Resources[`${name.charAt(0).toUpperCase()}${name.slice(1)}Role`];
    expect(role?.Properties.AssumeRolePolicyDocument).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      ],
    });
    expect(role?.Properties.ManagedPolicyArns).toBeUndefined();
  });

  it("never has a wildcard in an action", () => {
    const wild = allStatements().flatMap(({ statement }) =>
      actionsOf(statement).filter((action) => action.includes("*")),
    );
    expect(wild).toEqual([]);
  });

  it("allows every resource only where IAM knows none", () => {
    const open = allStatements()
      .filter(({ statement }) => statement.Effect === "Allow" && statement.Resource === "*")
      .flatMap(({ statement }) => actionsOf(statement));
    expect(open.filter((action) => !WITHOUT_RESOURCE.includes(action))).toEqual([]);
  });

  it("never allows what cannot be undone or widens itself", () => {
    const allowed = FUNCTIONS.flatMap((name) => allowedActions(statementsOf(guard.template, name)));
    expect(allowed.filter((action) => NEVER.some((never) => never.test(action)))).toEqual([]);
  });

  it.each(FUNCTIONS.filter((name) => name !== "actuate"))("of %s can change no function", (name) => {
    const allowed = allowedActions(statementsOf(guard.template, name));
    expect(allowed.filter((action) => CHANGES.includes(action))).toEqual([]);
  });

  it.each(FUNCTIONS.filter((name) => name !== "actuate"))("of %s can write no breaker", (name) => {
    const statements = statementsOf(guard.template, name);
    const keys = ["dynamodb:PutItem", "dynamodb:DeleteItem"].flatMap((action) =>
      leadingKeys(statements, action),
    );
    expect(keys.filter((key) => /^(@\*#)?(\*|BREAKER)/.test(key))).toEqual([]);
  });

  it("reaches into other accounts by the roles of spokes alone: to look, or to act", () => {
    const assumed = allStatements()
      .filter(({ statement }) => actionsOf(statement).includes("sts:AssumeRole"))
      .map(({ name, statement }) => [name, statement.Resource]);
    const spoke = (role: string) => ({
      "Fn::Sub": `arn:\${AWS::Partition}:iam::*:role/overcurrent-test-${role}`,
    });
    expect(assumed).toEqual([
      ["worker", spoke("spoke-read")],
      ["actuate", spoke("spoke-actuate")],
    ]);
  });

  it("of the worker writes records of other targets, and at home only what it tells and has seen", () => {
    const statements = statementsOf(guard.template, "worker");
    const written = ["dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem"].flatMap((action) =>
      leadingKeys(statements, action),
    );
    expect(written.filter((key) => !key.startsWith("@*#"))).toEqual(["ALERT#UNSENT", "TARGET", "USAGE#*"]);
  });

  it("of actuate is denied the guard's own functions, and to limit a protected one", () => {
    const denied = statementsOf(guard.template, "actuate").filter(({ Effect }) => Effect === "Deny");
    const own = { "Fn::Sub": expect.stringMatching(/:function:overcurrent-test-\*$/) };
    expect(denied).toEqual([
      expect.objectContaining({ Action: CHANGES.slice(0, 2), Resource: own }),
      expect.objectContaining({
        Action: "lambda:UpdateEventSourceMapping",
        Condition: { ArnLike: { "lambda:FunctionArn": own } },
      }),
      expect.objectContaining({
        Action: ["lambda:PutFunctionConcurrency", "lambda:UpdateEventSourceMapping", "pipes:StopPipe"],
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceTag/overcurrent:protect": "true" } },
      }),
    ]);
  });

  it("of whoever asks reaches just the function that is asked", () => {
    const asked = (name: string) =>
      statementsOf(guard.template, name)
        .filter((statement) => actionsOf(statement).includes("lambda:InvokeFunction"))
        .map(({ Resource }) =>
          JSON.stringify(Resource).replace(/.*function:overcurrent-test-(\w+)".*/, "$1"),
        );
    expect(Object.fromEntries(FUNCTIONS.map((name) => [name, asked(name)]))).toEqual({
      watch: ["actuate", "notify", "inventory"],
      probe: ["actuate"],
      dispatch: ["notify"],
      worker: ["actuate", "notify"],
      actuate: ["notify"],
      api: ["actuate"],
      inventory: [],
      learn: [],
      notify: [],
    });
  });
});
