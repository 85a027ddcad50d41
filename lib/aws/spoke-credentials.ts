import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import { type Clock, MINUTE_MS } from "../domain/time.ts";
import { cloudCall } from "./cloud-call.ts";

/** On the roles of spokes only. */
export const permissions = ["sts:AssumeRole"] as const;

/** How a role of another account is assumed. AWS compares the external id with the one that the role's owner wrote down. */
export type SpokeRoleAccess = { readonly roleArn: string; readonly externalId: string };

export type SpokeCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
};

/** What the owner of the other account reads in CloudTrail. */
const SESSION_NAME = "overcurrent";
/** The shortest that AWS gives: a role that was made anew is entered again so soon, and keys that leak are of little use. */
const SESSION_SECONDS = 900;
/** Longer than any run of the guard lasts without a new call. */
const RENEWED_BEFORE_END_MS = 5 * MINUTE_MS;

/**
 * Credentials of a role in another account, for any number of clients: the role is assumed at the first call and again
 * some minutes before the session ends. A refusal reaches whoever makes the call, and the next call asks again.
 * @throws {CloudCallError} of sts:AssumeRole, from each call that was to be made with them
 */
export function spokeCredentials(
  client: STSClient,
  { roleArn, externalId }: SpokeRoleAccess,
  clock: Clock,
): () => Promise<SpokeCredentials> {
  let known: Promise<SpokeCredentials> | undefined;

  const assume = async (): Promise<SpokeCredentials> => {
    const command = new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: SESSION_NAME,
      ExternalId: externalId,
      DurationSeconds: SESSION_SECONDS,
    });
    const { Credentials } = await cloudCall("sts:AssumeRole", client.send(command));
    return {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
      expiration: Credentials?.Expiration ?? new Date(0),
    };
  };

  return async () => {
    const before = known;
    const credentials = await before?.catch(() => undefined);
    if (credentials !== undefined && credentials.expiration.getTime() - RENEWED_BEFORE_END_MS > clock())
      return credentials;
    // Many clients ask at the same time: whoever comes first assumes the role for all of them.
    if (known === undefined || known === before) known = assume();
    return known;
  };
}
