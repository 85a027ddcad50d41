import type { Alert } from "../domain/alert.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { Breaker } from "../domain/breaker.ts";
import type { Catalogue } from "../domain/function-profile.ts";
import type { GuardPart, GuardUsage, MonthlyUsage } from "../domain/guard-usage.ts";
import type { Incident } from "../domain/incident.ts";
import type { InventoryWish } from "../domain/inventory-order.ts";
import type { LedgerEntry } from "../domain/ledger.ts";
import type { Result } from "../domain/result.ts";
import type { TargetId, TargetRecord } from "../domain/target.ts";
import type { EpochMs } from "../domain/time.ts";

/*
 * What the guard remembers. Every method throws CloudCallError when the table does not answer. Writes of versioned
 * items throw ConcurrentChangeError when another run was faster.
 */

/** Replaced as a whole; a reader sees the old one or the new one, never a mixture. `undefined`: never stored. */
export type CatalogueStore = {
  load(): Promise<Catalogue | undefined>;
  /** Whatever is there. */
  save(catalogue: Catalogue): Promise<void>;
  /**
   * Stores what `change` makes of the present one, and hands it back. Asked again when another run was faster: `change` has to make
   * the same of the same, and nothing that two runs find is lost.
   * @throws {ConcurrentChangeError} when others were faster again and again
   */
  update(change: (present: Catalogue | undefined) => Catalogue): Promise<Catalogue>;
};

/** Packed, many functions per item; same all-or-nothing rule. Empty: nothing learned yet. */
export type BaselineStore = {
  load(): Promise<readonly Baseline[]>;
  save(baselines: readonly Baseline[]): Promise<void>;
};

export type IncidentStore = {
  /** The open and mitigated ones, at most one per function. Strongly consistent. */
  listOpen(): Promise<readonly Incident[]>;
  findOpen(functionName: string): Promise<Incident | undefined>;
  /** Newest first. */
  listResolved(limit: number): Promise<readonly Incident[]>;
  /** The open and mitigated ones, and those resolved at or after `sinceMs`, in any order. Changes nothing. */
  listSince(sinceMs: EpochMs): Promise<readonly Incident[]>;
  /** Writes version + 1 if the stored version is `incident.version`; `resolved` moves it to the resolved ones. */
  save(incident: Incident): Promise<Incident>;
};

export type BreakerStore = {
  /** Those that were ever tripped or held and are not plainly armed now. Strongly consistent. */
  listActive(): Promise<readonly Breaker[]>;
  /** Never stored: an armed breaker of version 0, since the beginning of time. Strongly consistent. */
  load(functionName: string): Promise<Breaker>;
  /** Writes version + 1 if the stored version is `breaker.version`. */
  save(breaker: Breaker): Promise<Breaker>;
};

export type Ledger = {
  /** The same `entryId` again changes nothing. */
  append(entry: LedgerEntry): Promise<void>;
  /** Newest first. */
  list(functionName: string, limit: number): Promise<readonly LedgerEntry[]>;
  find(functionName: string, entryId: string): Promise<LedgerEntry | undefined>;
  /** Over all functions since a time, oldest first: what the blast radius counts. */
  listSince(sinceMs: EpochMs): Promise<readonly LedgerEntry[]>;
};

/** The right of one run to act on one function for a short time. */
export type LeaseStore = {
  /** `busy` with the time until which another run holds it. Taking one's own lease again extends it. */
  take(
    functionName: string,
    holder: string,
    untilMs: EpochMs,
    nowMs: EpochMs,
  ): Promise<Result<void, { readonly leaseUntilMs: EpochMs }>>;
  /** Gives it back if `holder` still has it. */
  release(functionName: string, holder: string): Promise<void>;
};

/** What inventories of a target are asked for while another one is at it: that one finds it here. */
export type InventoryWishStore = {
  leave(wish: InventoryWish): Promise<void>;
  /** All that nobody has answered, oldest first. Strongly consistent. */
  list(): Promise<readonly InventoryWish[]>;
  /** Forgets those that were answered; one that is gone already is no matter. */
  settle(wishes: readonly InventoryWish[]): Promise<void>;
};

/** Alerts wait here until they were sent, so that a crash between deciding and sending tells late, not never. */
export type AlertOutbox = {
  /** The same `alertId` again changes nothing, also after it was sent. */
  put(alert: Alert): Promise<void>;
  listUnsent(): Promise<readonly Alert[]>;
  markSent(alertId: string, atMs: EpochMs): Promise<void>;
};

/** What the guard has consumed, by month and part, over all targets. Lives with the home target. */
export type UsageStore = {
  /** Adds to the count of the calendar month (UTC) in which `atMs` lies. A repetition counts twice: to be called once a run. */
  add(part: GuardPart, usage: GuardUsage, atMs: EpochMs): Promise<void>;
  /** The month in which `atMs` lies; empty: nothing yet. May miss what was added in the last second. */
  ofMonth(atMs: EpochMs): Promise<MonthlyUsage>;
};

/** What was last seen of each target. Lives with the home target. */
export type TargetStore = {
  list(): Promise<readonly TargetRecord[]>;
  find(targetId: TargetId): Promise<TargetRecord | undefined>;
  /** Replaces what is given and leaves the other members as they are; `problem: null` says that there is none any more. */
  note(
    record: Omit<Partial<TargetRecord>, "problem"> & {
      readonly targetId: TargetId;
      readonly problem?: string | null;
    },
  ): Promise<void>;
  /** Regions of the guard's own account that its owner has enabled, when last asked; `undefined`: never answered. */
  enabledRegions(): Promise<readonly string[] | undefined>;
  saveEnabledRegions(regions: readonly string[]): Promise<void>;
};

/** Everything the guard remembers, together: the deployed table and its in-memory twin both have this shape. */
export type Stores = {
  readonly catalogue: CatalogueStore;
  readonly baselines: BaselineStore;
  readonly incidents: IncidentStore;
  readonly breakers: BreakerStore;
  readonly ledger: Ledger;
  readonly leases: LeaseStore;
  readonly inventoryWishes: InventoryWishStore;
  readonly outbox: AlertOutbox;
  readonly usage: UsageStore;
  readonly targets: TargetStore;
};
