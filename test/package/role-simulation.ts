import { type EvaluationResult, runSimulation } from "@cloud-copilot/iam-simulate";
import { guardEnvironment, TABLE_NAME } from "../../scripts/demo/guard-names.ts";
import type { Statement, Template } from "./packaged-guard.ts";
import type { RoleRequest } from "./role-request.ts";
import { statementsOf } from "./role-statements.ts";

const ACCOUNT_ID = "123456789012";
const REGION = "us-east-1";

/** Where the packaged guard is thought to be: in the simulated account, under the names that the demo's functions get. */
export const DEPLOYMENT = {
  stage: "demo",
  region: REGION,
  accountId: ACCOUNT_ID,
  tableArn: `arn:aws:dynamodb:${REGION}:${ACCOUNT_ID}:table/${TABLE_NAME}`,
  queueArn: `arn:aws:sqs:${REGION}:${ACCOUNT_ID}:${TABLE_NAME}-targets`,
  topicArn: guardEnvironment(ACCOUNT_ID, REGION).OVERCURRENT_TOPIC_ARN,
};

/** The statements of one function's role as IAM gets them, with every reference of the template filled in. */
export const deployedStatements = (template: Template, name: string): readonly Statement[] =>
  JSON.parse(JSON.stringify(statementsOf(template, name)), (_key, value) => resolved(value));

/**
 * What IAM decides about one request by one function's role, nothing else being in the way.
 * @throws {Error} when IAM knows no such action, or the action no such resource
 */
export async function decide(
  template: Template,
  name: string,
  { action, resource, context }: RoleRequest,
): Promise<EvaluationResult> {
  const Statement = deployedStatements(template, name);
  const results = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${DEPLOYMENT.accountId}:role/${name}`,
        action,
        resource: { resource, accountId: DEPLOYMENT.accountId },
        contextVariables: { ...context },
      },
      identityPolicies: [{ name, policy: { Version: "2012-10-17", Statement } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (results.resultType === "error") throw new Error(`${action}: ${JSON.stringify(results.errors)}`);
  return results.overallResult;
}

function resolved(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("Fn::Sub" in value)
    return String(value["Fn::Sub"]).replace(/\$\{AWS::(\w+)\}/g, (_whole, pseudo: string) => {
      const found = { Partition: "aws", Region: DEPLOYMENT.region, AccountId: DEPLOYMENT.accountId }[pseudo];
      if (found === undefined) throw new Error(`no value for the pseudo parameter ${pseudo}`);
      return found;
    });
  if ("Fn::GetAtt" in value && String(value["Fn::GetAtt"]) === "GuardTable,Arn") return DEPLOYMENT.tableArn;
  if ("Fn::GetAtt" in value && String(value["Fn::GetAtt"]) === "TargetQueue,Arn") return DEPLOYMENT.queueArn;
  if ("Ref" in value && value.Ref === "AlertTopic") return DEPLOYMENT.topicArn;
  if (Object.keys(value).some((key) => key === "Ref" || key.startsWith("Fn::")))
    throw new Error(`no value for ${JSON.stringify(value)}`);
  return value;
}
