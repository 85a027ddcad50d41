import { type InventoryWish, inventoryOrderOf } from "../../domain/inventory-order.ts";
import { toIso } from "../../domain/time.ts";
import type { InventoryWishStore } from "../../ports/stores.ts";
import { deleteItem, expiresAfterDays, putItem, queryPartition, type Table } from "./table.ts";

const PARTITION = "INVENTORY#WISH";

/** One item for each wish, by time. One that nobody answers for a day is forgotten: the hourly inventories have done it by then. */
export function dynamoInventoryWishStore(table: Table): InventoryWishStore {
  const keyOf = ({ atMs, wishId }: InventoryWish) => ({ pk: PARTITION, sk: `${toIso(atMs)}#${wishId}` });
  return {
    leave: async (wish) => {
      const { wishId, atMs, order } = wish;
      await putItem(table, {
        ...keyOf(wish),
        wishId,
        atMs,
        order,
        expiresAtSeconds: expiresAfterDays(atMs, 1),
      });
    },
    list: async () => {
      const items = await queryPartition(table, PARTITION);
      return items.map(({ wishId, atMs, order }) => ({
        wishId: String(wishId),
        atMs: Number(atMs),
        order: inventoryOrderOf(order),
      }));
    },
    settle: async (wishes) => {
      for (const wish of wishes) await deleteItem(table, keyOf(wish));
    },
  };
}
