import type { Clock } from "../../domain/time.ts";
import type { Log } from "../../ports/log.ts";
import type { Stores } from "../../ports/stores.ts";
import { dynamoAlertOutbox } from "./alert-outbox.ts";
import { dynamoBaselineStore } from "./baseline-store.ts";
import { dynamoBreakerStore } from "./breaker-store.ts";
import { dynamoCatalogueStore } from "./catalogue-store.ts";
import { dynamoIncidentStore } from "./incident-store.ts";
import { dynamoInventoryWishStore } from "./inventory-wish-store.ts";
import { dynamoLeaseStore } from "./lease-store.ts";
import { dynamoLedger } from "./ledger.ts";
import type { Table } from "./table.ts";
import { dynamoTargetStore } from "./target-store.ts";
import { dynamoUsageStore } from "./usage-store.ts";

export { permissions } from "./table.ts";

/** Every store, in one DynamoDB table laid out as `table-definition.ts` says. */
export const dynamoStores = (table: Table, clock: Clock, log?: Pick<Log, "warn">): Stores => ({
  catalogue: dynamoCatalogueStore(table, clock),
  baselines: dynamoBaselineStore(table, clock, log),
  incidents: dynamoIncidentStore(table),
  breakers: dynamoBreakerStore(table),
  ledger: dynamoLedger(table, clock),
  leases: dynamoLeaseStore(table),
  inventoryWishes: dynamoInventoryWishStore(table),
  outbox: dynamoAlertOutbox(table),
  usage: dynamoUsageStore(table),
  targets: dynamoTargetStore(table),
});
