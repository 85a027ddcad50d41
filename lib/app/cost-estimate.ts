import type { GuardBillRule } from "../domain/guard-policy.ts";
import { addUsage, NO_USAGE } from "../domain/guard-usage.ts";
import { fixedUsage, type GuardedEstate } from "../pricing/fixed-usage.ts";
import { type GuardBill, guardBill, totalUsage } from "../pricing/guard-bill.ts";
import { USD_PER_METRIC_READ } from "../pricing/guard-rates.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import { SAVED_RATIO } from "../pricing/reading-allowance.ts";
import { planReading, type ReadingPlan } from "../watch/reading-plan.ts";
import { weighFleet } from "../watch/weigh-fleet.ts";
import { typicalFleet } from "./typical-fleet.ts";

/** What a guard would cost in a month of 30 days, and what that buys; before anything is deployed. */
export type CostEstimate = {
  readonly estate: GuardedEstate;
  readonly limitUsd: number;
  /** With nothing to look into; USD at list price without the free requests of CloudWatch. */
  readonly bill: GuardBill;
  /** Of the limit, what is kept for looking into what rises. */
  readonly forSuspicionsUsd: number;
  readonly reading: {
    /** Metrics of functions, each minute on average. */
    readonly readsPerMinute: number;
    /** Of them, those that are free. */
    readonly freeReadsPerMinute: number;
    /** What would be worth its price; more than `readsPerMinute`: the limit makes reading sparser. */
    readonly worthwhileReadsPerMinute: number;
    /** Functions that are read every minute. */
    readonly eachMinute: number;
    /** Minutes from one read of a function to the next: of half of the functions at most the median, of all at most the longest. */
    readonly medianMinutes: number;
    readonly longestMinutes: number;
  };
  /** One metric of every function each minute, as the plainest guard would. */
  readonly naiveUsd: number;
};

const MONTH_MINUTES = 30 * 24 * 60;

/** Pure arithmetic over a typical fleet: asks nobody. */
export function costEstimate(estate: GuardedEstate, rule: GuardBillRule): CostEstimate {
  const free = rule.freeCloudWatchRequests;
  const fixed = fixedUsage(estate, rule.limitUsdPerMonth);
  const leftUsd = Math.max(0, rule.limitUsdPerMonth - guardBill(fixed, free).billedUsd);
  const steady = ((1 - SAVED_RATIO) * leftUsd) / USD_PER_METRIC_READ / MONTH_MINUTES;
  const freeReads = Math.max(0, free - totalUsage(fixed).metricApiRequests) / MONTH_MINUTES;
  const plan = planOfOneTarget(estate, steady + freeReads, freeReads);
  const readsPerMinute = plan.readsPerMinute * estate.targets;
  const freeUsed = Math.min(freeReads, readsPerMinute);
  const reading = {
    ...NO_USAGE,
    metricApiRequests: freeUsed * MONTH_MINUTES,
    getMetricDataMetrics: (readsPerMinute - freeUsed) * MONTH_MINUTES,
  };
  const watch = addUsage(fixed.watch ?? NO_USAGE, reading);
  return {
    estate,
    limitUsd: rule.limitUsdPerMonth,
    bill: guardBill({ ...fixed, watch }, free),
    forSuspicionsUsd: SAVED_RATIO * leftUsd,
    reading: {
      readsPerMinute,
      freeReadsPerMinute: freeUsed,
      worthwhileReadsPerMinute: plan.worthwhileReadsPerMinute * estate.targets,
      ...intervalsOf(plan, estate.targets),
    },
    naiveUsd: estate.functions * MONTH_MINUTES * USD_PER_METRIC_READ,
  };
}

/** The functions and the money are spread evenly: each target gets its part of both. */
function planOfOneTarget(
  { functions, targets }: GuardedEstate,
  reads: number,
  freeReads: number,
): ReadingPlan {
  const fleet = typicalFleet(Math.ceil(functions / targets));
  const steady = {
    readsPerMinute: reads / targets,
    freeReadsPerMinute: freeReads / targets,
  };
  return planReading(
    weighFleet({ ...fleet, prices: lambdaPrices(fleet.catalogue.region) }),
    steady,
    NOBODY,
    NOBODY,
  );
}

const NOBODY: ReadonlySet<string> = new Set();

function intervalsOf(
  { noisiest, swept, cycleMinutes, readsPerCycle, wholeLookMinutes }: ReadingPlan,
  targets: number,
) {
  const ofSwept = swept.map(
    (_, index) => cycleMinutes / Math.max(readsPerCycle[index] ?? 0, Number.MIN_VALUE),
  );
  const minutes = [...noisiest.map(() => 1), ...ofSwept]
    .map((every) => Math.max(1, Math.min(every, wholeLookMinutes)))
    .sort((a, b) => a - b);
  return {
    eachMinute: targets * minutes.filter((every) => every <= 1).length,
    medianMinutes: minutes[Math.floor((minutes.length - 1) / 2)] ?? 0,
    longestMinutes: minutes.at(-1) ?? 0,
  };
}
