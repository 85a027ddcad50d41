import type { CatalogueStore } from "../ports/stores.ts";

/** A catalogue that remembers how many functions it last showed, for those who must know it without asking for it again. */
export type SizedCatalogue = {
  readonly catalogue: CatalogueStore;
  /** Infinite while no catalogue has been loaded. */
  readonly fleetSize: () => number;
};

export function sizedCatalogue(catalogue: CatalogueStore): SizedCatalogue {
  let functions = Number.POSITIVE_INFINITY;
  return {
    catalogue: {
      ...catalogue,
      load: async () => {
        const loaded = await catalogue.load();
        functions = loaded?.functions.length ?? functions;
        return loaded;
      },
    },
    fleetSize: () => functions,
  };
}
