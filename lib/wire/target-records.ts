import { dynamoStores } from "../aws/stores/dynamo-stores.ts";
import { type Target, targetId } from "../domain/target.ts";
import { alertsOfTarget } from "../notify/alerts-of-target.ts";
import { type Surroundings, sizedStores } from "./surroundings.ts";

/**
 * The surroundings of another target for whoever only deals with its records: stores of its own in the same table, alerts that
 * name it. What waits to be sent, what the guard has consumed and what is known of targets stay in one place, at home.
 */
export function targetRecords(home: Surroundings, target: Target): Surroundings {
  const table = { ...home.table, partitionPrefix: `@${targetId(target)}#` };
  const { outbox, usage } = home.stores;
  const { stores, fleetSize } = sizedStores(dynamoStores(table, home.clock, home.log));
  return {
    ...home,
    target,
    place: { ...home.place, fleetSize },
    table,
    stores: { ...stores, outbox, usage },
    alerts: alertsOfTarget(home.alerts, target),
  };
}
