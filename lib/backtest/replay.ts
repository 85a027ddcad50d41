import type { Verdict } from "../domain/anomaly.ts";
import { type EpochMs, HOUR_MS } from "../domain/time.ts";
import { type GuardedFunction, type GuardSetup, guardedFunction } from "./guarded-function.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import type { ReplayedIncident } from "./replayed-incident.ts";

export type ReplayInput = GuardSetup & {
  readonly functions: readonly PreparedFunction[];
  /** Told from time to time how much has been replayed, 0 to 1. */
  readonly onProgress?: (ratio: number) => void;
};

type Turn = { readonly guarded: GuardedFunction; nextTickMs: EpochMs };
type Trip = { readonly functionName: string; readonly atMs: EpochMs };

/**
 * Plays the recordings as one account, moment by moment: everything at one moment is looked at before anything of a later
 * moment, the dearest anomaly is answered first, and all share one blast radius. Nothing after a moment bears on what is
 * decided in it.
 *
 * @returns the incidents of all functions, in the order in which they began
 */
export function replay({ functions, onProgress, ...setup }: ReplayInput): readonly ReplayedIncident[] {
  const turns = functions.map(
    (prepared): Turn => ({ guarded: guardedFunction(prepared, setup), nextTickMs: prepared.firstTickMs }),
  );
  const trips: Trip[] = [];
  const steps = functions.reduce((sum, prepared) => sum + stepsOf(prepared), 0);
  let done = 0;
  for (;;) {
    const due = dueTurns(turns);
    const nowMs = due[0]?.nextTickMs;
    if (nowMs === undefined) break;
    const looks = due.map(({ guarded }) => ({ guarded, verdict: guarded.look(nowMs) }));
    for (const { guarded, verdict } of looks.length > 1 ? looks.sort(byImpact) : looks) {
      const { functionName } = guarded.prepared.profile;
      const fleet = { size: functions.length, actedLastHour: trippedLastHour(trips, functionName, nowMs) };
      if (guarded.respond(verdict, fleet, nowMs)) trips.push({ functionName, atMs: nowMs });
      guarded.tend(nowMs);
    }
    for (const turn of due) turn.nextTickMs += turn.guarded.prepared.stepMs;
    done += due.length;
    onProgress?.(done / steps);
  }
  return turns
    .flatMap(({ guarded }) => guarded.incidents())
    .sort((a, b) => a.beganAtMs - b.beganAtMs || a.openedAtMs - b.openedAtMs);
}

const stepsOf = ({ firstTickMs, lastTickMs, stepMs }: PreparedFunction): number =>
  Math.max(0, Math.floor((lastTickMs - firstTickMs) / stepMs) + 1);

/** Those whose look comes next, all at the same moment. */
function dueTurns(turns: readonly Turn[]): readonly Turn[] {
  let earliestMs = Number.POSITIVE_INFINITY;
  let due: Turn[] = [];
  for (const turn of turns) {
    if (turn.nextTickMs > turn.guarded.prepared.lastTickMs || turn.nextTickMs > earliestMs) continue;
    if (turn.nextTickMs < earliestMs) due = [];
    earliestMs = turn.nextTickMs;
    due.push(turn);
  }
  return due;
}

/** Other functions than this one, each once. */
function trippedLastHour(trips: readonly Trip[], functionName: string, nowMs: EpochMs): number {
  const recent = trips.filter((trip) => trip.atMs > nowMs - HOUR_MS && trip.functionName !== functionName);
  return new Set(recent.map((trip) => trip.functionName)).size;
}

const impactOf = (verdict: Verdict): number =>
  verdict.kind === "anomalous" ? verdict.anomaly.burn.impactUsdPerHour : 0;
const byImpact = (a: { readonly verdict: Verdict }, b: { readonly verdict: Verdict }): number =>
  impactOf(b.verdict) - impactOf(a.verdict);
