import { toIso } from "../../domain/time.ts";
import { AwsError } from "../faces.ts";
import type { Callers } from "./callers.ts";
import type { QueryResult, QueryService } from "./query-xml.ts";
import type { RoleSession, Roles } from "./roles.ts";
import { NotSimulatedError } from "./wire.ts";

/**
 * Long after any story. The SDK decides by its own clock, which is not the world's, whether credentials are still good; an
 * end in between would make the number of AssumeRole calls depend on the day on which a story is played.
 */
const SESSIONS_END_MS = Date.UTC(2100, 0, 1);

const KNOWN_PARAMETERS = ["Action", "Version", "RoleArn", "RoleSessionName", "ExternalId", "DurationSeconds"];

export const stsService = (callers: Callers, roles: Roles): QueryService => ({
  prefix: "sts",
  version: "2011-06-15",
  xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  operations: {
    GetCallerIdentity(_parameters, request) {
      const caller = callers.admit(request, "sts:GetCallerIdentity");
      return { Arn: caller.arn, UserId: caller.userId, Account: caller.accountId };
    },
    AssumeRole(parameters, request) {
      const unknown = [...parameters.keys()].filter((name) => !KNOWN_PARAMETERS.includes(name));
      if (unknown.length > 0) throw new NotSimulatedError(`sts:AssumeRole with ${unknown.join(", ")}`);
      const session = roles.assume(callers.admit(request, "sts:AssumeRole"), {
        roleArn: given(parameters, "RoleArn"),
        sessionName: given(parameters, "RoleSessionName"),
        externalId: parameters.get("ExternalId") ?? undefined,
      });
      return written(session);
    },
  },
});

const written = ({ accessKeyId, secretAccessKey, sessionToken, identity }: RoleSession): QueryResult => ({
  Credentials: {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: toIso(SESSIONS_END_MS),
  },
  AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: identity.arn },
});

function given(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null || value === "")
    throw new AwsError(
      "ValidationError",
      `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  return value;
}
