import { withoutBrakes } from "../brake/without-brakes.ts";
import { isFunctionName } from "../domain/account-subject.ts";
import { brakesOf } from "../domain/breaker.ts";
import { mergedCatalogues, withDescriptions } from "../domain/catalogue.ts";
import { withMissing } from "../domain/deleted-functions.ts";
import type { Catalogue, FunctionProfile } from "../domain/function-profile.ts";
import type { InventoryOrder } from "../domain/inventory-order.ts";
import { describedInTurn, FIRST_DESCRIPTIONS_MS } from "../domain/inventory-time.ts";
import { type Clock, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { FunctionDirectory } from "../ports/function-directory.ts";
import type { Log } from "../ports/log.ts";
import type { BreakerStore, CatalogueStore, IncidentStore } from "../ports/stores.ts";
import { describedFirst, descriptionOrder } from "../watch/description-order.ts";

export type InventoryDeps = {
  readonly clock: Clock;
  readonly directory: FunctionDirectory;
  readonly catalogue: CatalogueStore;
  readonly breakers: BreakerStore;
  readonly incidents: IncidentStore;
  readonly log: Log;
};

export type InventoryReport = {
  readonly functions: number;
  /** Functions that this run has asked about. */
  readonly described: number;
  /** Functions of which only the listing is known: they are watched, and never acted on. */
  readonly undescribed: number;
  readonly unanswered: Catalogue["unanswered"];
};

/** Lambda ends a run after 15 minutes; storing 100,000 functions takes some of them. */
const INVENTORY_MS = 10 * MINUTE_MS;
/** Two bells for the same function are rung in two minutes while the first is being answered. */
const FRESH_MS = 5 * MINUTE_MS;

/**
 * Brings the catalogue up to date with what the account holds, as its owner set it: without the guard's own brakes. When the
 * functions cannot be listed, the old one stays.
 *
 * A fleet that cannot be described in one run is described in turn, and what it was not the turn of keeps its description. What
 * is found is merged into what is stored by then, so that two runs at once lose nothing of each other.
 */
export async function takeInventory(
  deps: InventoryDeps,
  order: InventoryOrder = { of: "everything" },
): Promise<InventoryReport> {
  const beganAtMs = deps.clock();
  const before = await deps.catalogue.load();
  const brakes = await brakesNow(deps);
  if (order.of === "functions" && before !== undefined) {
    const names = new Set(order.functionNames);
    const isAsked = ({ functionName, describedAtMs, isOutdated }: FunctionProfile) =>
      names.has(functionName) &&
      (describedAtMs === "never" || isOutdated === true || beganAtMs - describedAtMs > FRESH_MS);
    const found = await describe(deps, before, before.functions.filter(isAsked), beganAtMs + INVENTORY_MS);
    return reportOf(deps, await store(deps, found.catalogue, brakes), found.described);
  }

  const listed = await deps.directory.listFunctions();
  const suspects = await suspectsOf(deps);
  const listing = withMissing(listed, suspects, before);
  let catalogue = before === undefined ? listing : mergedCatalogues(before, listing);
  const news = describedFirst(catalogue.functions, suspects);
  const others = describedInTurn(catalogue.functions.length);
  const inTurn =
    order.of === "news"
      ? news
      : descriptionOrder(catalogue.functions, suspects).slice(0, news.length + others);
  const endMs = beganAtMs + INVENTORY_MS;
  const firstEndMs = Math.min(deps.clock() + FIRST_DESCRIPTIONS_MS, endMs);
  let described = 0;
  for (const untilMs of news.length === 0 ? [endMs] : [firstEndMs, endMs]) {
    const found = await describe(deps, catalogue, inTurn.slice(described), untilMs);
    catalogue = await store(deps, found.catalogue, brakes);
    described += found.described;
    if (described === inTurn.length) break;
  }
  return reportOf(deps, catalogue, described);
}

async function describe(
  { directory }: InventoryDeps,
  catalogue: Catalogue,
  functions: readonly FunctionProfile[],
  untilMs: EpochMs,
): Promise<{ readonly catalogue: Catalogue; readonly described: number }> {
  if (functions.length === 0) return { catalogue, described: 0 };
  const descriptions = await directory.describeFunctions(functions, untilMs);
  return {
    catalogue: withDescriptions(catalogue, descriptions),
    described: descriptions.functions.length,
  };
}

type BrakesByFunction = ReadonlyMap<string, ReturnType<typeof brakesOf>>;

/** A function that was let go while it was asked about may have been seen with a brake that is gone by now. */
async function store(deps: InventoryDeps, found: Catalogue, before: BrakesByFunction): Promise<Catalogue> {
  const brakes = new Map([...before, ...(await brakesNow(deps))]);
  return deps.catalogue.update((present) => {
    const merged = present === undefined ? found : mergedCatalogues(present, found);
    return {
      ...merged,
      functions: merged.functions.map((profile) => {
        const own = brakes.get(profile.functionName);
        return own === undefined ? profile : withoutBrakes(profile, own);
      }),
    };
  });
}

async function brakesNow({ breakers }: InventoryDeps): Promise<BrakesByFunction> {
  const active = await breakers.listActive();
  return new Map(active.map(({ functionName, state }) => [functionName, brakesOf(state)]));
}

/** Without moving what is resolved already: the inventory has no right to change incidents. */
async function suspectsOf({ breakers, incidents, clock }: InventoryDeps): Promise<ReadonlySet<string>> {
  const [active, since] = await Promise.all([breakers.listActive(), incidents.listSince(clock())]);
  const open = since.filter(({ status }) => status !== "resolved");
  return new Set([...active, ...open].map(({ functionName }) => functionName).filter(isFunctionName));
}

function reportOf(
  { log }: InventoryDeps,
  { functions, unanswered }: Catalogue,
  described: number,
): InventoryReport {
  const undescribed = functions.filter(({ describedAtMs }) => describedAtMs === "never").length;
  const report = { functions: functions.length, described, undescribed, unanswered };
  if (unanswered.length > 0) log.warn("inventory has unanswered questions", report);
  else log.info("inventory taken", { functions: functions.length, described, undescribed });
  return report;
}
