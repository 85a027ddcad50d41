import { learnBaseline } from "../detect/learn-baseline.ts";
import { withNewFunctions } from "../detect/new-functions.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { EpochMs } from "../domain/time.ts";
import { isBaselineOld } from "../policy/baseline-objection.ts";
import type { BillingReader } from "../ports/billing.ts";
import type { MetricReader, Unread } from "../ports/metrics.ts";
import type { BaselineStore, CatalogueStore } from "../ports/stores.ts";
import { getMetricDataUsd } from "../pricing/guard-bill.ts";
import { metricsPerNight } from "../watch/learning-order.ts";
import { learningRange, monthsRange } from "../watch/window.ts";
import { type ExcludedTimesDeps, excludedTimes, hoursWithin } from "./excluded-times.ts";
import { type LearnedFleet, learnFleet } from "./learn-fleet.ts";
import { type Billed, readBill } from "./read-bill.ts";
import { readAccount } from "./read-learning.ts";
import { type TellSlowDriftDeps, tellSlowDrift } from "./tell-slow-drift.ts";

export type LearnDeps = ExcludedTimesDeps &
  TellSlowDriftDeps & {
    readonly metrics: MetricReader;
    readonly catalogue: CatalogueStore;
    readonly baselines: BaselineStore;
    /** Absent: the bill is not asked. It is the whole account's and costs a cent, so it is asked at home alone. */
    readonly billing?: BillingReader;
    /** Of the guard's money, for what is learned here, 0 to 1; absent: all of it. */
    readonly moneyShare?: number;
  };

export type LearnReport = {
  /** Baselines learned, that of the account's total among them. */
  readonly learned: number;
  /** Functions without a day of history, which are expected to do what similar ones do. */
  readonly similar: number;
  /** Functions whose history could not be read, or was left out as a whole; they keep the baseline they had. */
  readonly kept: number;
  /** Functions that there was no time for: they are the first the next time, and keep what they have until then. */
  readonly postponed: number;
  /** Functions that the guard's bill had no money for tonight: they keep what they have as well. */
  readonly unaffordable: number;
  /** Functions whose baseline is by now too old to act on. */
  readonly lapsed: number;
  /** Hours of the last two weeks that were left out, added over the functions. */
  readonly excludedHours: number;
  /** Functions that cost more from day to day. */
  readonly drifting: readonly string[];
  readonly unread: readonly Unread[];
  /** What CloudWatch bills for this run. The account's totals are read through calls of the free tier. */
  readonly metricsRead: number;
  readonly metricsUsd: number;
  readonly billed: Billed;
};

const NOTHING: LearnedFleet = { functions: [], unread: [], postponed: 0, unaffordable: 0, metricsRead: 0 };

/**
 * Learns every function's baseline from the history that CloudWatch keeps, and the account's total; tells what creeps up
 * from day to day.
 */
export async function learn(deps: LearnDeps): Promise<LearnReport> {
  const nowMs = deps.clock();
  const [catalogue, before] = await Promise.all([deps.catalogue.load(), deps.baselines.load()]);
  const profiles = catalogue?.functions ?? [];
  const fortnight = learningRange(nowMs, 60);
  const excludedOf = await excludedTimes(deps, fortnight.startMs, monthsRange(nowMs).startMs);

  const account = await learnAccount(deps, nowMs);
  const fleet =
    catalogue === undefined
      ? NOTHING
      : await learnFleet(deps, {
          ...{ catalogue, before, excludedOf, nowMs },
          affordableMetrics: metricsPerNight(deps.policy.guardBill, deps.moneyShare ?? 1),
        });
  const learned = [...account.baselines, ...fleet.functions.map(({ baseline }) => baseline)];
  const fresh = new Set(learned.map(({ functionName }) => functionName));
  const wanted = new Set<string | undefined>([
    undefined,
    ...profiles.map(({ functionName }) => functionName),
  ]);
  const kept = before.filter(({ functionName }) => wanted.has(functionName) && !fresh.has(functionName));
  const baselines = withNewFunctions([...learned, ...kept], profiles, deps.policy.probationDays);
  await deps.baselines.save(baselines);

  const drifting = fleet.functions.flatMap(({ profile, drift }) => (drift ? [{ profile, drift }] : []));
  for (const { profile, drift } of drifting) await tellSlowDrift(deps, profile, drift, nowMs);
  const { metricsRead, postponed, unaffordable } = fleet;
  const report: LearnReport = {
    learned: learned.length,
    similar: baselines.filter(({ basis }) => basis === "similar").length,
    kept: kept.length,
    postponed,
    unaffordable,
    lapsed: baselines.filter((baseline) => isBaselineOld(baseline, nowMs)).length,
    excludedHours: profiles.reduce((hours, one) => hours + hoursWithin(excludedOf(one), fortnight), 0),
    drifting: drifting.map(({ profile }) => profile.functionName),
    unread: [...account.unread, ...fleet.unread],
    metricsRead,
    metricsUsd: getMetricDataUsd(metricsRead),
    billed: await readBill(deps, nowMs),
  };
  deps.log.info("baselines learned", { ...report, unread: report.unread.length });
  if (report.lapsed > 0)
    deps.log.warn("baselines are too old to act on", { lapsed: report.lapsed, unaffordable });
  return report;
}

async function learnAccount(
  { metrics }: LearnDeps,
  nowMs: EpochMs,
): Promise<{ readonly baselines: readonly Baseline[]; readonly unread: readonly Unread[] }> {
  const { histories, unread } = await readAccount(metrics, nowMs);
  const baselines = histories.map(({ minutes, witnesses, hours }) =>
    learnBaseline(minutes, nowMs, { witnesses, ...(hours !== undefined && { longHistory: hours }) }),
  );
  return { baselines, unread };
}
