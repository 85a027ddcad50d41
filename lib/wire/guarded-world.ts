import type { GuardEnvironment } from "../config/guard-environment.ts";
import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { GuardedWorld } from "../watch/targets.ts";

/** What the guard looks after, as its environment and its policy say. */
export const guardedWorld = (environment: GuardEnvironment, policy: GuardPolicy): GuardedWorld => ({
  home: { accountId: environment.accountId, region: environment.region },
  ownNamePrefix: environment.selfPrefix,
  partition: environment.partition,
  policy,
});
