import { describe, expect, it } from "vitest";
import { type TargetId, targetId } from "../../../lib/domain/target.ts";
import { parsePolicy } from "../../../lib/policy/parse-policy.ts";
import {
  droppedTarget,
  foreignTarget,
  foreignTargets,
  type GuardedWorld,
} from "../../../lib/watch/targets.ts";

const worldOf = (policyText: string, partition = "aws"): GuardedWorld => ({
  home: { accountId: "111111111111", region: "eu-west-1" },
  ownNamePrefix: "overcurrent-prod-",
  partition,
  policy: parsePolicy(policyText, "policy of the test"),
});
const idsOf = (policyText: string, enabled: readonly string[]) =>
  foreignTargets(worldOf(policyText), enabled).map(targetId);

const ENABLED = ["eu-west-1", "eu-central-1", "us-east-1"];
const MEMBER = `
accounts:
  - account: "222222222222"
    regions: [eu-west-1, us-east-1]
    externalId: correct-horse
`;

describe("the targets besides home", () => {
  it("are all enabled regions of the account, unless the policy says otherwise", () => {
    expect(idsOf("", ENABLED)).toEqual(["111111111111/eu-central-1", "111111111111/us-east-1"]);
    expect(idsOf("regions: []", ENABLED)).toEqual([]);
  });

  it("leave out a region that the policy names and nobody has enabled", () => {
    expect(idsOf("regions: [us-east-1, ap-east-1]", ENABLED)).toEqual(["111111111111/us-east-1"]);
  });

  it("are the regions of every member account, also the one that is home's own name elsewhere", () => {
    expect(idsOf(`regions: []${MEMBER}`, ENABLED)).toEqual([
      "222222222222/eu-west-1",
      "222222222222/us-east-1",
    ]);
  });

  it("are reached through the roles that deploy/spoke.yml makes", () => {
    expect(foreignTarget(worldOf(MEMBER), "222222222222/us-east-1")).toEqual({
      accountId: "222222222222",
      region: "us-east-1",
      spoke: {
        readRoleArn: "arn:aws:iam::222222222222:role/overcurrent-prod-spoke-read",
        actuateRoleArn: "arn:aws:iam::222222222222:role/overcurrent-prod-spoke-actuate",
        externalId: "correct-horse",
      },
    });
  });

  it("are reached within the partition of home", () => {
    const target = foreignTarget(worldOf(MEMBER, "aws-us-gov"), "222222222222/us-east-1");
    expect(target?.spoke?.readRoleArn).toMatch(/^arn:aws-us-gov:iam::222222222222:role\//);
  });
});

describe("a target by its id", () => {
  it("is any region of the own account that the policy includes", () => {
    expect(foreignTarget(worldOf(""), "111111111111/sa-east-1")).toEqual({
      accountId: "111111111111",
      region: "sa-east-1",
    });
    expect(foreignTarget(worldOf("regions: [us-east-1]"), "111111111111/sa-east-1")).toBeUndefined();
  });

  it("is unknown where the guard has no business", () => {
    expect(foreignTarget(worldOf(MEMBER), "222222222222/sa-east-1")).toBeUndefined();
    expect(foreignTarget(worldOf(MEMBER), "333333333333/eu-west-1")).toBeUndefined();
  });
});

describe("a target that the policy named once", () => {
  const dropped = (targetId: TargetId, externalId?: string) =>
    droppedTarget(worldOf(`regions: []${MEMBER}`), {
      targetId,
      ...(externalId !== undefined && { externalId }),
    });

  it("is reached by the same roles as before", () => {
    const before = foreignTarget(worldOf(MEMBER), "222222222222/us-east-1");
    expect(
      droppedTarget(worldOf(""), { targetId: "222222222222/us-east-1", externalId: "correct-horse" }),
    ).toEqual(before);
  });

  it("is reached without a role in the own account", () => {
    expect(dropped("111111111111/us-east-1")).toEqual({ accountId: "111111111111", region: "us-east-1" });
  });

  it("is not reached without its external id, and is neither home nor one that the policy names", () => {
    expect(dropped("333333333333/us-east-1")).toBeUndefined();
    expect(dropped("111111111111/eu-west-1")).toBeUndefined();
    expect(dropped("222222222222/us-east-1", "correct-horse")).toBeUndefined();
  });
});
