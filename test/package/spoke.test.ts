import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { permissions as controlPermissions } from "../../lib/aws/function-control.ts";
import { permissions as directoryPermissions } from "../../lib/aws/function-directory.ts";
import { permissions as metricPermissions } from "../../lib/aws/metrics.ts";
import { parsePolicy } from "../../lib/policy/parse-policy.ts";
import { foreignTarget } from "../../lib/watch/targets.ts";
import { CFN_LINT, isInstalled } from "../../scripts/test-tools.ts";
import { SPOKE_TEMPLATE_PATH, spokeTemplate as spoke, spokeStatements } from "../support/spoke-template.ts";
import { type PackagedGuard, packageGuard, type Template } from "./packaged-guard.ts";
import { allowedActions, statementsOf } from "./role-statements.ts";

let guard: PackagedGuard;
beforeAll(async () => {
  guard = await packageGuard();
});
afterAll(() => guard.remove());

describe("the template of a spoke", () => {
  it("satisfies cfn-lint", ({ skip }) => {
    if (!isInstalled(CFN_LINT)) skip(`cfn-lint is not installed: ${CFN_LINT.install}`);
    const { status, stdout } = spawnSync("cfn-lint", [SPOKE_TEMPLATE_PATH], { encoding: "utf8" });
    expect([stdout, status]).toEqual(["", 0]);
  }, 120_000);

  it("makes roles by the names under which the guard looks for them", () => {
    const policy = parsePolicy(
      'accounts: [{ account: "222222222222", regions: [eu-west-1], externalId: correct-horse }]',
      "policy of the test",
    );
    const home = { accountId: "111111111111", region: "eu-west-1" };
    const ownNamePrefix = spoke.Parameters.GuardPrefix?.Default ?? "";
    const world = { home, ownNamePrefix, partition: "aws", policy };
    const arnOf = (name: string): string =>
      JSON.stringify(spoke.Resources[name]?.Properties.RoleName)
        .replace(/.*GuardPrefix\}/, `arn:aws:iam::222222222222:role/${ownNamePrefix}`)
        .replace('"}', "");
    expect(foreignTarget(world, "222222222222/eu-west-1")?.spoke).toEqual({
      readRoleArn: arnOf("SpokeReadRole"),
      actuateRoleArn: arnOf("SpokeActuateRole"),
      externalId: "correct-horse",
    });
  });

  it("allows to read just what the guard's adapters read", () => {
    const read = [...new Set([...metricPermissions, ...directoryPermissions])].sort();
    expect(allowedActions(spokeStatements("Read"))).toEqual(read);
  });

  it("allows to change just what the guard's adapter changes, and only if its owner says so", () => {
    expect(allowedActions(spokeStatements("Actuate"))).toEqual([...controlPermissions].sort());
    expect(spoke.Parameters.MayAct?.Default).toBe("false");
    expect(spoke.Resources.SpokeActuateRole).toHaveProperty("Condition", "MayAct");
  });

  it("denies what actuate is denied at home", () => {
    const denied = (template: Template, name: string) =>
      statementsOf(template, name)
        .filter(({ Effect }) => Effect === "Deny")
        .map((statement) =>
          JSON.stringify(statement)
            .replaceAll("overcurrent-test-", "PREFIX")
            .replaceAll(`\${GuardPrefix}`, "PREFIX"),
        );
    expect(denied(spoke, "spokeActuate")).toEqual(denied(guard.template, "actuate"));
  });

  it.each([
    ["Read", "Worker"],
    ["Actuate", "Actuate"],
  ] as const)(
    "lets only one role of the guard assume the one to %s, and only with the external id",
    (role, part) => {
      const trusted = spoke.Resources[`Spoke${role}Role`]?.Properties.AssumeRolePolicyDocument;
      const hub = `arn:\${AWS::Partition}:iam::\${HubAccountId}`;
      expect(trusted).toMatchObject({
        Statement: [
          {
            Principal: { AWS: { "Fn::Sub": `${hub}:root` } },
            Action: "sts:AssumeRole",
            Condition: {
              StringEquals: { "sts:ExternalId": { Ref: "ExternalId" } },
              ArnLike: { "aws:PrincipalArn": { "Fn::Sub": `${hub}:role/\${GuardPrefix}${part}Role-*` } },
            },
          },
        ],
      });
      // CloudFormation names a role after its stack and its resource.
      expect(guard.template.Resources[`${part}Role`]?.Properties).not.toHaveProperty("RoleName");
    },
  );
});
