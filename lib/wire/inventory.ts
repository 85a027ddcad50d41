import { randomUUID } from "node:crypto";
import type { InventoryInTurnDeps } from "../app/inventory-in-turn.ts";
import { directoryClients } from "../aws/clients.ts";
import { evenPace } from "../aws/control-plane-pace.ts";
import { lambdaFunctionDirectory } from "../aws/function-directory.ts";
import { dynamoLeaseStore } from "../aws/stores/lease-store.ts";
import type { Surroundings } from "./surroundings.ts";

export function wireInventory({
  environment,
  table,
  stores,
  clock,
  log,
  place,
}: Surroundings): InventoryInTurnDeps {
  const pace = evenPace(environment.inventoryRequestsPerSecond, () => performance.now());
  const directory = lambdaFunctionDirectory(directoryClients(place), { clock, pace });
  const leases = dynamoLeaseStore(table, "INVENTORY#LEASE");
  return { ...stores, leases, clock, log, directory, newLeaseHolder: () => randomUUID() };
}
