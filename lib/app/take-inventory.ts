import type { Catalogue } from "../domain/function-profile.ts";
import type { FunctionDirectory } from "../ports/function-directory.ts";
import type { Log } from "../ports/log.ts";
import type { CatalogueStore } from "../ports/stores.ts";

export type InventoryDeps = {
  readonly directory: FunctionDirectory;
  readonly catalogue: CatalogueStore;
  readonly log: Log;
};

export type InventoryReport = { readonly functions: number; readonly unanswered: Catalogue["unanswered"] };

/** Replaces the catalogue by what the account holds now. When the functions cannot be listed, the old one stays. */
export async function takeInventory(deps: InventoryDeps): Promise<InventoryReport> {
  const catalogue = await deps.directory.takeInventory();
  await deps.catalogue.save(catalogue);
  const report = { functions: catalogue.functions.length, unanswered: catalogue.unanswered };
  if (catalogue.unanswered.length > 0) deps.log.warn("inventory has unanswered questions", report);
  else deps.log.info("inventory taken", { functions: report.functions });
  return report;
}
