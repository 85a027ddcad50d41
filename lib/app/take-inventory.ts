import { withoutBrakes } from "../brake/without-brakes.ts";
import { brakesOf } from "../domain/breaker.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { FunctionDirectory } from "../ports/function-directory.ts";
import type { Log } from "../ports/log.ts";
import type { BreakerStore, CatalogueStore } from "../ports/stores.ts";

export type InventoryDeps = {
  readonly directory: FunctionDirectory;
  readonly catalogue: CatalogueStore;
  readonly breakers: BreakerStore;
  readonly log: Log;
};

export type InventoryReport = { readonly functions: number; readonly unanswered: Catalogue["unanswered"] };

/**
 * Replaces the catalogue by what the account holds now, as its owner set it: without the guard's own brakes. When the
 * functions cannot be listed, the old one stays.
 */
export async function takeInventory(deps: InventoryDeps): Promise<InventoryReport> {
  const found = await deps.directory.takeInventory();
  const active = await deps.breakers.listActive();
  const brakes = new Map(active.map(({ functionName, state }) => [functionName, brakesOf(state)]));
  const functions = found.functions.map((profile) =>
    withoutBrakes(profile, brakes.get(profile.functionName) ?? []),
  );
  const catalogue: Catalogue = { ...found, functions };
  await deps.catalogue.save(catalogue);
  const report = { functions: catalogue.functions.length, unanswered: catalogue.unanswered };
  if (catalogue.unanswered.length > 0) deps.log.warn("inventory has unanswered questions", report);
  else deps.log.info("inventory taken", { functions: report.functions });
  return report;
}
