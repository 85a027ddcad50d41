import type { Verdict } from "../domain/anomaly.ts";
import { neverTripped } from "../domain/breaker.ts";
import { ConcurrentChangeError } from "../domain/errors.ts";
import { type Clock, type EpochMs, HOUR_MS } from "../domain/time.ts";
import { rulesFor } from "../policy/rules-for.ts";
import type { AlertBell } from "../ports/messaging.ts";
import type { MetricReader } from "../ports/metrics.ts";
import type { BaselineStore, BreakerStore, CatalogueStore } from "../ports/stores.ts";
import { ringBell } from "./breaker-reporter.ts";
import { look } from "./look.ts";
import { type Case, type RespondDeps, type Response, respond } from "./respond.ts";

export type WatchDeps = RespondDeps & {
  readonly clock: Clock;
  readonly metrics: MetricReader;
  readonly catalogue: CatalogueStore;
  readonly baselines: BaselineStore;
  readonly breakers: BreakerStore;
  readonly bell: AlertBell;
};

export type WatchReport = {
  readonly atMs: EpochMs;
  readonly read: number;
  readonly tripwire: string;
  /** Functions that could not be looked at; nothing is concluded about them. */
  readonly blind: readonly string[];
  readonly responses: readonly Response[];
};

/**
 * One tick: look, then respond to what was found, the dearest anomaly first.
 * Keeps nothing between ticks but incidents: a crashed, doubled or late tick is made good by the next one.
 */
export async function watch(deps: WatchDeps): Promise<WatchReport> {
  const nowMs = deps.clock();
  const [catalogue, baselines, open, breakers] = await Promise.all([
    deps.catalogue.load(),
    deps.baselines.load(),
    deps.incidents.listOpen(),
    deps.breakers.listActive(),
  ]);
  if (catalogue === undefined) return idle(deps, nowMs, "no inventory yet: run the inventory function once");
  if (catalogue.functions.length === 0) return idle(deps, nowMs, "the account has no functions");

  const incidentOf = new Map(open.map((incident) => [incident.functionName, incident]));
  const breakerOf = new Map(breakers.map((breaker) => [breaker.functionName, breaker]));
  const suspects = new Set([...incidentOf.keys(), ...breakerOf.keys()]);
  const { verdicts, totals, read } = await look({
    metrics: deps.metrics,
    catalogue,
    baselines,
    suspects,
    rulesOf: (profile) => rulesFor(deps.policy, profile, deps.ownNamePrefix, nowMs),
    nowMs,
  });
  const { tripwire } = totals;

  const profileOf = new Map(catalogue.functions.map((profile) => [profile.functionName, profile]));
  const baselineOf = new Map(baselines.map((baseline) => [baseline.functionName, baseline]));
  const responses: Response[] = [];
  for (const verdict of [...verdicts].sort(byImpact)) {
    const profile = profileOf.get(verdict.functionName);
    if (profile === undefined) continue;
    const { functionName } = profile;
    const response = await respondAlone(deps, {
      verdict,
      profile,
      catalogue,
      baseline: baselineOf.get(functionName),
      open: incidentOf.get(functionName),
      breaker: breakerOf.get(functionName) ?? neverTripped(functionName),
      // Read afresh for each anomaly, so that the trips of this very tick count, too.
      lastHour: verdict.kind === "anomalous" ? await deps.ledger.listSince(nowMs - HOUR_MS) : [],
    });
    responses.push(response);
    if (verdict.kind !== "quiet") deps.log.info("function judged", { ...response, verdict: verdict.kind });
  }
  const blind = verdicts
    .filter(({ kind }) => kind === "could-not-look")
    .map(({ functionName }) => functionName);
  const report = { atMs: nowMs, read: read.functions, tripwire: tripwire.reason, blind, responses };
  if (blind.length > 0) deps.log.warn("functions could not be looked at", { blind });
  await tellIfBlind(deps, verdicts, nowMs);
  await ringIfWaiting(deps);
  deps.log.info("tick done", { ...read, tripwire: tripwire.reason });
  return report;
}

const impactOf = (verdict: Verdict): number =>
  verdict.kind === "anomalous" ? verdict.anomaly.burn.impactUsdPerHour : 0;
const byImpact = (a: Verdict, b: Verdict): number => impactOf(b) - impactOf(a);

/** Another tick that runs at the same time may be faster; then this function is in its hands. */
async function respondAlone(deps: WatchDeps, input: Case): Promise<Response> {
  try {
    return await respond(deps, input);
  } catch (error) {
    if (!(error instanceof ConcurrentChangeError)) throw error;
    return { functionName: input.profile.functionName, did: "none", reason: error.message };
  }
}

/** One unread function is a line in the log; all of them unread is a guard that does not guard. */
async function tellIfBlind(deps: WatchDeps, verdicts: readonly Verdict[], nowMs: EpochMs): Promise<void> {
  const [first] = verdicts;
  if (first?.kind !== "could-not-look" || verdicts.some(({ kind }) => kind !== "could-not-look")) return;
  await deps.outbox.put(deps.alerts.aboutBlindness(verdicts.length, first.reason, nowMs));
}

async function ringIfWaiting(deps: WatchDeps): Promise<void> {
  if ((await deps.outbox.listUnsent()).length > 0) await ringBell(deps);
}

async function idle(deps: WatchDeps, atMs: EpochMs, reason: string): Promise<WatchReport> {
  deps.log.warn("nothing to watch", { reason });
  await ringIfWaiting(deps);
  return { atMs, read: 0, tripwire: reason, blind: [], responses: [] };
}
