import Table from "cli-table3";
import type { Colors } from "picocolors/types";
import sparkly from "sparkly";
import { type EpochMs, toIso } from "../../lib/domain/time.ts";
import { usd } from "../../lib/domain/usd.ts";
import type { GuardCost } from "./guard-cost.ts";
import type { Score } from "./score.ts";
import type { Happening } from "./timeline.ts";

const clockOf = (atMs: EpochMs): string => toIso(atMs).slice(11, 16);

/** One line of the timeline: `03:12  share-preview        CAPPED         reserved concurrency 17 (before: ...)`. */
export function happeningLine({ atMs, functionName, tone, text }: Happening, colors: Colors): string {
  const paint = {
    attack: colors.red,
    stop: colors.bold,
    probe: colors.cyan,
    restore: colors.green,
    person: colors.magenta,
    benign: colors.dim,
    trouble: colors.yellow,
  }[tone];
  return `${colors.dim(clockOf(atMs))}  ${functionName.padEnd(20)} ${paint(text)}`;
}

/** The fleet's burn rate over the day, one block per half hour, with and without the guard on the same scale. */
export function burnLines(
  guardedPerMinute: readonly number[],
  unguardedPerMinute: readonly number[],
): string {
  const guarded = perHalfHour(guardedPerMinute);
  const unguarded = perHalfHour(unguardedPerMinute);
  const maximum = Math.max(...guarded, ...unguarded);
  const line = (label: string, values: readonly number[]): string =>
    `${label.padEnd(12)}${sparkly([...values], { minimum: 0, maximum })}  peak ${usd(Math.max(...values))}/h, ${usd(values.reduce((sum, value) => sum + value / 2, 0))} in all`;
  return [
    "Fleet burn rate, 00:00 to 24:00 UTC, USD per hour at list price",
    line("unguarded", unguarded),
    line("guarded", guarded),
  ].join("\n");
}

/** USD per hour, averaged over each half hour. */
function perHalfHour(usdPerMinute: readonly number[]): number[] {
  const hours: number[] = [];
  for (let first = 0; first < usdPerMinute.length; first += 30)
    hours.push(usdPerMinute.slice(first, first + 30).reduce((sum, value) => sum + value, 0) * 2);
  return hours;
}

/** The table at the end: one row per incident. */
export function incidentTable({ incidents }: Score): string {
  const table = new Table({
    head: [
      "function",
      "cause",
      "began",
      "detected",
      "braked",
      "restored",
      "burned\nbefore it",
      "avoided",
      "calls\nrefused",
      "events\nlost",
    ],
    style: { head: [], border: [], compact: true },
    colAligns: ["left", "left", "left", "left", "left", "left", "right", "right", "right", "right"],
  });
  const time = (iso: string | null): string => (iso === null ? "-" : iso.slice(11, 16));
  for (const incident of incidents)
    table.push([
      incident.functionName,
      incident.cause,
      time(incident.began),
      time(incident.detected),
      incident.stopped === null ? "left alone" : time(incident.stopped),
      time(incident.restored),
      usd(incident.usdBurnedBeforeStop),
      usd(incident.usdAvoided),
      String(incident.legitimateCallsRefused),
      String(incident.eventsLost),
    ]);
  return table.toString();
}

/** Prior and final settings, incident by incident: the proof of an exact restore. */
export function restoreLines({ incidents }: Score, colors: Colors): string {
  return incidents
    .filter(({ stopped }) => stopped !== null)
    .map(({ functionName, brake, priorState, restoredState }) => {
      const same = priorState === restoredState;
      const mark = same
        ? colors.green("restored exactly")
        : colors.red(`NOT as before, now: ${restoredState}`);
      return `${functionName.padEnd(20)} before: ${priorState}; braked by: ${brake}; ${mark}`;
    })
    .join("\n");
}

/** What the guard would cost, as it was counted from outside, and what it has counted by itself. */
export function billLines({ bill, metered }: GuardCost): string {
  const lines = bill.lines
    .filter(({ listUsd }) => listUsd >= 0.005)
    .sort((a, b) => b.billedUsd - a.billedUsd)
    .map(({ item, quantity, unit, billedUsd }) => {
      const price = billedUsd === 0 ? "free" : usd(billedUsd);
      return `  ${item.padEnd(26)}${price.padStart(8)}   ${Math.round(quantity).toLocaleString("en-US")} ${unit}`;
    });
  return [
    `The guard itself would cost ${usd(bill.billedUsd)} a month, ${usd(bill.listUsd)} where CloudWatch's free requests are used up:`,
    ...lines,
    `By its own count ${usd(metered.billedUsd)}: ${metered.parts.map(({ part, billedUsd }) => `${part} ${usd(billedUsd)}`).join(", ")}.`,
  ].join("\n");
}
