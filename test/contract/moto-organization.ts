import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { STSClient } from "@aws-sdk/client-sts";
import { type SpokeCredentials, spokeCredentials } from "../../lib/aws/spoke-credentials.ts";
import { motoQuery } from "../support/moto.ts";
import { EMPTY_ZIP, motoConfig } from "./moto-account.ts";
import { NOW_MS } from "./samples.ts";

/** Moto's own account: every key speaks for it that moto has not given out. */
const HUB_ACCOUNT = "123456789012";
const SPOKE_ACCOUNT = "222222222222";
export const SPOKE_REGIONS = ["eu-west-1", "us-east-1"] as const;

/** The only function of a place tells by its name where it is. */
export const HUB_FUNCTION = `hub-${HUB_ACCOUNT}`;
export const spokeFunctionIn = (region: string): string => `spoke-${SPOKE_ACCOUNT}-${region}`;

/** What clients are made with that ask in the spoke, as the guard makes them: its role is assumed at the first call. */
export const spokeConfig = (endpoint: string, region: string) => ({
  ...motoConfig(endpoint),
  region,
  credentials: assumedRole(endpoint),
});

const assumedRole = (endpoint: string): (() => Promise<SpokeCredentials>) =>
  spokeCredentials(
    new STSClient(motoConfig(endpoint)),
    { roleArn: `arn:aws:iam::${SPOKE_ACCOUNT}:role/overcurrent-spoke-read`, externalId: "garden" },
    () => NOW_MS,
  );

/** Empties moto and builds one function in each place: in the hub's region, and in two regions of the spoke. */
export async function buildMotoOrganization(endpoint: string): Promise<void> {
  await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
  await motoQuery(endpoint, "iam", CREATE_ROLE);
  await create(new LambdaClient(motoConfig(endpoint)), HUB_ACCOUNT, HUB_FUNCTION);
  const { accessKeyId } = await assumedRole(endpoint)();
  await motoQuery(endpoint, "iam", CREATE_ROLE, accessKeyId);
  for (const region of SPOKE_REGIONS)
    await create(new LambdaClient(spokeConfig(endpoint, region)), SPOKE_ACCOUNT, spokeFunctionIn(region));
}

const CREATE_ROLE = {
  Action: "CreateRole",
  Version: "2010-05-08",
  RoleName: "code",
  AssumeRolePolicyDocument: "{}",
};

const create = (lambda: LambdaClient, accountId: string, FunctionName: string) =>
  lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: `arn:aws:iam::${accountId}:role/code`,
      Code: { ZipFile: EMPTY_ZIP },
    }),
  );
