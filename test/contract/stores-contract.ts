import { describe } from "vitest";
import type { Stores } from "../../lib/ports/stores.ts";
import { describeBreakerContract } from "./breaker-contract.ts";
import { describeIncidentContract } from "./incident-contract.ts";
import { describeInventoryWishContract } from "./inventory-wish-contract.ts";
import { describeLeaseContract } from "./lease-contract.ts";
import { describeLedgerContract } from "./ledger-contract.ts";
import { describeOutboxContract } from "./outbox-contract.ts";
import { describeBaselineContract, describeCatalogueContract } from "./snapshot-contracts.ts";
import { describeTargetContract } from "./target-contract.ts";
import { describeUsageContract } from "./usage-contract.ts";

/** @param makeStores empty stores whose clock stands at `NOW_MS` of the samples */
export function describeStoresContract(name: string, makeStores: () => Promise<Stores>): void {
  describe(name, () => {
    describeCatalogueContract(async () => (await makeStores()).catalogue);
    describeBaselineContract(async () => (await makeStores()).baselines);
    describeIncidentContract(async () => (await makeStores()).incidents);
    describeBreakerContract(async () => (await makeStores()).breakers);
    describeInventoryWishContract(async () => (await makeStores()).inventoryWishes);
    describeLedgerContract(async () => (await makeStores()).ledger);
    describeLeaseContract(async () => (await makeStores()).leases);
    describeOutboxContract(async () => (await makeStores()).outbox);
    describeTargetContract(async () => (await makeStores()).targets);
    describeUsageContract(async () => (await makeStores()).usage);
  });
}
