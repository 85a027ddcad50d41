import type { Catalogue } from "../../domain/function-profile.ts";
import type { CatalogueStore } from "../../ports/stores.ts";

export function memoryCatalogueStore(): CatalogueStore {
  let stored: Catalogue | undefined;
  return {
    load: async () => stored,
    save: async (catalogue) => {
      stored = catalogue;
    },
    update: async (change) => {
      stored = change(stored);
      return stored;
    },
  };
}
