import type { InventoryAtHomeDeps } from "../app/inventory-at-home.ts";
import { targetId } from "../domain/target.ts";
import { wireInventory } from "./inventory.ts";
import type { Surroundings } from "./surroundings.ts";

export const wireInventoryAtHome = (home: Surroundings): InventoryAtHomeDeps => ({
  ...wireInventory(home),
  homeId: targetId(home.environment),
  targets: home.stores.targets,
});
