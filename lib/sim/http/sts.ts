import type { CallerIdentity } from "./caller-identity.ts";
import type { QueryService } from "./query-xml.ts";

export const stsService = (caller: CallerIdentity): QueryService => ({
  prefix: "sts",
  version: "2011-06-15",
  xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
  operations: {
    GetCallerIdentity: () => ({ Arn: caller.arn, UserId: caller.userId, Account: caller.accountId }),
  },
});
