import { holdsBack } from "../breaker/brakes.ts";
import { sum } from "../detect/final-minutes.ts";
import type { Anomaly } from "../domain/anomaly.ts";
import type { Brake } from "../domain/breaker.ts";
import { ALERT_AFTER_MS, type Incident } from "../domain/incident.ts";
import { isBraking, type Plan } from "../domain/plan.ts";
import { describeValue } from "../domain/setting.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { addHeldBack, type HeldBack, NOTHING_HELD_BACK } from "./held-back.ts";
import { minuteIndex, minuteOf } from "./minutes.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import type { ReplayedIncident, ReplayedTrip } from "./replayed-incident.ts";
import { recordedMinute, usualMinute } from "./usual-minute.ts";

/** Keeps the account of one incident while it goes on. */
export type IncidentRecord = {
  decided(plan: Plan, anomaly: Anomaly, nowMs: EpochMs): void;
  tripped(brakes: readonly Brake[], nowMs: EpochMs): void;
  restored(nowMs: EpochMs): void;
  held(back: HeldBack): void;
  close(incident: Incident): ReplayedIncident;
};

export function incidentRecord(prepared: PreparedFunction, opened: Incident): IncidentRecord {
  let { plan, latest: anomaly } = opened;
  let alarmedAtMs: EpochMs | undefined;
  let peakUsdPerHour = 0;
  let peakAtRiskUsd = 0;
  let heldBack = NOTHING_HELD_BACK;
  let brake = "";
  let isDeferred = false;
  const trips: ReplayedTrip[] = [];

  return {
    decided(decidedPlan, seen, nowMs) {
      const { impactUsdPerHour, atRiskUsd } = seen.burn;
      const acts = isBraking(decidedPlan);
      if (!isBraking(plan) && (acts || atRiskUsd >= peakAtRiskUsd)) {
        plan = decidedPlan;
        anomaly = seen;
      }
      peakUsdPerHour = Math.max(peakUsdPerHour, impactUsdPerHour);
      peakAtRiskUsd = Math.max(peakAtRiskUsd, atRiskUsd);
      if (acts || (decidedPlan.kind === "alert" && hasLasted(nowMs))) alarmedAtMs ??= nowMs;
    },
    tripped(brakes, nowMs) {
      if (trips.length === 0) {
        brake = brakes.map(({ wanted }) => describeValue(wanted)).join("; ");
        isDeferred = brakes.some(holdsBack);
      }
      trips.push({ trippedAtMs: nowMs });
    },
    restored(nowMs) {
      const last = trips.pop();
      if (last !== undefined) trips.push({ ...last, restoredAtMs: nowMs });
    },
    held(back) {
      heldBack = addHeldBack(heldBack, back);
    },
    close(incident) {
      const isTripped = trips.some(({ restoredAtMs }) => restoredAtMs === undefined);
      const endedAtMs = isTripped
        ? prepared.endMs
        : Math.max(incident.lastSeenAtMs, ...trips.map(({ restoredAtMs = 0 }) => restoredAtMs));
      const excess = excessUsd(prepared, incident.beganAtMs, endedAtMs);
      const minutesTo = (atMs: EpochMs): number => Math.floor((atMs - incident.beganAtMs) / MINUTE_MS);
      return {
        incidentId: incident.incidentId,
        functionName: incident.functionName,
        beganAtMs: incident.beganAtMs,
        openedAtMs: incident.openedAtMs,
        ...(alarmedAtMs !== undefined && { alarmedAtMs }),
        endedAtMs: Math.min(endedAtMs, prepared.endMs),
        isOpen: incident.status !== "resolved",
        trips,
        brake,
        isDeferred,
        plan,
        anomaly,
        peakUsdPerHour: Math.max(peakUsdPerHour, peakOf(excess)),
        peakAtRiskUsd,
        burnedUsd: sum(excess),
        burnedBeforeTripUsd: sum(excess.slice(0, minutesTo(trips[0]?.trippedAtMs ?? endedAtMs))),
        heldBack,
      };
    },
  };

  /** A period of 5 minutes has lasted for as long by the time that it is seen. */
  function hasLasted(nowMs: EpochMs): boolean {
    return nowMs - opened.openedAtMs + prepared.stepMs - MINUTE_MS >= ALERT_AFTER_MS;
  }
}

/** Cost beyond the usual of each minute, as recorded; minutes below the usual make good nothing. */
function excessUsd(prepared: PreparedFunction, fromMs: EpochMs, untilMs: EpochMs): readonly number[] {
  const { minutes, baselineAt } = prepared;
  const from = Math.max(0, minuteIndex(minutes, fromMs));
  const until = Math.max(from, Math.min(minutes.length, minuteIndex(minutes, untilMs)));
  return Array.from({ length: until - from }, (_, offset) => {
    const atMs = minuteOf(minutes, from + offset);
    const usual = usualMinute(prepared, baselineAt(atMs), atMs);
    return Math.max(0, recordedMinute(prepared, from + offset).usd - usual.usd);
  });
}

const PEAK_MINUTES = 5;
const MINUTES_PER_HOUR = 60;

/** Pace of the dearest five minutes, also of those that the brake would have prevented; USD per hour. */
function peakOf(excess: readonly number[]): number {
  let highest = 0;
  for (let first = 0; first + PEAK_MINUTES <= excess.length; first += 1)
    highest = Math.max(highest, sum(excess.slice(first, first + PEAK_MINUTES)));
  return (highest / PEAK_MINUTES) * MINUTES_PER_HOUR;
}
