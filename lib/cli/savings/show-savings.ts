import type { Colors } from "picocolors/types";
import type { SavingsReport } from "../../app/savings-report.ts";
import { operatorName } from "../../domain/operator.ts";
import { usd } from "../../domain/usd.ts";
import { CAUSE_WORDS } from "../../notify/evidence.ts";
import { counted, whole } from "../../report/numbers.ts";
import { dayAndTime, lasting } from "../../report/times.ts";
import { plainTable } from "../table.ts";

/** What enforce mode would have saved and refused, incident by incident, and what was tripped anyway. */
export function showSavings(report: SavingsReport, colors: Colors): string {
  const { wouldHave, trips } = report;
  return [
    colors.bold(totalSentence(report)),
    ...(wouldHave.length > 0 ? [wouldHaveTable(report, colors), ASSUMPTIONS] : []),
    trips.length === 0
      ? "Nothing was really tripped in this time."
      : `${colors.bold("Really tripped in this time")}\n${tripTable(report, colors)}`,
  ].join("\n\n");
}

function totalSentence({ days, wouldHave, savedUsd, refusedCalls }: SavingsReport): string {
  const time = days === 1 ? "In the last 24 hours" : `In the last ${days} days`;
  if (wouldHave.length === 0) return `${time} nothing was left running that enforce would have stopped.`;
  return (
    `${time} enforce would have saved ${usd(savedUsd)} and refused ` +
    `${counted(Math.round(refusedCalls), "rightful call")} in ${counted(wouldHave.length, "incident")}.`
  );
}

const ASSUMPTIONS =
  "Estimates at list price: what was spent beyond what the brake would have let through. Rightful calls are as many as were to be\n" +
  "expected at that time. Where events wait behind a brake nothing is refused, and what is rightful among them runs, and costs, later.";

function wouldHaveTable({ wouldHave }: SavingsReport, colors: Colors): string {
  const rows = wouldHave.map((line) => [
    line.functionName,
    dayAndTime(line.sinceMs),
    `${lasting(line.untilMs - line.sinceMs)}${line.isGoingOn ? ", going on" : ""}`,
    usd(line.savedUsd),
    whole(line.refusedCalls),
    CAUSE_WORDS[line.cause],
  ]);
  return plainTable(["FUNCTION", "TRIP AT (UTC)", "FOR", "SAVED", "REFUSED", "CAUSE"], rows, colors);
}

function tripTable({ trips }: SavingsReport, colors: Colors): string {
  const rows = trips.map(({ functionName, atMs, by, reason }) => [
    functionName,
    dayAndTime(atMs),
    operatorName(by),
    reason,
  ]);
  return plainTable(["FUNCTION", "AT (UTC)", "BY", "WHY"], rows, colors);
}
