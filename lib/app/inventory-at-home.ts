import { inventoryOrderOf } from "../domain/inventory-order.ts";
import type { TargetId } from "../domain/target.ts";
import type { TargetStore } from "../ports/stores.ts";
import { type InventoryDeps, type InventoryReport, takeInventory } from "./take-inventory.ts";

export type InventoryAtHomeDeps = InventoryDeps & {
  readonly homeId: TargetId;
  readonly targets: TargetStore;
};

/**
 * Takes the inventory of the guard's own account and region, and notes how large it is: the money for reading is shared by that.
 * @param event what woke the function; anything that is no order means everything
 */
export async function inventoryAtHome(deps: InventoryAtHomeDeps, event: unknown): Promise<InventoryReport> {
  const report = await takeInventory(deps, inventoryOrderOf(event));
  await deps.targets.note({ targetId: deps.homeId, functions: report.functions });
  return report;
}
