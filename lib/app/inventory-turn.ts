import { CloudCallError } from "../domain/errors.ts";
import type { Result } from "../domain/result.ts";
import { type Clock, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { Log } from "../ports/log.ts";
import type { LeaseStore } from "../ports/stores.ts";

export type TurnDeps = {
  readonly clock: Clock;
  /** Of the inventories of one target; the leases on its functions are others. */
  readonly leases: LeaseStore;
  readonly log: Log;
};

/** The right of one run to ask the control plane of a target about its functions. */
export type InventoryTurn = {
  /** Also to keep it for longer. @throws {CloudCallError} */
  take(): Promise<Result<void, { readonly leaseUntilMs: EpochMs }>>;
  giveBack(): Promise<void>;
};

/** No function can have this name. */
const INVENTORY = "#inventory";
/** Longer than listing 100,000 functions takes. Renewed each half minute after that; a crash holds up the next run for so long. */
const LEASE_MS = 7 * MINUTE_MS;

export const inventoryTurn = ({ clock, leases, log }: TurnDeps, holder: string): InventoryTurn => ({
  take: () => leases.take(INVENTORY, holder, clock() + LEASE_MS, clock()),
  async giveBack() {
    try {
      await leases.release(INVENTORY, holder);
    } catch (error) {
      if (!(error instanceof CloudCallError)) throw error;
      log.warn("the inventory's lease could not be given back; it runs out by itself", {
        reason: error.reason,
      });
    }
  },
});
