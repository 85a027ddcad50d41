import { describe, expect, it } from "vitest";
import type { Catalogue } from "../../lib/domain/function-profile.ts";
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

    it("is what was made of the one before", async () => {
      const store = await makeSubject();
      const withOne = (functionName: string) => (present: Catalogue | undefined) =>
        sampleCatalogue([...(present?.functions ?? []).map((each) => each.functionName), functionName]);
      await store.update(withOne("checkout"));
      expect(await store.update(withOne("search"))).toEqual(sampleCatalogue(["checkout", "search"]));
      expect(await store.load()).toEqual(sampleCatalogue(["checkout", "search"]));
    });

    it("loses nothing of what two runs add at once", async () => {
      const store = await makeSubject();
      const names = ["checkout", "search", "thumbnails"];
      await Promise.all(
        names.map((functionName) =>
          store.update((present) =>
            sampleCatalogue([...(present?.functions ?? []).map((each) => each.functionName), functionName]),
          ),
        ),
      );
      const stored = await store.load();
      expect(stored?.functions.map((each) => each.functionName).sort()).toEqual(names);
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
