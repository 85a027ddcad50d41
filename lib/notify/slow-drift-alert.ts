import type { Alert } from "../domain/alert.ts";
import type { SlowDrift } from "../domain/slow-drift.ts";
import { type EpochMs, hoursWords, toIso } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { commandLine, paragraph, subjectLine } from "./wording.ts";

const HOURS_PER_DAY = 24;
const DAYS_PER_MONTH = 30;

/** A function that costs more from day to day. Told once for as long as it lasts; the first raised day is its name. */
export function slowDriftAlert(drift: SlowDrift, nowMs: EpochMs): Alert {
  const { functionName, sinceMs, days, timesUsual, runsPerDay, msPerRun, burn, changedAtMs } = drift;
  const times = timesUsual.toFixed(1);
  const perDay = burn.impactUsdPerHour * HOURS_PER_DAY;
  const lines = [
    `${functionName} has cost more every day since ${dateOf(sinceMs)}.`,
    "It rises too slowly for a minute to stand out. Nothing has been stopped.",
    "",
    paragraph(
      "WHAT",
      `${days} days in a row at ${times} times a usual day of the weeks before, or more: ` +
        `${whole(runsPerDay.actual)} runs a day, ${whole(runsPerDay.expected)} are usual; ` +
        `${whole(msPerRun.actual)} ms a run, ${whole(msPerRun.expected)} are usual.`,
    ),
    paragraph(
      "COST",
      `${usd(perDay)} a day more than usual, ${usd(perDay * DAYS_PER_MONTH)} a month. ` +
        `${usd(burn.atRiskUsd)} of it over the next ${hoursWords(burn.riskHours)} (list price).`,
    ),
    ...(changedAtMs === undefined
      ? []
      : [paragraph("CHANGE", `Its code or configuration was changed on ${toIso(changedAtMs)}.`)]),
    "",
    "Look for who calls it more often, or for what made its runs longer. To stop it now, reversibly:",
    commandLine(
      `overcurrent kill ${functionName} --reason "..."`,
      "uses the brake that loses no events; restores by itself when it expires",
    ),
    "If this is the new usual, nothing needs to be done: within two weeks it is learned.",
  ];
  return {
    alertId: `slow-drift-${functionName}-${dateOf(sinceMs)}`,
    createdAtMs: nowMs,
    functionName,
    severity: "warning",
    subject: subjectLine(
      `[Overcurrent] CREEPING UP ${functionName}: ${times} times its usual day, ${usd(perDay)} a day more`,
    ),
    text: lines.join("\n"),
  };
}

const dateOf = (atMs: EpochMs): string => toIso(atMs).slice(0, 10);
const whole = (amount: number): string => Math.round(amount).toLocaleString("en-US");
