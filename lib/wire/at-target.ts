import { type ClientPlace, stsClient } from "../aws/clients.ts";
import { spokeCredentials } from "../aws/spoke-credentials.ts";
import { dynamoStores } from "../aws/stores/dynamo-stores.ts";
import { type Target, targetId } from "../domain/target.ts";
import { alertsOfTarget } from "../notify/alerts-of-target.ts";
import { type Surroundings, sizedStores } from "./surroundings.ts";

/** Which role of a spoke is assumed: everything but `actuate` only reads. */
export type SpokeRole = "read" | "actuate";

/**
 * The surroundings of another target: clients in its region and as its role, stores of its own in the same table, alerts that
 * name it. What waits to be sent, what the guard has consumed and what is known of targets stay in one place, at home.
 */
export function atTarget(home: Surroundings, target: Target, role: SpokeRole): Surroundings {
  const id = targetId(target);
  const table = { ...home.table, partitionPrefix: `@${id}#` };
  const { outbox, usage } = home.stores;
  const { stores, fleetSize } = sizedStores(dynamoStores(table, home.clock, home.log));
  return {
    ...home,
    target,
    place: { ...placeOf(home, target, role), fleetSize },
    table,
    stores: { ...stores, outbox, usage },
    alerts: alertsOfTarget(home.alerts, target),
  };
}

function placeOf({ place, clock }: Surroundings, { region, spoke }: Target, role: SpokeRole): ClientPlace {
  if (spoke === undefined) return { ...place, region };
  const roleArn = role === "read" ? spoke.readRoleArn : spoke.actuateRoleArn;
  const credentials = spokeCredentials(stsClient(place), { roleArn, externalId: spoke.externalId }, clock);
  return { ...place, region, credentials };
}
