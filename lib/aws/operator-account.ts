import { CloudFormationClient, DescribeStacksCommand } from "@aws-sdk/client-cloudformation";
import { CloudCallError } from "../domain/errors.ts";
import type { OperatorAccount } from "../ports/operator-account.ts";
import { cloudAnswer, cloudCall, type ExpectedError } from "./cloud-call.ts";

export const permissions = ["cloudformation:DescribeStacks"] as const;

/** Keys and region as the SDK's default chains find them: environment, profile, single sign-on, container, instance. */
export function operatorAccount(region: string | undefined): OperatorAccount {
  const client = new CloudFormationClient({ ...(region !== undefined && { region }) });
  return {
    async signingKeys() {
      const keys = await cloudCall("credentials", client.config.credentials());
      const { accessKeyId, secretAccessKey, sessionToken } = keys;
      return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
    },
    region: () =>
      client.config.region().catch((cause: unknown) => {
        throw new CloudCallError("region", false, "none is configured", { cause });
      }),
    async findStackOutput(stackName, outputKey) {
      const describe = new DescribeStacksCommand({ StackName: stackName });
      const answer = await cloudAnswer("cloudformation:DescribeStacks", client.send(describe), NO_SUCH_STACK);
      if (!answer.ok) return nothingThere(answer.error);
      const outputs = answer.value.Stacks?.[0]?.Outputs ?? [];
      return outputs.find((output) => output.OutputKey === outputKey)?.OutputValue;
    },
  };
}

const NO_SUCH_STACK = ["ValidationError"];

/** CloudFormation gives every wrong request this name; only the text tells that there is no such stack. */
function nothingThere({ name, message }: ExpectedError): undefined {
  if (!message.includes("does not exist"))
    throw new CloudCallError("cloudformation:DescribeStacks", false, `${name}: ${message}`);
  return undefined;
}
