import { isDeepStrictEqual } from "node:util";
import type { GuardHealth, GuardTrouble } from "../domain/guard-health.ts";
import type { TargetId } from "../domain/target.ts";
import { type Clock, type EpochMs, HOUR_MS } from "../domain/time.ts";
import type { AlertTopic } from "../ports/alert-topic.ts";
import type { GuardAlertWriter } from "../ports/guard-alert-writer.ts";
import type { GuardMetrics } from "../ports/guard-metrics.ts";
import type { Log } from "../ports/log.ts";
import type { Bell } from "../ports/messaging.ts";
import type { MetricReader } from "../ports/metrics.ts";
import { guardNews } from "../watch/guard-news.ts";
import { guardTroubles } from "../watch/guard-troubles.ts";
import { askRarely } from "./ask-rarely.ts";
import { ringBell } from "./breaker-reporter.ts";
import { type GuardFactsDeps, readGuardFacts } from "./guard-facts.ts";
import { OWN_THROTTLES_EVERY_MS, ownThrottles } from "./own-throttles.ts";

export type CheckGuardDeps = GuardFactsDeps & {
  readonly clock: Clock;
  readonly log: Log;
  readonly guardAlerts: GuardAlertWriter;
  readonly guardMetrics: GuardMetrics;
  /** Wakes whoever sends the alerts: where `watch` is dead, nobody else does. */
  readonly bell: Bell;
  readonly topic: AlertTopic;
  /** At home. */
  readonly metrics: MetricReader;
  readonly ownNamePrefix: string;
};

const SUBSCRIBERS_ASKED_EVERY_MS = HOUR_MS;

/**
 * Notices what keeps the guard from guarding and tells it: by alerts what alerts can still tell, by metrics for the alarms outside of
 * the guard what they cannot. Called once a minute, by `dispatch`; writes its heartbeat.
 *
 * @param targetIds the targets that are looked after now; home always is
 * @returns what is wrong at this moment, the gravest first
 * @throws {CloudCallError} when the table does not answer; the missing metrics then raise the alarm
 */
export async function checkGuard(
  deps: CheckGuardDeps,
  targetIds: readonly TargetId[],
): Promise<readonly GuardTrouble[]> {
  const nowMs = deps.clock();
  const known = await readGuardFacts(deps);
  const asked = await askAboutItself(deps, known.health, nowMs);
  const targetsSinceMs = sinceFirstSeen([deps.homeId, ...targetIds], known.facts.targetsSinceMs, nowMs);
  const troubles = guardTroubles({ ...known.facts, ...asked, targetsSinceMs }, nowMs);
  const { news, open } = guardNews({
    before: known.health?.troubles ?? [],
    now: troubles,
    homeId: deps.homeId,
    targetIds: new Set(Object.keys(targetsSinceMs)),
    nowMs,
  });
  deps.guardMetrics.put({ UnsentAlerts: undelivered(troubles), BlindTargets: blind(troubles) });
  // Alerts first: what is remembered as told and was not would never be.
  for (const one of news) await deps.outbox.put(deps.guardAlerts.aboutGuard(one, nowMs));
  await remember(deps, known.health, { targetsSinceMs, troubles: open, ...asked });
  await deps.heartbeats.beat("dispatch", nowMs);
  if (known.facts.unsentSinceMs.length + news.length > 0) await ringBell(deps);
  if (troubles.length > 0) deps.log.warn("the guard is not well", { troubles });
  return troubles;
}

async function askAboutItself(deps: CheckGuardDeps, health: GuardHealth | undefined, nowMs: EpochMs) {
  const { topic, metrics, ownNamePrefix, log } = deps;
  const [subscribers, throttles] = await Promise.all([
    askRarely(health?.subscribers, SUBSCRIBERS_ASKED_EVERY_MS, nowMs, () => topic.subscribers(), log),
    askRarely(
      health?.throttles,
      OWN_THROTTLES_EVERY_MS,
      nowMs,
      () => ownThrottles(metrics, ownNamePrefix, nowMs),
      log,
    ),
  ]);
  return { ...(subscribers && { subscribers }), ...(throttles && { throttles }) };
}

const sinceFirstSeen = (
  ids: readonly TargetId[],
  knownMs: Readonly<Record<TargetId, EpochMs>>,
  nowMs: EpochMs,
): Readonly<Record<TargetId, EpochMs>> => Object.fromEntries(ids.map((id) => [id, knownMs[id] ?? nowMs]));

/** Most minutes change nothing, and a write costs five times a read. */
async function remember(
  { health }: CheckGuardDeps,
  before: GuardHealth | undefined,
  after: GuardHealth,
): Promise<void> {
  if (!isDeepStrictEqual(before, after)) await health.save(after);
}

/** Alerts that do not get out; while nobody is subscribed, none of them does. */
function undelivered(troubles: readonly GuardTrouble[]): number {
  return troubles.reduce((alerts, trouble) => {
    if (trouble.kind === "unsent-alerts") return alerts + trouble.alerts;
    return trouble.kind === "no-subscriber" ? alerts + 1 : alerts;
  }, 0);
}

const blind = (troubles: readonly GuardTrouble[]): number =>
  troubles.filter(({ kind }) => kind === "blind-target").length;
