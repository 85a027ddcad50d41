import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { cloudCall } from "./cloud-call.ts";

/** STS answers this to everybody; no permission is needed or can be taken away. */
export const permissions = [] as const;

export type CallerIdentity = { readonly accountId: string; readonly arn: string };

/** Whose credentials are in use. @throws {CloudCallError} */
export async function callerIdentity(client: STSClient): Promise<CallerIdentity> {
  const { Account, Arn } = await cloudCall(
    "sts:GetCallerIdentity",
    client.send(new GetCallerIdentityCommand({})),
  );
  return { accountId: Account ?? "", arn: Arn ?? "" };
}
