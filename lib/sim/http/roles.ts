import { AwsError } from "../faces.ts";
import type { CallerIdentity } from "./caller-identity.ts";

/** A role of one account that callers of another may assume, as its owner has set it up. */
export type AssumableRole = {
  /** `arn:aws:iam::222222222222:role/overcurrent-read` */
  readonly arn: string;
  /** The account whose callers may assume it. */
  readonly trusts: string;
  /** Who assumes it must name this. */
  readonly externalId: string;
  /** What it allows, as IAM writes it (`lambda:Get*`); absent: everything. */
  readonly actions?: readonly string[];
};

/** Temporary credentials that were given out for a role. They speak for the role's account. */
export type RoleSession = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly role: AssumableRole;
  readonly identity: CallerIdentity;
};

export type Roles = {
  add(role: AssumableRole): void;
  /** The role cannot be assumed any more, and the credentials that were given out for it are dead. */
  revoke(roleArn: string): void;
  /** @throws {AwsError} AccessDenied, whatever is wrong: AWS does not tell strangers which roles there are */
  assume(caller: CallerIdentity, asked: AskedRole): RoleSession;
  /** `unknown`: no such key was given out. */
  sessionOf(accessKeyId: string): RoleSession | "unknown";
  isRevoked(session: RoleSession): boolean;
};

export type AskedRole = {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly externalId: string | undefined;
};

export function roleBook(): Roles {
  const roles = new Map<string, AssumableRole>();
  const sessions = new Map<string, RoleSession>();
  const revoked = new Set<RoleSession>();

  return {
    add: (role) => void roles.set(role.arn, role),
    revoke(roleArn) {
      roles.delete(roleArn);
      for (const session of sessions.values()) if (session.role.arn === roleArn) revoked.add(session);
    },
    assume(caller, { roleArn, sessionName, externalId }) {
      const role = roles.get(roleArn);
      if (role === undefined || role.trusts !== caller.accountId || role.externalId !== externalId)
        throw new AwsError(
          "AccessDenied",
          `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
          403,
        );
      const number = String(sessions.size + 1).padStart(10, "0");
      const session = {
        accessKeyId: `ASIAROLE${number}`,
        secretAccessKey: `secret-of-session-${number}`,
        sessionToken: `token-of-session-${number}`,
        role,
        identity: identityOf(role, sessionName, number),
      };
      sessions.set(session.accessKeyId, session);
      return session;
    },
    sessionOf: (accessKeyId) => sessions.get(accessKeyId) ?? "unknown",
    isRevoked: (session) => revoked.has(session),
  };
}

function identityOf(role: AssumableRole, sessionName: string, number: string): CallerIdentity {
  const [, accountId = "", roleName = ""] =
    /^arn:aws:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(role.arn) ?? [];
  return {
    accountId,
    userId: `AROAROLE${number}:${sessionName}`,
    arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
  };
}
