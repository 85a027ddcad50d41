import { AwsError } from "../faces.ts";
import { accessDenied } from "./access-denied.ts";
import { guardIdentity } from "./caller-identity.ts";
import type { Callers } from "./callers.ts";
import type { RoleSession, Roles } from "./roles.ts";
import { readSignature } from "./sigv4.ts";
import type { WireRequest } from "./wire.ts";

/** Everybody knows who they are, whatever their role allows. */
const ALWAYS_ALLOWED = "sts:GetCallerIdentity";
/** Services that still use the codes of the Query protocol. */
const WITH_QUERY_CODES = ["cloudwatch", "sns", "sqs", "sts"];

/**
 * Tells callers apart by the key that a request is signed with.
 * @param accountOfKey which account a lasting key belongs to
 */
export function organizationCallers(accountOfKey: Readonly<Record<string, string>>, roles: Roles) {
  const keyOf = (request: WireRequest): string => readSignature(request)?.accessKeyId ?? "";

  function checked(session: RoleSession, request: WireRequest, operation: string): RoleSession {
    if (request.headers["x-amz-security-token"] !== session.sessionToken) throw unknownToken(operation);
    if (roles.isRevoked(session)) throw deadToken(operation);
    const { actions } = session.role;
    if (
      operation !== ALWAYS_ALLOWED &&
      actions !== undefined &&
      !actions.some((one) => covers(one, operation))
    )
      throw accessDenied(session.identity.arn, operation);
    return session;
  }

  const callers: Callers = {
    admit(request, operation) {
      const session = roles.sessionOf(keyOf(request));
      if (session !== "unknown") return checked(session, request, operation).identity;
      const accountId = accountOfKey[keyOf(request)];
      if (accountId === undefined) throw unknownToken(operation);
      return guardIdentity(accountId);
    },
  };
  return {
    callers,
    /** The account that the key speaks for; undefined for a key that nobody has. */
    accountIdOf(request: WireRequest): string | undefined {
      const session = roles.sessionOf(keyOf(request));
      return session === "unknown" ? accountOfKey[keyOf(request)] : session.identity.accountId;
    },
  };
}

/** IAM's `*` stands for any run of characters. */
const covers = (action: string, operation: string): boolean =>
  new RegExp(`^${action.replaceAll("*", ".*")}$`).test(operation);

const tokenError = (operation: string, queryCode: string, shape: string, message: string): AwsError =>
  new AwsError(
    WITH_QUERY_CODES.includes(operation.split(":")[0] ?? "") ? queryCode : shape,
    `The security token included in the request is ${message}`,
    403,
  );
const unknownToken = (operation: string): AwsError =>
  tokenError(operation, "InvalidClientTokenId", "UnrecognizedClientException", "invalid.");
const deadToken = (operation: string): AwsError =>
  tokenError(operation, "ExpiredToken", "ExpiredTokenException", "expired");
