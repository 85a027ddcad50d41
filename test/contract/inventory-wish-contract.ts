import { describe, expect, it } from "vitest";
import type { InventoryOrder, InventoryWish } from "../../lib/domain/inventory-order.ts";
import { MINUTE_MS } from "../../lib/domain/time.ts";
import type { InventoryWishStore } from "../../lib/ports/stores.ts";
import { NOW_MS } from "./samples.ts";

const wish = (wishId: string, minute: number, order: InventoryOrder = { of: "news" }): InventoryWish => ({
  wishId,
  atMs: NOW_MS + minute * MINUTE_MS,
  order,
});

export function describeInventoryWishContract(makeSubject: () => Promise<InventoryWishStore>): void {
  describe("wishes for an inventory", () => {
    it("wait as they were made, the oldest first, until they are settled", async () => {
      const wishes = await makeSubject();
      const late = wish("a", 2, { of: "functions", functionNames: ["checkout", "search"] });
      const everything = wish("b", 0, { of: "everything" });
      const news = wish("c", 1);
      for (const one of [late, everything, news]) await wishes.leave(one);
      expect(await wishes.list()).toEqual([everything, news, late]);
      await wishes.settle([everything, late]);
      expect(await wishes.list()).toEqual([news]);
    });

    it("are told apart though they want the same at the same time", async () => {
      const wishes = await makeSubject();
      await wishes.leave(wish("a", 0));
      await wishes.leave(wish("b", 0));
      await wishes.settle([wish("a", 0)]);
      expect(await wishes.list()).toEqual([wish("b", 0)]);
    });

    it("may be settled twice", async () => {
      const wishes = await makeSubject();
      await wishes.leave(wish("a", 0));
      await wishes.settle([wish("a", 0)]);
      await wishes.settle([wish("a", 0)]);
      expect(await wishes.list()).toEqual([]);
    });
  });
}
