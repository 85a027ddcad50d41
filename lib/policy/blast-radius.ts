import type { GuardPolicy } from "../domain/guard-policy.ts";
import type { LedgerEntry } from "../domain/ledger.ts";

/** How many functions there are, and how many others the guard has tripped in the last hour. */
export type Fleet = { readonly size: number; readonly actedLastHour: number };

/**
 * Why one more trip would go beyond the blast radius, or `undefined` while it is within. Many trips at once mean a shared
 * cause or a bad baseline, and a person sees that better than the guard.
 */
export function beyondBlastRadius(limits: GuardPolicy["blastRadius"], fleet: Fleet): string | undefined {
  const byRatio = Math.floor(limits.maxFleetRatioPerHour * fleet.size);
  const allowed = Math.max(1, Math.min(limits.maxFunctionsPerHour, byRatio));
  if (fleet.actedLastHour < allowed) return undefined;
  return (
    `the guard has already tripped ${fleet.actedLastHour} of ${fleet.size} functions in the last hour ` +
    `and its blast radius is ${allowed} per hour`
  );
}

/**
 * Number of other functions that the guard tripped, from the ledger entries of the last hour.
 *
 * @param functionName the function about to be tripped; a repeated order must not count against itself
 */
export const functionsTripped = (lastHour: readonly LedgerEntry[], functionName: string): number =>
  [...trippedByGuard(lastHour)].filter((name) => name !== functionName).length;

/**
 * The functions that the guard tripped, from the ledger entries of the last hour. What people do has other names there and is
 * not counted: their orders are not limited and use up nobody's room. Nor is a trip of which AWS refused everything.
 */
export function trippedByGuard(lastHour: readonly LedgerEntry[]): ReadonlySet<string> {
  const incidentsWith = (event: LedgerEntry["event"]): ReadonlySet<string | undefined> =>
    new Set(lastHour.filter((entry) => entry.event === event).map(({ incidentId }) => incidentId));
  const failed = incidentsWith("action.failed");
  const applied = incidentsWith("action.applied");
  const tripped = lastHour.filter(
    ({ event, by, incidentId }) =>
      event === "breaker.tripped" &&
      by.kind === "guard" &&
      (!failed.has(incidentId) || applied.has(incidentId)),
  );
  return new Set(tripped.map(({ functionName }) => functionName));
}
