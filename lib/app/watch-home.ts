import type { TargetId } from "../domain/target.ts";
import { MINUTE_MS } from "../domain/time.ts";
import type { GuardAlertWriter } from "../ports/guard-alert-writer.ts";
import type { GuardMetrics } from "../ports/guard-metrics.ts";
import type { HeartbeatStore } from "../ports/heartbeats.ts";
import type { TargetStore } from "../ports/stores.ts";
import { ringBell } from "./breaker-reporter.ts";
import { type WatchDeps, type WatchReport, watch } from "./watch.ts";

export type WatchHomeDeps = WatchDeps & {
  readonly homeId: TargetId;
  readonly heartbeats: HeartbeatStore;
  readonly targets: TargetStore;
  readonly guardMetrics: GuardMetrics;
  readonly guardAlerts: GuardAlertWriter;
};

/** A tick that comes a few minutes late sees the same as one that comes in time. */
const LONGEST_GAP_MS = 5 * MINUTE_MS;

/**
 * One tick at home, and what tells others that it really looked: the heartbeat for the alarm outside of the guard, the one for
 * its other parts, and the record of the target. One that could not look leaves no heartbeat and says why.
 */
export async function watchHome(deps: WatchHomeDeps): Promise<WatchReport> {
  const report = await watch(deps);
  const { problem, atMs } = report;
  const targetId = deps.homeId;
  if (problem !== undefined) {
    await deps.targets.note({ targetId, lastTriedMs: atMs, problem });
    return report;
  }
  deps.guardMetrics.put({ Heartbeat: 1 });
  await deps.targets.note({ targetId, lastTriedMs: atMs, lastGoodReadMs: atMs, problem: null });
  const beforeMs = await deps.heartbeats.beat("watch", atMs);
  if (beforeMs !== undefined && atMs - beforeMs > LONGEST_GAP_MS) await tellOfGap(deps, beforeMs, atMs);
  return report;
}

/** By the tick that ended the gap, so that it is told whatever else of the guard runs. */
async function tellOfGap(
  { guardAlerts, outbox, homeId, bell, log }: WatchHomeDeps,
  fromMs: number,
  untilMs: number,
) {
  const gap = { kind: "unseen", targetId: homeId, isHome: true, fromMs, untilMs } as const;
  await outbox.put(guardAlerts.aboutGuard(gap, untilMs));
  await ringBell({ bell, log });
}
