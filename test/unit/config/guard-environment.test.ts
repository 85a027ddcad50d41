import { describe, expect, it } from "vitest";
import { parseGuardEnvironment } from "../../../lib/config/guard-environment.ts";
import { ConfigInvalidError } from "../../../lib/domain/errors.ts";

const deployed = {
  AWS_REGION: "eu-west-1",
  OVERCURRENT_TABLE: "overcurrent-prod",
  OVERCURRENT_TOPIC_ARN: "arn:aws:sns:eu-west-1:123456789012:overcurrent-prod-alerts",
  OVERCURRENT_ACTUATE_FUNCTION: "overcurrent-prod-actuate",
  OVERCURRENT_NOTIFY_FUNCTION: "overcurrent-prod-notify",
  OVERCURRENT_INVENTORY_FUNCTION: "overcurrent-prod-inventory",
  OVERCURRENT_TARGET_QUEUE_URL: "https://sqs.eu-west-1.amazonaws.com/123456789012/overcurrent-prod-targets",
  OVERCURRENT_SELF_PREFIX: "overcurrent-prod",
};

function problemsOf(variables: Record<string, string | undefined>): string {
  try {
    parseGuardEnvironment(variables);
  } catch (error) {
    if (error instanceof ConfigInvalidError) return error.message;
    throw error;
  }
  return "none";
}

describe("the environment of a function", () => {
  it("becomes typed values, whatever else Lambda sets", () => {
    expect(
      parseGuardEnvironment({ ...deployed, PATH: "/bin", AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "1024" }),
    ).toEqual({
      region: "eu-west-1",
      accountId: "123456789012",
      partition: "aws",
      memoryGb: 1,
      tableName: "overcurrent-prod",
      topicArn: "arn:aws:sns:eu-west-1:123456789012:overcurrent-prod-alerts",
      actuateFunctionName: "overcurrent-prod-actuate",
      notifyFunctionName: "overcurrent-prod-notify",
      targetQueueUrl: "https://sqs.eu-west-1.amazonaws.com/123456789012/overcurrent-prod-targets",
      inventoryFunctionName: "overcurrent-prod-inventory",
      selfPrefix: "overcurrent-prod",
      inventoryRequestsPerSecond: 10,
      actuateRequestsPerSecond: 4,
      metricQuotaRatio: 1,
    });
  });

  it.each(["0", "2000", "fast"])("refuses a request rate of %s", (rate) => {
    for (const name of ["INVENTORY", "ACTUATE"]) {
      const variable = `OVERCURRENT_${name}_REQUESTS_PER_SECOND`;
      expect(problemsOf({ ...deployed, [variable]: rate })).toContain(`${variable}: must be`);
    }
  });

  it.each(["0", "2000", "all"])("refuses a share of CloudWatch's quotas of %s", (ratio) => {
    const variable = "OVERCURRENT_METRIC_QUOTA_RATIO";
    expect(problemsOf({ ...deployed, [variable]: ratio })).toContain(`${variable}: must be`);
  });

  it("is complained about in full: every variable, its value, what it must be, and the cure", () => {
    const problems = problemsOf({
      ...deployed,
      OVERCURRENT_TABLE: undefined,
      OVERCURRENT_TOPIC_ARN: "alerts",
    });
    expect(problems).toContain("OVERCURRENT_TABLE: must be the name of the guard's table");
    expect(problems).toContain("but is not set");
    expect(problems).toContain('OVERCURRENT_TOPIC_ARN: must be the ARN of the alert topic, got "alerts"');
    expect(problems).toContain("deploy again");
  });

  it("refuses a variable that is no setting: a misspelt one would do nothing", () => {
    expect(problemsOf({ ...deployed, OVERCURRENT_TABEL: "x" })).toContain("OVERCURRENT_TABEL: is no setting");
  });

  it.each(Object.keys(deployed))("refuses an empty %s", (name) => {
    expect(problemsOf({ ...deployed, [name]: "" })).toContain(`${name}: must be`);
  });

  it.each([["us-gov-west-1"], ["ap-southeast-5"], ["mx-central-1"]])("knows the region %s", (region) => {
    expect(parseGuardEnvironment({ ...deployed, AWS_REGION: region }).region).toBe(region);
  });
});
