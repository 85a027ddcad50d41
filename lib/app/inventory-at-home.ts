import { CloudCallError } from "../domain/errors.ts";
import { inventoryOrderOf } from "../domain/inventory-order.ts";
import type { TargetId } from "../domain/target.ts";
import type { RegionDirectory } from "../ports/region-directory.ts";
import type { TargetStore } from "../ports/stores.ts";
import { type InventoryInTurnDeps, type InventoryOutcome, inventoryInTurn } from "./inventory-in-turn.ts";

export type InventoryAtHomeDeps = InventoryInTurnDeps & {
  readonly homeId: TargetId;
  readonly targets: TargetStore;
  readonly regions: RegionDirectory;
};

/**
 * Takes the inventory of the guard's own account and region, and notes how large it is: the money for reading is shared by that. Asks
 * with each whole one which regions of the account are enabled.
 * @param event what woke the function; anything that is no order means everything
 */
export async function inventoryAtHome(deps: InventoryAtHomeDeps, event: unknown): Promise<InventoryOutcome> {
  const order = inventoryOrderOf(event);
  if (order.of === "everything") await renewRegions(deps);
  const outcome = await inventoryInTurn(deps, order);
  if (outcome.kind === "taken")
    await deps.targets.note({ targetId: deps.homeId, functions: outcome.functions });
  return outcome;
}

/** Where the account does not answer, the regions that were last known stay in force: nobody stops looking for that. */
async function renewRegions({ regions, targets, log }: InventoryAtHomeDeps): Promise<void> {
  try {
    await targets.saveEnabledRegions(await regions.listEnabledRegions());
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    log.warn("the enabled regions could not be asked for; those last known are kept", {
      reason: error.message,
    });
  }
}
