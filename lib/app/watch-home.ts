import { MINUTE_MS } from "../domain/time.ts";
import type { GuardAlertWriter } from "../ports/guard-alert-writer.ts";
import type { GuardMetrics } from "../ports/guard-metrics.ts";
import type { HeartbeatStore } from "../ports/heartbeats.ts";
import type { UsageStore } from "../ports/stores.ts";
import { moneyShare as shareOfHome } from "../watch/money-share.ts";
import type { GuardedWorld } from "../watch/targets.ts";
import { ringBell } from "./breaker-reporter.ts";
import { loadRound } from "./target-round.ts";
import { tellBill } from "./tell-bill.ts";
import { type TickDeps, tick } from "./tick.ts";
import type { WatchReport } from "./watch.ts";

/** The target is home. */
export type WatchHomeDeps = TickDeps & {
  /** Whose other targets share the money for reading. */
  readonly world: GuardedWorld;
  readonly heartbeats: HeartbeatStore;
  readonly guardMetrics: GuardMetrics;
  readonly guardAlerts: GuardAlertWriter;
};

/** A tick that comes a few minutes late sees the same as one that comes in time. */
const LONGEST_GAP_MS = 5 * MINUTE_MS;

/**
 * One tick at home, what the guard itself has cost by then, and what tells others that it really looked: the metric for the alarm
 * outside of the guard, the heartbeat for its other parts. One that could not look leaves neither.
 * @throws {CloudCallError} as `tick`
 */
export async function watchHome(deps: WatchHomeDeps): Promise<WatchReport> {
  const moneyShare = shareOfHome(await loadRound(deps.targets, deps.world, deps.clock()));
  const usage = askedOnce(deps.usage);
  const report = await tick({ ...deps, usage, moneyShare });
  await tellBill({ ...deps, usage }, report.sparser, report.atMs);
  if (report.problem !== undefined) return report;
  deps.guardMetrics.put({ Heartbeat: 1 });
  const beforeMs = await deps.heartbeats.beat("watch", report.atMs);
  if (beforeMs !== undefined && report.atMs - beforeMs > LONGEST_GAP_MS)
    await tellOfGap(deps, beforeMs, report.atMs);
  return report;
}

/** The month so far is the same to all parts of one tick: what the tick consumes is added after it. */
function askedOnce(usage: UsageStore): UsageStore {
  let month: ReturnType<UsageStore["ofMonth"]> | undefined;
  return {
    ...usage,
    ofMonth: (atMs) => {
      month ??= usage.ofMonth(atMs);
      return month;
    },
  };
}

/** By the tick that ends the gap, so that it is told whatever else of the guard runs. */
async function tellOfGap(deps: WatchHomeDeps, fromMs: number, untilMs: number): Promise<void> {
  const { guardAlerts, outbox, targetId } = deps;
  const gap = { kind: "unseen", targetId, isHome: true, fromMs, untilMs } as const;
  await outbox.put(guardAlerts.aboutGuard(gap, untilMs));
  await ringBell(deps);
}
