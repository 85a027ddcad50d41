import { describe, expect, it } from "vitest";
import { invokersOf, triggerOfInvoker } from "../../../lib/domain/resource-policy.ts";

const policy = (...statements: readonly object[]) =>
  JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: statements });

/** As `lambda:AddPermission` writes it. */
const permission = (service: string, sourceArn?: string) => ({
  Sid: "permission",
  Effect: "Allow",
  Principal: { Service: service },
  Action: "lambda:InvokeFunction",
  Resource: "arn:aws:lambda:eu-west-1:123456789012:function:checkout",
  ...(sourceArn === undefined ? {} : { Condition: { ArnLike: { "AWS:SourceArn": sourceArn } } }),
});

describe("invokersOf", () => {
  it("names the service and the source that it is limited to", () => {
    expect(invokersOf(policy(permission("s3.amazonaws.com", "arn:aws:s3:::uploads")))).toEqual([
      { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::uploads" },
    ]);
  });

  it("says * where no source is named, and where it could be several", () => {
    const several = {
      ...permission("sns.amazonaws.com"),
      Condition: { ArnLike: { "aws:SourceArn": ["arn:a", "arn:b"] } },
    };
    expect(invokersOf(policy(permission("s3.amazonaws.com"), several))).toEqual([
      { principal: "s3.amazonaws.com", sourceArn: "*" },
      { principal: "sns.amazonaws.com", sourceArn: "*" },
    ]);
  });

  it("names everybody of a statement, and everybody once", () => {
    const accounts = { ...permission(""), Principal: { AWS: ["111111111111", "222222222222"] } };
    expect(invokersOf(policy(accounts, accounts)).map(({ principal }) => principal)).toEqual([
      "111111111111",
      "222222222222",
    ]);
  });

  it("takes a policy whose only statement is not in a list", () => {
    expect(invokersOf(JSON.stringify({ Statement: permission("s3.amazonaws.com") }))).toHaveLength(1);
  });

  it.each([
    ["a refusal", { ...permission("s3.amazonaws.com"), Effect: "Deny" }],
    ["a right to read", { ...permission("s3.amazonaws.com"), Action: "lambda:GetFunction" }],
    [
      "the door of a public URL",
      {
        ...permission(""),
        Principal: "*",
        Action: "lambda:InvokeFunctionUrl",
        Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } },
      },
    ],
    [
      "the second door of a public URL",
      { ...permission(""), Principal: "*", Condition: { Bool: { "lambda:InvokedViaFunctionUrl": "true" } } },
    ],
  ])("leaves out %s", (_, statement) => {
    expect(invokersOf(policy(statement))).toEqual([]);
  });

  it.each(["lambda:*", "*", ["lambda:GetFunction", "lambda:InvokeFunction"]])(
    "sees the right in %j",
    (action) => {
      expect(invokersOf(policy({ ...permission("s3.amazonaws.com"), Action: action }))).toHaveLength(1);
    },
  );

  it("is nobody for an empty policy", () => {
    expect(invokersOf(policy())).toEqual([]);
  });
});

describe("triggerOfInvoker", () => {
  it.each([
    ["apigateway.amazonaws.com", "arn:aws:execute-api:eu-west-1:123456789012:abc/*/GET/pets", "api-gateway"],
    [
      "apigateway.amazonaws.com",
      "arn:aws:execute-api:eu-west-1:123456789012:abc/authorizers/x1",
      "authorizer",
    ],
    ["s3.amazonaws.com", "arn:aws:s3:::uploads", "s3"],
    ["sns.amazonaws.com", "arn:aws:sns:eu-west-1:123456789012:news", "sns"],
    ["events.amazonaws.com", "arn:aws:events:eu-west-1:123456789012:rule/nightly", "event-rule"],
    ["scheduler.amazonaws.com", "*", "schedule"],
    ["elasticloadbalancing.amazonaws.com", "arn:aws:elasticloadbalancing:::targetgroup/x", "load-balancer"],
    ["cognito-idp.amazonaws.com", "arn:aws:cognito-idp:::userpool/x", "cognito"],
    ["edgelambda.amazonaws.com", "*", "lambda-at-edge"],
    ["cloudformation.amazonaws.com", "*", "custom-resource"],
    ["states.amazonaws.com", "arn:aws:states:eu-west-1:123456789012:stateMachine:x", "step-functions"],
    ["lexv2.amazonaws.com", "arn:aws:lex:eu-west-1:123456789012:bot-alias/x/y", "interactive-service"],
    ["connect.amazonaws.com", "arn:aws:connect:eu-west-1:123456789012:instance/x", "interactive-service"],
    ["alexa-appkit.auth.amazon.com", "*", "interactive-service"],
    ["vpc-lattice.amazonaws.com", "*", "interactive-service"],
  ])("reads %s from %s as %s", (principal, sourceArn, kind) => {
    expect(triggerOfInvoker({ principal, sourceArn })).toEqual({ kind, sourceArn });
  });

  it("does not guess about anybody else", () => {
    expect(triggerOfInvoker({ principal: "iot.amazonaws.com", sourceArn: "*" })).toEqual({
      kind: "unknown",
      principal: "iot.amazonaws.com",
    });
  });
});
