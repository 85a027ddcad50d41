import type { Alert } from "../domain/alert.ts";
import type { BlastRadiusExcess } from "../domain/blast-radius-excess.ts";
import type { BreakerNews } from "../domain/breaker-news.ts";
import type { Incident } from "../domain/incident.ts";
import type { SlowDrift } from "../domain/slow-drift.ts";
import type { EpochMs } from "../domain/time.ts";

/** Puts what happened into words for people. The same happening always gets the same `alertId`, so it is told once. */
export type AlertWriter = {
  /** Something runs away and was not stopped: the plan of the incident says why, or `failure` does. */
  aboutIncident(incident: Incident, nowMs: EpochMs, failure?: string): Alert;
  /** Its function was deleted, so it is closed. */
  aboutDeletion(incident: Incident, nowMs: EpochMs): Alert;
  aboutBreaker(news: BreakerNews, nowMs: EpochMs): Alert;
  /** The account as a whole does what no single function tells; nothing can be stopped for it. */
  aboutAccount(incident: Incident, nowMs: EpochMs): Alert;
  /** More functions run away than the guard may trip. One alert an hour and account while it lasts. */
  aboutBlastRadius(excess: BlastRadiusExcess, nowMs: EpochMs): Alert;
  /** A function costs more from day to day; told once for as long as it lasts. */
  aboutSlowDrift(drift: SlowDrift, nowMs: EpochMs): Alert;
  /** Not one function could be looked at, for this reason. One alert an hour while it lasts. */
  aboutBlindness(functions: number, reason: string, nowMs: EpochMs): Alert;
};
