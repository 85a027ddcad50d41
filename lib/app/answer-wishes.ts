import { CloudCallError, ConcurrentChangeError } from "../domain/errors.ts";
import { combinedOrders, type InventoryWish } from "../domain/inventory-order.ts";
import type { InventoryWishStore } from "../ports/stores.ts";
import { type InventoryDeps, takeInventory } from "./take-inventory.ts";

export type AnswerDeps = InventoryDeps & { readonly inventoryWishes: InventoryWishStore };

/**
 * Does what was wished for and settles it; false when it could not: then it waits for the next look.
 * @throws {CloudCallError} when the wishes cannot be settled
 */
export async function answerWishes(deps: AnswerDeps, wishes: readonly InventoryWish[]): Promise<boolean> {
  try {
    for (const order of combinedOrders(wishes.map(({ order }) => order))) await takeInventory(deps, order);
  } catch (error) {
    // The inventory in whose middle this comes must not lose what it has found so far.
    if (!(error instanceof CloudCallError || error instanceof ConcurrentChangeError)) throw error;
    deps.log.warn("what another inventory was asked for could not be done", { reason: error.message });
    return false;
  }
  await deps.inventoryWishes.settle(wishes);
  return true;
}
