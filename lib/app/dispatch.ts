import type { Window } from "../domain/observation.ts";
import { type Target, type TargetId, type TargetOrder, targetId } from "../domain/target.ts";
import { type Clock, type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import type { MetricReader } from "../ports/metrics.ts";
import type { TargetQueue } from "../ports/target-queue.ts";
import { orderToTend } from "../watch/held-turns.ts";
import { isWatchedInFull, type TargetRound } from "../watch/target-round.ts";
import { ordersDue, ordersOnWaking, totalsDue } from "../watch/target-turns.ts";
import { tickRange } from "../watch/window.ts";
import { type HeldTargetsDeps, heldTargets, rememberWaysIn } from "./held-targets.ts";
import { readTotal } from "./read-totals.ts";
import { loadRound } from "./target-round.ts";

export type DispatchDeps = HeldTargetsDeps & {
  readonly clock: Clock;
  readonly queue: TargetQueue;
  /** Reads in a region of the guard's own account. */
  readonly metricsAt: (target: Target) => MetricReader;
};

export type DispatchReport = {
  /** Every target that the guard looks after now, home first; those that it only tends come last. */
  readonly targets: readonly TargetId[];
  readonly sent: number;
  /** Regions that something has begun to run in. */
  readonly woken: readonly TargetId[];
  /** Targets for which something failed this minute, and what. */
  readonly problems: readonly { readonly targetId: TargetId; readonly problem: string }[];
};

/** While all is well, an idle region's record is renewed only so often: a write costs more than the read it tells of. */
const NOTED_AGAIN_MS = 5 * MINUTE_MS;

/**
 * One minute for all targets besides home: orders for those that are watched in full, one free read for idle regions of the
 * own account, and orders at once for one in which something begins to run. What is limited where the policy no longer looks is tended. A target that cannot be read or ordered holds up
 * no other; the reason is kept in its record.
 *
 * Costs one SQS request for ten orders and one free CloudWatch request for each total.
 * @throws {CloudCallError} when the table does not answer
 */
export async function dispatch(deps: DispatchDeps): Promise<DispatchReport> {
  const { targets, world, log } = deps;
  const nowMs = deps.clock();
  const round = await loadRound(targets, world, nowMs);
  const held = await heldTargets(deps, round);
  await rememberWaysIn(deps, round);
  const tending = held.flatMap(({ target }) => (target === undefined ? [] : [orderToTend(target, nowMs)]));
  const [orders, totals] = await Promise.all([
    sendOrders(deps, [...tending, ...ordersDue(round)]),
    Promise.all(totalsDue(round).map((target) => lookAtTotal(deps, round, target))),
  ]);
  const woken = totals.filter((total) => total.isWoken).map(({ target }) => target);
  const late = await sendOrders(
    deps,
    woken.flatMap((target) => ordersOnWaking(round, target)),
  );
  const report = {
    targets: [world.home, ...round.targets, ...held].map(targetId),
    sent: orders.sent + late.sent,
    woken: woken.map(targetId),
    problems: [...totals.flatMap(({ problem }) => problem ?? []), ...orders.problems, ...late.problems],
  };
  if (report.problems.length > 0) log.warn("targets could not be served", { problems: report.problems });
  log.info("targets served", { targets: report.targets.length, sent: report.sent, woken: report.woken });
  return report;
}

type Problem = DispatchReport["problems"][number];

async function sendOrders(
  { queue, targets }: DispatchDeps,
  orders: readonly TargetOrder[],
): Promise<{ readonly sent: number; readonly problems: readonly Problem[] }> {
  const unsent = orders.length === 0 ? [] : await queue.send(orders);
  const problems = unsent.map(({ order, reason }) => ({
    targetId: targetId(order.target),
    problem: `its ${order.job} could not be ordered: ${reason}`,
  }));
  for (const problem of problems) await targets.note(problem);
  return { sent: orders.length - unsent.length, problems };
}

type SeenTotal = { readonly target: Target; readonly isWoken: boolean; readonly problem?: Problem };

async function lookAtTotal(
  { metricsAt, targets }: DispatchDeps,
  { recordOf, nowMs }: TargetRound,
  target: Target,
): Promise<SeenTotal> {
  const id = targetId(target);
  const before = recordOf.get(id);
  const window = await readTotal(metricsAt(target), ["invocations", "durationMs"], tickRange(nowMs));
  const wasFull = isWatchedInFull(target, before, nowMs);
  if (typeof window === "string") {
    // One that is watched in full has its own ticks to say whether it is seen.
    if (!wasFull) await targets.note({ targetId: id, lastTriedMs: nowMs, problem: window });
    return { target, isWoken: false, problem: { targetId: id, problem: window } };
  }
  const lastActiveMs = lastRunMs(window);
  const activity = lastActiveMs === undefined ? {} : { lastActiveMs };
  if (wasFull) {
    if (lastActiveMs !== undefined) await targets.note({ targetId: id, ...activity });
    return { target, isWoken: false };
  }
  const isFresh = nowMs - (before?.lastGoodReadMs ?? 0) < NOTED_AGAIN_MS && before?.problem === undefined;
  if (lastActiveMs !== undefined || !isFresh)
    await targets.note({
      targetId: id,
      lastTriedMs: nowMs,
      lastGoodReadMs: nowMs,
      problem: null,
      ...activity,
    });
  return { target, isWoken: lastActiveMs !== undefined };
}

/** The last minute of a window in which anything ran. */
function lastRunMs({ startMs, periodSeconds, series }: Window): EpochMs | undefined {
  const last = series.invocations?.findLastIndex((count) => count > 0) ?? -1;
  return last < 0 ? undefined : startMs + last * periodSeconds * SECOND_MS;
}
