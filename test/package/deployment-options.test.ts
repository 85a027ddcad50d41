import { describe, expect, it } from "vitest";
import {
  parameterArguments,
  parseDeploymentOptions,
  targetArguments,
} from "../../scripts/deployment-options.ts";

describe("deployment options", () => {
  it("need none: stage prod, the usual region, no mail, nothing reserved", () => {
    const options = parseDeploymentOptions([]);
    expect(targetArguments(options)).toEqual(["--stage", "prod"]);
    expect(parameterArguments(options)).toEqual(["--param=reserveConcurrency=false"]);
  });

  it("become what the deployment tool understands", () => {
    const options = parseDeploymentOptions([
      ...["--stage", "dev", "--region", "eu-west-1", "--alert-email", "me@example.com"],
      ...["--policy", "overcurrent.yml", "--reserve-concurrency"],
    ]);
    expect(options.policyPath).toBe("overcurrent.yml");
    expect(targetArguments(options)).toEqual(["--stage", "dev", "--region", "eu-west-1"]);
    expect(parameterArguments(options)).toEqual([
      "--param=alertEmail=me@example.com",
      "--param=reserveConcurrency=true",
    ]);
  });

  it("tell a second topic of the alarms on the guard itself, where one is given", () => {
    const arn = "arn:aws:sns:eu-west-1:222222222222:on-call";
    expect(parameterArguments(parseDeploymentOptions(["--second-topic-arn", arn]))).toEqual([
      `--param=secondTopicArn=${arn}`,
      "--param=reserveConcurrency=false",
    ]);
  });

  it("confine what the guard may touch, where they are given", () => {
    const options = parseDeploymentOptions([
      ...["--guarded-functions", "shop-*", "--guarded-pipes", "shop-?", "--guarded-regions", "eu-*"],
    ]);
    expect(parameterArguments(options)).toEqual([
      "--param=reserveConcurrency=false",
      "--param=guardedFunctions=shop-*",
      "--param=guardedPipes=shop-?",
      "--param=guardedRegions=eu-*",
    ]);
  });

  it.each([
    ["a stage that CloudFormation would refuse", ["--stage", "my_stage"], '--stage is "my_stage"'],
    ["an address without @", ["--alert-email", "me"], '--alert-email is "me"'],
    ["a topic that is none", ["--second-topic-arn", "on-call"], '--second-topic-arn is "on-call"'],
    [
      "a pattern that would be more than a name in a policy",
      ["--guarded-functions", "shop:*"],
      '--guarded-functions is "shop:*"',
    ],
    ["a misspelt option", ["--alertemail", "me@example.com"], "Unknown option '--alertemail'"],
  ])("refuse %s", (_what, argv, message) => {
    expect(() => parseDeploymentOptions(argv)).toThrow(message);
  });
});
