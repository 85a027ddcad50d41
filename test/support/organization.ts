import { simulatedAccount } from "../../lib/sim/account.ts";
import { type OrganizationServer, startOrganizationServer } from "../../lib/sim/http/organization-server.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { accountSpec, type FunctionSpec, functionSpec } from "../../lib/sim/spec.ts";
import { allowedActions } from "../package/role-statements.ts";
import { HISTORY_BEGINS_MS, STORY_BEGINS_MS } from "./small-account.ts";
import { spokeStatements } from "./spoke-template.ts";

export const HOME = { accountId: "111111111111", region: "eu-west-1" } as const;
/** Of the guard's own account; nothing runs there. */
export const IDLE = { accountId: "111111111111", region: "us-east-1" } as const;
export const SPOKE = { accountId: "222222222222", region: "eu-west-1" } as const;
export const OTHER_SPOKE = { accountId: "222222222222", region: "us-east-1" } as const;
export const EVERY_PLACE = [HOME, IDLE, SPOKE, OTHER_SPOKE] as const;
export type Place = { readonly accountId: string; readonly region: string };

export const HOME_KEY = { accessKeyId: "AKIAHOME", secretAccessKey: "simulated-account-only" };
export const EXTERNAL_ID = "garden";

/** In every busy place there is one that everybody may call, so that the same name is never the same function. */
export const FLOODED = "share-preview";

const steady = (perMinute: number) => ({ arrivals: () => perMinute });

/** Dear enough that a flood of it is worth stopping: 1 GB for 300 ms. */
export const publicFunction = (given: Partial<FunctionSpec> = {}): FunctionSpec =>
  functionSpec({
    functionName: FLOODED,
    memoryMb: 1024,
    duration: { medianMs: 300, p95Ms: 600 },
    lastModifiedMs: HISTORY_BEGINS_MS,
    triggers: [{ kind: "function-url", access: "public", ...steady(60) }],
    ...given,
  });

export type Organization = {
  readonly server: OrganizationServer;
  worldAt(place: Place): SimulatedAccount;
  /** The clock of every place. */
  advanceTo(atMs: number): void;
  /** The second account's owner deletes the roles that the guard has there; what was given out for them is dead. */
  killSpokeRoles(): void;
  /** Makes them anew, under the same names. */
  giveSpokeRolesBack(): void;
};

const keyOf = ({ accountId, region }: Place): string => `${accountId}/${region}`;

/** Two accounts with two regions each, four days old, and the roles that the second has made for the first. */
export async function foundOrganization(ownNamePrefix: string): Promise<Organization> {
  const worlds = new Map(
    EVERY_PLACE.map((place, index) => {
      const functions = place === IDLE ? [] : [publicFunction(), publicFunction({ functionName: "quiet" })];
      const world = simulatedAccount(
        accountSpec({ ...place, seed: index + 1, startMs: HISTORY_BEGINS_MS, functions }),
      );
      return [keyOf(place), world];
    }),
  );
  const advanceTo = (atMs: number) => {
    for (const world of worlds.values()) world.advanceTo(atMs);
  };
  advanceTo(STORY_BEGINS_MS);
  const server = await startOrganizationServer([...worlds.values()], {
    [HOME_KEY.accessKeyId]: HOME.accountId,
  });
  const roles = SPOKE_ROLES.map(({ name, actions }) => ({
    arn: `arn:aws:iam::${SPOKE.accountId}:role/${ownNamePrefix}${name}`,
    trusts: HOME.accountId,
    externalId: EXTERNAL_ID,
    actions,
  }));
  roles.forEach(server.addRole);
  return {
    server,
    worldAt(place) {
      const world = worlds.get(keyOf(place));
      if (world === undefined) throw new RangeError(`there is no ${keyOf(place)}`);
      return world;
    },
    advanceTo,
    killSpokeRoles: () => {
      for (const { arn } of roles) server.revoke(arn);
    },
    giveSpokeRolesBack: () => roles.forEach(server.addRole),
  };
}

/** As the template gives them: who reads may change nothing, and who changes may not read more than it must. */
const SPOKE_ROLES = [
  { name: "spoke-read", actions: allowedActions(spokeStatements("Read")) },
  { name: "spoke-actuate", actions: allowedActions(spokeStatements("Actuate")) },
] as const;
