import type { Incident } from "../../lib/domain/incident.ts";
import type { LedgerEntry } from "../../lib/domain/ledger.ts";
import { describeValue } from "../../lib/domain/setting.ts";
import { type EpochMs, toIso } from "../../lib/domain/time.ts";
import type { PlayedDay } from "../../lib/sim/day/played-day.ts";
import type { CostCurve } from "./cost-curve.ts";

/** One incident as the demo reports it. Times are ISO 8601; `null` where it did not happen. */
export type ScoredIncident = {
  readonly functionName: string;
  readonly cause: string;
  readonly trigger: string;
  /** When the attack really began; for an incident without an attack, when the guard thinks that it did. */
  readonly began: string;
  readonly detected: string;
  /** When the brake was set. An event source takes up to a minute more to come to rest. */
  readonly stopped: string | null;
  readonly restored: string | null;
  /** What was set at first, and after `, then` what was set because that let too much through. */
  readonly brake: string | null;
  readonly priorState: string;
  readonly restoredState: string;
  /** Beyond what the function costs on the same day without an attack, list price. */
  readonly usdBurnedBeforeStop: number;
  /** What the same day costs more when nobody guards it. */
  readonly usdAvoided: number;
  readonly legitimateCallsRefused: number;
  /** Legitimate events that were dropped or fell to a dead-letter queue. */
  readonly eventsLost: number;
  readonly reason: string;
};

export type FunctionTruth = {
  readonly trigger: string;
  readonly settingsBefore: string;
  readonly settingsAfter: string;
  readonly legitimateCallsRefused: number;
  readonly eventsLost: number;
  /** Cumulative cost over the day: guarded, with the attacks but no guard, and without the attacks. */
  readonly guarded: CostCurve;
  readonly unguarded: CostCurve;
  readonly ordinary: CostCurve;
};

export type ScoreInput = {
  readonly day: PlayedDay;
  readonly incidents: readonly Incident[];
  readonly ledger: readonly LedgerEntry[];
  readonly truthOf: (functionName: string) => FunctionTruth;
};

export type Score = {
  readonly incidents: readonly ScoredIncident[];
  /** Functions that the guard tripped although they only did their work. */
  readonly falseTrips: number;
  /** Attacks that the guard did not stop. */
  readonly missed: number;
};

/** Holds what the guard did against what really happened. */
export function score(input: ScoreInput): Score {
  const { day, ledger } = input;
  const trippedByGuard = new Set(
    ledger
      .filter(({ event, by }) => event === "breaker.tripped" && by.kind === "guard")
      .map((entry) => entry.functionName),
  );
  return {
    // What was announced is on record, but nobody was told of it.
    incidents: input.incidents
      .filter(({ plan }) => plan.kind !== "none")
      .sort((a, b) => a.beganAtMs - b.beganAtMs)
      .map((incident) => scoreIncident(incident, input)),
    falseTrips: [...trippedByGuard].filter((name) => !day.truth.toTrip.includes(name)).length,
    missed: day.truth.toTrip.filter((name) => !trippedByGuard.has(name)).length,
  };
}

function scoreIncident(incident: Incident, { day, ledger, truthOf }: ScoreInput): ScoredIncident {
  const { functionName } = incident;
  const truth = truthOf(functionName);
  const ofIncident = ledger.filter((entry) => entry.incidentId === incident.incidentId);
  const timeOf = (event: LedgerEntry["event"], which: "first" | "last"): EpochMs | undefined => {
    const times = ofIncident.filter((entry) => entry.event === event).map(({ atMs }) => atMs);
    return which === "first" ? times.at(0) : times.at(-1);
  };
  const attack = day.attacks.find(
    (candidate) => candidate.functionName === functionName && candidate.beginMs <= incident.openedAtMs,
  );
  const beganMs = attack?.beginMs ?? incident.beganAtMs;
  const stoppedMs = timeOf("breaker.tripped", "first");
  const restoredMs = timeOf("breaker.restored", "last");
  const excess = (curve: CostCurve, untilMs: EpochMs): number =>
    Math.max(0, curve.between(beganMs, untilMs) - truth.ordinary.between(beganMs, untilMs));
  return {
    functionName,
    cause: incident.latest.cause,
    trigger: truth.trigger,
    began: toIso(beganMs),
    detected: toIso(incident.openedAtMs),
    stopped: stoppedMs === undefined ? null : toIso(stoppedMs),
    restored: restoredMs === undefined ? null : toIso(restoredMs),
    brake: brakesInWords(ofIncident, stoppedMs, timeOf("breaker.escalated", "first")),
    priorState: truth.settingsBefore,
    restoredState: truth.settingsAfter,
    usdBurnedBeforeStop: round(excess(truth.guarded, stoppedMs ?? day.endOfDayMs)),
    usdAvoided:
      stoppedMs === undefined
        ? 0
        : round(excess(truth.unguarded, day.endOfDayMs) - excess(truth.guarded, day.endOfDayMs)),
    legitimateCallsRefused: truth.legitimateCallsRefused,
    eventsLost: truth.eventsLost,
    reason: incident.plan.reason,
  };
}

/** What was set at the trip, and what followed where that was not enough: `reserved concurrency 17, then reserved concurrency 0`. */
function brakesInWords(
  ofIncident: readonly LedgerEntry[],
  ...setAtMs: (EpochMs | undefined)[]
): string | null {
  const steps = setAtMs.flatMap((timeMs) => {
    const intended = ofIncident.filter(({ event, atMs }) => event === "action.intended" && atMs === timeMs);
    const values = intended.flatMap(({ wanted }) => (wanted === undefined ? [] : describeValue(wanted)));
    return values.length === 0 ? [] : values.join("; ");
  });
  return steps.length === 0 ? null : steps.join(", then ");
}

const round = (usd: number): number => Math.round(usd * 10_000) / 10_000;
