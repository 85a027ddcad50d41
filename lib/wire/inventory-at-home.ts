import type { InventoryAtHomeDeps } from "../app/inventory-at-home.ts";
import { accountClient } from "../aws/clients.ts";
import { accountRegionDirectory } from "../aws/region-directory.ts";
import { targetId } from "../domain/target.ts";
import { wireInventory } from "./inventory.ts";
import type { Surroundings } from "./surroundings.ts";

export const wireInventoryAtHome = (home: Surroundings): InventoryAtHomeDeps => ({
  ...wireInventory(home),
  homeId: targetId(home.environment),
  targets: home.stores.targets,
  regions: accountRegionDirectory(accountClient(home.place)),
});
