import type { CatalogueStore } from "../../lib/ports/stores.ts";

const MANY_FUNCTIONS = 200;

/** As where there are so many functions that they are hardly ever read all at once, so that it is asked who ran. The new ones never run. */
export async function growFleet(store: CatalogueStore): Promise<void> {
  const catalogue = await store.load();
  const [example] = catalogue?.functions ?? [];
  if (catalogue === undefined || example === undefined) throw new Error("there is no inventory to grow");
  const silent = Array.from({ length: MANY_FUNCTIONS }, (_, index) => ({
    ...example,
    functionName: `silent-${index}`,
    functionArn: `${example.functionArn}-silent-${index}`,
  }));
  await store.save({ ...catalogue, functions: [...catalogue.functions, ...silent] });
}
