import type { InventoryDeps } from "../app/take-inventory.ts";
import { directoryClients } from "../aws/clients.ts";
import { evenPace } from "../aws/control-plane-pace.ts";
import { lambdaFunctionDirectory } from "../aws/function-directory.ts";
import type { Surroundings } from "./surroundings.ts";

export function wireInventory({ environment, stores, clock, log, place }: Surroundings): InventoryDeps {
  const pace = evenPace(environment.inventoryRequestsPerSecond, () => performance.now());
  const directory = lambdaFunctionDirectory(directoryClients(place), { clock, pace });
  return { ...stores, clock, log, directory };
}
