import type { ReplayedIncident } from "./replayed-incident.ts";
import { isTrip } from "./replayed-incident.ts";
import type { BacktestTotals } from "./report.ts";

const DAYS_PER_WEEK = 7;

/** Adds up incidents of which somebody would have been told. @param judgedDays over all functions together, >= 0 */
export function totalsOf(alarms: readonly ReplayedIncident[], judgedDays: number): BacktestTotals {
  const functionWeeks = judgedDays / DAYS_PER_WEEK;
  const sumOf = (of: (incident: ReplayedIncident) => number): number =>
    alarms.reduce((sum, incident) => sum + of(incident), 0);
  return {
    functionWeeks,
    alarms: alarms.length,
    trips: alarms.filter(isTrip).length,
    alarmsPerFunctionWeek: functionWeeks > 0 ? alarms.length / functionWeeks : 0,
    burnedUsd: sumOf(({ burnedUsd }) => burnedUsd),
    burnedBeforeTripUsd: sumOf(({ burnedBeforeTripUsd }) => burnedBeforeTripUsd),
    savedUsd: sumOf(({ heldBack }) => heldBack.usd),
    deferredUsd: sumOf(({ heldBack, isDeferred }) => (isDeferred ? heldBack.usd : 0)),
    runsRefused: sumOf(({ heldBack, isDeferred }) => (isDeferred ? 0 : heldBack.runs)),
    runsDelayed: sumOf(({ heldBack, isDeferred }) => (isDeferred ? heldBack.runs : 0)),
    ordinaryRunsHeldBack: sumOf(({ heldBack }) => heldBack.ordinaryRuns),
  };
}
