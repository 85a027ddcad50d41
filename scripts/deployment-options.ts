import { parseArgs } from "node:util";
import { CommandError } from "../lib/cli/command-error.ts";

/** What a person says about a deployment. The same words for package, deploy, remove and doctor. */
export type DeploymentOptions = {
  readonly stage: string;
  readonly region?: string;
  readonly policyPath?: string;
  readonly alertEmail?: string;
  readonly reserveConcurrency: boolean;
};

/**
 * Reads `--stage prod --region eu-west-1 --alert-email me@x --policy overcurrent.yml --reserve-concurrency`.
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
      "reserve-concurrency": { type: "boolean", default: false },
    },
  });
  const { stage, region, policy, "alert-email": alertEmail } = values;
  // CloudFormation's own rule for names of stacks, of which the stage becomes a part.
  if (!/^[a-zA-Z][a-zA-Z0-9-]{0,20}$/.test(stage))
    throw new CommandError("usage", `--stage is "${stage}".`, "Give letters, digits and -, at most 21.");
  if (alertEmail !== undefined && !/^[^@\s]+@[^@\s]+$/.test(alertEmail))
    throw new CommandError(
      "usage",
      `--alert-email is "${alertEmail}".`,
      "Give an address such as me@example.com.",
    );
  return {
    stage,
    ...(region !== undefined && { region }),
    ...(policy !== undefined && { policyPath: policy }),
    ...(alertEmail !== undefined && { alertEmail }),
    reserveConcurrency: values["reserve-concurrency"],
  };
}

/** Which deployment, for every command of the deployment tool. */
export const targetArguments = ({ stage, region }: DeploymentOptions): string[] => [
  "--stage",
  stage,
  ...(region === undefined ? [] : ["--region", region]),
];

/** What it shall be like, for packaging and deploying. */
export const parameterArguments = ({ alertEmail, reserveConcurrency }: DeploymentOptions): string[] => [
  ...(alertEmail === undefined ? [] : [`--param=alertEmail=${alertEmail}`]),
  `--param=reserveConcurrency=${reserveConcurrency}`,
];
