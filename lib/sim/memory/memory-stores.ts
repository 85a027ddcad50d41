import type { Stores } from "../../ports/stores.ts";
import { memoryAlertOutbox } from "./alert-outbox.ts";
import { memoryBaselineStore } from "./baseline-store.ts";
import { memoryBreakerStore } from "./breaker-store.ts";
import { memoryCatalogueStore } from "./catalogue-store.ts";
import { memoryIncidentStore } from "./incident-store.ts";
import { memoryInventoryWishStore } from "./inventory-wish-store.ts";
import { memoryLeaseStore } from "./lease-store.ts";
import { memoryLedger } from "./ledger.ts";
import { memoryTargetStore } from "./target-store.ts";
import { memoryUsageStore } from "./usage-store.ts";

/** Empty in-memory twins of every store; the contract suites hold them to the same behaviour as the table. */
export const memoryStores = (): Stores => ({
  catalogue: memoryCatalogueStore(),
  baselines: memoryBaselineStore(),
  incidents: memoryIncidentStore(),
  breakers: memoryBreakerStore(),
  ledger: memoryLedger(),
  leases: memoryLeaseStore(),
  inventoryWishes: memoryInventoryWishStore(),
  outbox: memoryAlertOutbox(),
  usage: memoryUsageStore(),
  targets: memoryTargetStore(),
});
