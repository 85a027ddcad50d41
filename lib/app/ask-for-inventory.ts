import type { Verdict } from "../domain/anomaly.ts";
import { CloudCallError } from "../domain/errors.ts";
import type { InventoryOrder } from "../domain/inventory-order.ts";
import type { EpochMs } from "../domain/time.ts";
import { isDescriptionOld } from "../policy/catalogue-objection.ts";
import type { Log } from "../ports/log.ts";
import type { InventoryBell } from "../ports/messaging.ts";
import type { ProfileOf } from "./known-account.ts";

export type AskDeps = { readonly inventoryBell: InventoryBell; readonly log: Log };

/** About a minute of asking, after which the next tick asks again. */
const MOST_FUNCTIONS = 60;

/**
 * In a large fleet most descriptions are too old to act on. What runs away is described at once, so that by the next ticks it may
 * be acted upon.
 * @param verdicts the dearest first
 */
export async function askForDescriptions(
  deps: AskDeps,
  verdicts: readonly Verdict[],
  profileOf: ProfileOf,
  nowMs: EpochMs,
): Promise<void> {
  const functionNames = verdicts.flatMap(({ kind, functionName }) => {
    const profile = profileOf.get(functionName);
    const isAsked = kind === "anomalous" && profile !== undefined;
    return isAsked && isDescriptionOld(profile, nowMs) ? [functionName] : [];
  });
  if (functionNames.length === 0) return;
  await askForInventory(deps, { of: "functions", functionNames: functionNames.slice(0, MOST_FUNCTIONS) });
}

/** A bell that cannot be rung is rung again by the next tick that has reason to. */
export async function askForInventory({ inventoryBell, log }: AskDeps, order: InventoryOrder): Promise<void> {
  try {
    await inventoryBell.ring(order);
  } catch (error) {
    if (!(error instanceof CloudCallError)) throw error;
    log.warn("the inventory could not be asked for", { operation: error.operation, reason: error.reason });
  }
}
