import type { InventoryWish } from "../../domain/inventory-order.ts";
import type { InventoryWishStore } from "../../ports/stores.ts";

export function memoryInventoryWishStore(): InventoryWishStore {
  const waiting = new Map<string, InventoryWish>();
  return {
    leave: async (wish) => {
      waiting.set(wish.wishId, wish);
    },
    list: async () => [...waiting.values()].sort((one, other) => one.atMs - other.atMs),
    settle: async (wishes) => {
      for (const { wishId } of wishes) waiting.delete(wishId);
    },
  };
}
