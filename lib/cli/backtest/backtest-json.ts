import type { Backtest, FunctionResult, ReportedIncident } from "../../backtest/report.ts";
import { type EpochMs, MINUTE_MS, toIso } from "../../domain/time.ts";

/** The result for programs: times as ISO 8601, minutes counted from the beginning of an incident, `null` for "never". */
export function backtestJson(result: Backtest): object {
  const { learnDays, policy, totals, untold, recommendation, assumptions } = result;
  const { mode, alertAboveUsdAtRisk, actAboveUsdAtRisk, riskHours } = policy;
  const { yaml, reasons, isChange, alarms, trips } = recommendation;
  return {
    learnDays,
    policy: { mode, alertAboveUsdAtRisk, actAboveUsdAtRisk, riskHours },
    functions: result.functions.map(functionJson),
    tooShort: result.tooShort.map(functionJson),
    totals,
    incidents: result.incidents.map(incidentJson),
    untold,
    recommendation: { yaml, reasons, isChange, alarms, trips },
    assumptions,
  };
}

const functionJson = ({ hourlyUsd: _, recordedFromMs, judgedFromMs, untilMs, ...rest }: FunctionResult) => ({
  ...rest,
  recordedFrom: toIso(recordedFromMs),
  judgedFrom: toIso(judgedFromMs),
  until: toIso(untilMs),
});

function incidentJson(incident: ReportedIncident): object {
  const { beganAtMs, alarmedAtMs, trips, anomaly, heldBack, plan } = incident;
  const [first] = trips;
  const minutesTo = (atMs: EpochMs | undefined) =>
    atMs === undefined ? null : Math.round((atMs - beganAtMs) / MINUTE_MS);
  return {
    incidentId: incident.incidentId,
    functionName: incident.functionName,
    began: toIso(beganAtMs),
    alarmed: isoOrNull(alarmedAtMs),
    minutesToAlarm: minutesTo(alarmedAtMs),
    tripped: isoOrNull(first?.trippedAtMs),
    minutesToTrip: minutesTo(first?.trippedAtMs),
    trips: trips.map(({ trippedAtMs, restoredAtMs }) => ({
      tripped: toIso(trippedAtMs),
      restored: isoOrNull(restoredAtMs),
    })),
    ended: toIso(incident.endedAtMs),
    isOpen: incident.isOpen,
    cause: anomaly.cause,
    causeSentence: anomaly.causeSentence,
    signals: anomaly.signals,
    plan: { kind: plan.kind, reason: plan.reason },
    brake: incident.brake,
    peakUsdPerHour: incident.peakUsdPerHour,
    peakAtRiskUsd: incident.peakAtRiskUsd,
    burnedUsd: incident.burnedUsd,
    burnedBeforeTripUsd: incident.burnedBeforeTripUsd,
    savedUsd: heldBack.usd,
    isDeferred: incident.isDeferred,
    runsHeldBack: Math.round(heldBack.runs),
    ordinaryRunsHeldBack: Math.round(heldBack.ordinaryRuns),
  };
}

const isoOrNull = (atMs: EpochMs | undefined): string | null => (atMs === undefined ? null : toIso(atMs));
