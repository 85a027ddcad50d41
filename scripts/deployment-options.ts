import { parseArgs } from "node:util";
import { CommandError } from "../lib/cli/command-error.ts";

/** What a person says about a deployment. The same words for package, deploy, remove and doctor. */
export type DeploymentOptions = {
  readonly stage: string;
  readonly region?: string;
  readonly policyPath?: string;
  readonly alertEmail?: string;
  /** Another SNS topic for the alarms on the guard itself. */
  readonly secondTopicArn?: string;
  readonly reserveConcurrency: boolean;
  /** What IAM lets the guard touch, by name; absent: all. */
  readonly guardedFunctions?: string;
  readonly guardedPipes?: string;
  /** Regions of the own account in which IAM lets it touch anything; absent: its home. */
  readonly guardedRegions?: string;
};

/**
 * Reads `--stage prod --region eu-west-1 --alert-email me@x --policy overcurrent.yml --reserve-concurrency
 * --second-topic-arn arn:aws:sns:eu-west-1:222222222222:on-call --guarded-functions "shop-*" --guarded-pipes "shop-*"
 * --guarded-regions "eu-*"`.
 * @throws {CommandError | TypeError} for anything else
 */
export function parseDeploymentOptions(argv: readonly string[]): DeploymentOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      stage: { type: "string", default: "prod" },
      region: { type: "string" },
      policy: { type: "string" },
      "alert-email": { type: "string" },
      "second-topic-arn": { type: "string" },
      "reserve-concurrency": { type: "boolean", default: false },
      "guarded-functions": { type: "string" },
      "guarded-pipes": { type: "string" },
      "guarded-regions": { type: "string" },
    },
  });
  const { stage, region, policy, "alert-email": alertEmail, "second-topic-arn": secondTopicArn } = values;
  const guardedFunctions = namePattern("guarded-functions", values["guarded-functions"]);
  const guardedPipes = namePattern("guarded-pipes", values["guarded-pipes"]);
  const guardedRegions = namePattern("guarded-regions", values["guarded-regions"]);
  // CloudFormation's own rule for names of stacks, of which the stage becomes a part.
  if (!/^[a-zA-Z][a-zA-Z0-9-]{0,20}$/.test(stage))
    throw new CommandError("usage", `--stage is "${stage}".`, "Give letters, digits and -, at most 21.");
  if (alertEmail !== undefined && !/^[^@\s]+@[^@\s]+$/.test(alertEmail))
    throw new CommandError(
      "usage",
      `--alert-email is "${alertEmail}".`,
      "Give an address such as me@example.com.",
    );
  if (secondTopicArn !== undefined && !/^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[\w-]+$/.test(secondTopicArn))
    throw new CommandError(
      "usage",
      `--second-topic-arn is "${secondTopicArn}".`,
      "Give the ARN of an SNS topic in the guard's region.",
    );
  return {
    stage,
    ...(region !== undefined && { region }),
    ...(policy !== undefined && { policyPath: policy }),
    ...(alertEmail !== undefined && { alertEmail }),
    ...(secondTopicArn !== undefined && { secondTopicArn }),
    reserveConcurrency: values["reserve-concurrency"],
    ...(guardedFunctions !== undefined && { guardedFunctions }),
    ...(guardedPipes !== undefined && { guardedPipes }),
    ...(guardedRegions !== undefined && { guardedRegions }),
  };
}

/** It becomes the end of an ARN in a policy, so nothing else than a name may get there. @throws {CommandError} */
function namePattern(option: string, given: string | undefined): string | undefined {
  if (given !== undefined && !/^[\w.*?-]{1,64}$/.test(given))
    throw new CommandError(
      "usage",
      `--${option} is "${given}".`,
      "Give one name, with * and ? where it may differ, such as shop-*.",
    );
  return given;
}

/** Which deployment, for every command of the deployment tool. */
export const targetArguments = ({ stage, region }: DeploymentOptions): string[] => [
  "--stage",
  stage,
  ...(region === undefined ? [] : ["--region", region]),
];

/** What it shall be like, for packaging and deploying. */
export const parameterArguments = ({
  alertEmail,
  secondTopicArn,
  reserveConcurrency,
  guardedFunctions,
  guardedPipes,
  guardedRegions,
}: DeploymentOptions): string[] => [
  ...(alertEmail === undefined ? [] : [`--param=alertEmail=${alertEmail}`]),
  ...(secondTopicArn === undefined ? [] : [`--param=secondTopicArn=${secondTopicArn}`]),
  `--param=reserveConcurrency=${reserveConcurrency}`,
  ...(guardedFunctions === undefined ? [] : [`--param=guardedFunctions=${guardedFunctions}`]),
  ...(guardedPipes === undefined ? [] : [`--param=guardedPipes=${guardedPipes}`]),
  ...(guardedRegions === undefined ? [] : [`--param=guardedRegions=${guardedRegions}`]),
];
