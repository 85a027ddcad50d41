import type { Brake, Breaker } from "../../domain/breaker.ts";
import type { LedgerEntry, LedgerEvent } from "../../domain/ledger.ts";
import { GUARD, type Operator } from "../../domain/operator.ts";
import { describeValue, type Setting, type SettingValue } from "../../domain/setting.ts";
import { type EpochMs, toIso } from "../../domain/time.ts";

/*
 * What actuate writes into the ledger. The ids follow from the breaker's state and version alone, so a run that repeats
 * another writes the same entries, which changes nothing.
 */

/** Sorts the entries of one breaker version in the order in which things happen. */
const STEP: Readonly<Partial<Record<LedgerEvent, number>>> = {
  "action.intended": 2,
  "action.applied": 4,
  "action.failed": 4,
  "restore.drifted": 5,
  "breaker.restored": 6,
  "breaker.function-deleted": 6,
};
const FIRST_STEP = 1;

/** When the breaker came into its state, and the guard last set anything. */
export const startOf = ({ state }: Breaker): EpochMs =>
  state.kind === "armed" ? state.sinceMs : state.startedAtMs;

/** Six digits keep the order of versions in a text sort for longer than any breaker lives. */
export function entryIdOf(breaker: Breaker, event: LedgerEvent, subject = ""): string {
  const version = String(breaker.version).padStart(6, "0");
  const step = STEP[event] ?? FIRST_STEP;
  return [toIso(startOf(breaker)), `v${version}.${step}`, event, ...(subject === "" ? [] : [subject])].join(
    "#",
  );
}

/** Something about the breaker as a whole. */
export function breakerEntry(breaker: Breaker, event: LedgerEvent, atMs: EpochMs): LedgerEntry {
  const { functionName, state } = breaker;
  return {
    entryId: entryIdOf(breaker, event),
    atMs,
    functionName,
    event,
    ...(state.kind === "armed"
      ? { by: GUARD, reason: "armed" }
      : {
          by: state.by,
          reason: state.reason,
          ...(state.incidentId !== undefined && { incidentId: state.incidentId }),
        }),
  };
}

/** Something about one of its settings. */
export function brakeEntry(
  breaker: Breaker,
  brake: Brake,
  event: LedgerEvent,
  atMs: EpochMs,
  reason?: string,
): LedgerEntry {
  const entry = breakerEntry(breaker, event, atMs);
  return {
    ...entry,
    entryId: entryIdOf(breaker, event, subjectOf(brake.setting, brake.wanted)),
    ...(reason !== undefined && { reason }),
    setting: brake.setting,
    prior: brake.prior,
    wanted: brake.wanted,
  };
}

const ORDER_EVENTS: Readonly<Record<string, LedgerEvent>> = {
  "operator-kill": "operator.killed",
  "operator-hold": "operator.held",
  "operator-release": "operator.released",
  "operator-restore": "operator.restored",
  "operator-exempt": "operator.exempted",
};

/** What an order of a person is called in the ledger; `undefined` for what the guard does. */
export const orderEvent = (kind: string): LedgerEvent | undefined => ORDER_EVENTS[kind];

/** An order of a person, or an expiry, that leads to a breaker without brakes: the state itself cannot say it. */
export const orderEntry = (
  breaker: Breaker,
  event: LedgerEvent,
  by: Operator,
  reason: string,
  atMs: EpochMs,
): LedgerEntry => ({ ...breakerEntry(breaker, event, atMs), by, reason });

const subjectOf = (setting: Setting, value: SettingValue): string =>
  `${nameOf(setting)} to ${describeValue(value)}`;

function nameOf(setting: Setting): string {
  if (setting.kind === "event-source") return setting.mappingId;
  return setting.kind === "pipe" ? `pipe ${setting.pipeName}` : "concurrency";
}
