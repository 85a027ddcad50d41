import { describe, expect, it } from "vitest";
import type { BaselineStore, CatalogueStore } from "../../lib/ports/stores.ts";
import { sampleBaseline, sampleCatalogue } from "./samples.ts";

export function describeCatalogueContract(makeSubject: () => Promise<CatalogueStore>): void {
  describe("catalogue", () => {
    it("is undefined until the first inventory", async () => {
      expect(await (await makeSubject()).load()).toBeUndefined();
    });

    it("is what was saved last", async () => {
      const store = await makeSubject();
      await store.save(sampleCatalogue(["checkout", "gone"]));
      await store.save(sampleCatalogue(["checkout"]));
      expect(await store.load()).toEqual(sampleCatalogue(["checkout"]));
    });
  });
}

export function describeBaselineContract(makeSubject: () => Promise<BaselineStore>): void {
  describe("baselines", () => {
    it("are none until something was learned", async () => {
      expect(await (await makeSubject()).load()).toEqual([]);
    });

    it("come back exactly, also when they are too many for one item", async () => {
      const store = await makeSubject();
      const baselines = Array.from({ length: 700 }, (_, index) => sampleBaseline(`f-${index}`, index + 0.1));
      await store.save([sampleBaseline(undefined, 4_321.5), ...baselines]);
      expect(await store.load()).toEqual([sampleBaseline(undefined, 4_321.5), ...baselines]);
    });

    it("are replaced as a whole, also by fewer", async () => {
      const store = await makeSubject();
      await store.save([sampleBaseline("checkout", 5), sampleBaseline("gone", 6)]);
      await store.load();
      await store.save([sampleBaseline("checkout", 7)]);
      expect(await store.load()).toEqual([sampleBaseline("checkout", 7)]);
    });
  });
}
