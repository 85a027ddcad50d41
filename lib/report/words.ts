import type { Backtest, FunctionResult, ReportedIncident } from "../backtest/report.ts";
import { usd } from "../domain/usd.ts";
import { CAUSE_WORDS } from "../notify/evidence.ts";
import { counted, sentence, whole } from "./numbers.ts";
import { day, lasting } from "./times.ts";

/*
 * What a backtest came to, in sentences that the terminal and the page share.
 */

const COUNTED_PERIODS: Readonly<Record<number, string>> = { 60: "minute", 300: "5 minutes" };

export function judgedSentence({ functions, learnDays, totals }: Backtest): string {
  const from = Math.min(...functions.map(({ judgedFromMs }) => judgedFromMs));
  const until = Math.max(...functions.map(({ untilMs }) => untilMs));
  const steps = [...new Set(functions.map(({ periodSeconds }) => periodSeconds))]
    .sort((a, b) => a - b)
    .map((seconds) => COUNTED_PERIODS[seconds] ?? `${seconds} s`)
    .join(" or ");
  return (
    `Judged ${counted(functions.length, "function")} from ${day(from)} to ${day(until)}, every ${steps}: ` +
    `${totals.functionWeeks.toFixed(1)} function-weeks. The first ${learnDays} days of each were only learned from.`
  );
}

export function alarmsSentence({ totals }: Backtest): string {
  const { alarms, trips, alarmsPerFunctionWeek } = totals;
  if (alarms === 0) return "Nobody would have been told of anything.";
  const stopped =
    trips === 0 ? "none of them would have been stopped" : `${trips} of them would have been stopped`;
  return `${sentence(counted(alarms, "alarm"))}, ${alarmsPerFunctionWeek.toFixed(2)} per function-week; ${stopped}.`;
}

export function savingsSentence({ totals }: Backtest): string | undefined {
  const { burnedUsd, savedUsd, deferredUsd, trips } = totals;
  if (trips === 0) return undefined;
  const deferred =
    deferredUsd > 0
      ? ` ${usd(deferredUsd)} of that lies behind brakes that let events wait: what still waits when they are let go runs then, and costs then.`
      : "";
  return `Beyond the usual these incidents cost ${usd(burnedUsd)} as recorded; enforced, ${usd(savedUsd)} of it would not have been spent.${deferred}`;
}

/** Said together with the savings, always. */
export function harmSentence({ totals }: Backtest): string | undefined {
  const { runsRefused, runsDelayed, ordinaryRunsHeldBack, trips } = totals;
  if (trips === 0) return undefined;
  const what = [
    ...(runsRefused >= 1 ? [`refused ${whole(runsRefused)} runs`] : []),
    ...(runsDelayed >= 1 ? [`delayed ${whole(runsDelayed)} runs`] : []),
  ];
  if (what.length === 0) return "No run would have been held back for it.";
  return `For that it would have ${what.join(" and ")}; about ${whole(ordinaryRunsHeldBack)} of them would have come on any day.`;
}

export const SAVINGS_ASSUMPTION =
  "Savings assume that the attack would have gone on as recorded, and that nobody else had stopped it. What waits under a brake " +
  "and runs later is not played. Alarms are not labelled: whether one was right, only you can tell.";

export function untoldSentence({ untold, policy }: Backtest): string | undefined {
  if (untold.count === 0) return undefined;
  return (
    `${sentence(counted(untold.count, "further anomaly"))} would not have been told: over too soon, or below ` +
    `${usd(policy.alertAboveUsdAtRisk)} at risk. The largest put ${usd(untold.highestAtRiskUsd)} at risk over ${policy.riskHours} hours.`
  ).replace("anomalys", "anomalies");
}

export const tooShortSentence = (
  { functionName, recordedFromMs, untilMs }: FunctionResult,
  learnDays: number,
): string =>
  `${functionName} has only ${lasting(untilMs - recordedFromMs)} of history: all of it belongs to the ${learnDays} days that are learned from, so nothing was judged.`;

export const causeWords = ({ anomaly }: ReportedIncident): string => sentence(CAUSE_WORDS[anomaly.cause]);

/** What the guard would have done about it, or why nothing. */
export function responseSentence(incident: ReportedIncident): string {
  const { trips, brake, plan } = incident;
  const [first] = trips;
  if (first === undefined) return `Not stopped: ${plan.reason}.`;
  const last = trips.at(-1);
  const held =
    last?.restoredAtMs === undefined
      ? "still in force when the recording ended"
      : `let go after ${lasting(last.restoredAtMs - first.trippedAtMs)}`;
  const times = trips.length > 1 ? `, ${trips.length} times in all` : "";
  return `Stopped by ${brake}${times}, ${held}.`;
}

export function heldBackSentence({ heldBack, isDeferred, trips }: ReportedIncident): string {
  if (trips.length === 0) return "nothing";
  const verb = isDeferred ? "delayed" : "refused";
  return `${whole(heldBack.runs)} runs ${verb}, about ${whole(heldBack.ordinaryRuns)} of them ordinary`;
}
