import type { GuardBillRule } from "../domain/guard-policy.ts";
import { type GuardUsage, type MonthlyUsage, NO_USAGE } from "../domain/guard-usage.ts";
import type { ReadingAllowance } from "../domain/reading-allowance.ts";
import type { EpochMs } from "../domain/time.ts";
import { usd } from "../domain/usd.ts";
import { guardBill, totalUsage } from "./guard-bill.ts";
import { type GuardMonth, guardMonth } from "./guard-month.ts";
import { USD_PER_METRIC_READ } from "./guard-rates.ts";
import {
  IDLE_REGION_REQUESTS_PER_MINUTE,
  standingUsage,
  TRIPWIRE_REQUESTS_PER_MINUTE,
} from "./standing-usage.ts";

const DAY_MINUTES = 24 * 60;
/** Of the money for reading, this share is kept for suspicions, which come in bursts; the rest is read evenly. */
export const SAVED_RATIO = 0.25;
/** A month begins with so many days' worth of savings, so that an attack on its first day can be looked into. */
const GIVEN_DAYS = 1;
/** More days' worth than these are never spent at once: a fault that asks without end must not cost the whole month. */
const MOST_SAVED_DAYS = 3;
/** Reading that takes more of its even share than this is held back by it; a schedule that is not leaves some. */
const HELD_BACK_RATIO = 0.6;

/**
 * What may be read of functions this minute. First comes what the guard costs anyway, so far and, at the same pace, until
 * the month ends: its runs, table, log, mails, totals and learning. What the limit leaves is for reading: three quarters of
 * it evenly over the minutes, a quarter saved for suspicions, which lapses where there are none. All of it follows from the month's usage; nothing
 * else is remembered, and whoever keeps to it does not go over the limit.
 *
 * @param usage     of the month in which `nowMs` lies, over all targets
 * @param moneyShare of one target, 0 to 1; the shares of all targets add up to 1 at most
 */
export function readingAllowance({
  usage,
  rule,
  nowMs,
  moneyShare,
}: {
  readonly usage: MonthlyUsage;
  readonly rule: GuardBillRule;
  readonly nowMs: EpochMs;
  readonly moneyShare: number;
}): ReadingAllowance {
  const month = guardMonth(usage, nowMs);
  const spentUsd = guardBill(usage, rule.freeCloudWatchRequests).billedUsd;
  const requests = requestsAhead(usage, month, rule.freeCloudWatchRequests);
  const standingUsd = standingUsdAhead(usage, month) + requests.paid * USD_PER_METRIC_READ;
  const readsLeft = Math.max(0, rule.limitUsdPerMonth - spentUsd - standingUsd) / USD_PER_METRIC_READ;
  const steady =
    (1 - SAVED_RATIO) * Math.min(readsLeft / month.minutesLeft, evenReads(usage, month, readsLeft));
  const free = requests.freeForReading / month.minutesLeft;
  const state = stateOf(usage, month, readsLeft);
  const saved = savedReads(usage, month, readsLeft);
  return {
    readsPerMinute: moneyShare * (steady + free),
    freeReadsPerMinute: moneyShare * free,
    savedReads: moneyShare * saved.reads,
    priceRatio: priceRatio(saved.ratio),
    state,
    reason: `${usd(spentUsd)} of ${usd(rule.limitUsdPerMonth)} is spent this month and ${usd(standingUsd)} goes to what runs anyway until it ends: ${IN_WORDS[state]}`,
  };
}

const IN_WORDS: Readonly<Record<ReadingAllowance["state"], string>> = {
  ample: "reading does not use up the rest",
  sparse: "reading uses up the rest, as evenly as it can",
  spent: "nothing is left, and only the free requests of CloudWatch are used for reading",
};

/** Metrics read and paid for so far, without those of the nightly learning. */
function paidReads({ learn: _, ...parts }: MonthlyUsage): number {
  const { getMetricDataMetrics, insightsMetricsAnalyzed } = totalUsage(parts);
  return getMetricDataMetrics + insightsMetricsAnalyzed;
}

/** What everything but reading will cost until the month ends. Counted days weigh as days; a day as usual comes before them. */
function standingUsdAhead(usage: MonthlyUsage, { workedMinutes, minutesLeft }: GuardMonth): number {
  const withoutReading = Object.fromEntries(
    Object.entries(usage).map(([part, one]) => [
      part,
      part === "learn" ? withoutRequests(one) : standing(one),
    ]),
  );
  const soFarUsd = guardBill(withoutReading, 0).billedUsd;
  const usualDayUsd = guardBill({ watch: standing(standingUsage(DAY_MINUTES)) }, 0).billedUsd;
  return (minutesLeft * (soFarUsd + usualDayUsd)) / (workedMinutes + DAY_MINUTES);
}

const withoutRequests = (usage: GuardUsage): GuardUsage => ({ ...usage, metricApiRequests: 0 });
const standing = (usage: GuardUsage): GuardUsage => ({
  ...withoutRequests(usage),
  getMetricDataMetrics: 0,
  insightsMetricsAnalyzed: 0,
});

/** Requests for the totals of accounts come first; what they leave of the free ones may be used for reading functions. */
function requestsAhead(
  usage: MonthlyUsage,
  { workedMinutes, minutesLeft }: GuardMonth,
  free: number,
): { readonly freeForReading: number; readonly paid: number } {
  const { worker = NO_USAGE, dispatch = NO_USAGE } = usage;
  // A worker's run is a tick of one other target, which has its own totals.
  const otherTargets = worker.lambdaInvocations / Math.max(workedMinutes, 1);
  const idleRegions =
    (dispatch.metricApiRequests + IDLE_REGION_REQUESTS_PER_MINUTE * DAY_MINUTES) /
    (workedMinutes + DAY_MINUTES);
  const needed = minutesLeft * (TRIPWIRE_REQUESTS_PER_MINUTE * (1 + otherTargets) + idleRegions);
  const freeLeft = Math.max(0, free - totalUsage(usage).metricApiRequests);
  return { freeForReading: Math.max(0, freeLeft - needed), paid: Math.max(0, needed - freeLeft) };
}

/** A minute of the line on which the month's money for reading would be used up at its end. */
const evenReads = (
  usage: MonthlyUsage,
  { workedMinutes, minutesLeft }: GuardMonth,
  readsLeft: number,
): number => (readsLeft + paidReads(usage)) / (workedMinutes + minutesLeft);

/**
 * A token bucket without a memory: how far paid reading is behind the even line on which the month's money would be used up
 * at its end, which is what the steady reads have left over and drill-downs have not taken.
 */
function savedReads(
  usage: MonthlyUsage,
  month: GuardMonth,
  readsLeft: number,
): { readonly reads: number; readonly ratio: number } {
  const { workedMinutes, minutesLeft, calendarMinutes } = month;
  const spent = paidReads(usage);
  const dayOfSavings = (SAVED_RATIO * (readsLeft + spent) * DAY_MINUTES) / calendarMinutes;
  const behind = evenReads(usage, month, readsLeft) * workedMinutes - spent;
  const given = (GIVEN_DAYS * dayOfSavings * minutesLeft) / (workedMinutes + minutesLeft);
  const most = Math.min(MOST_SAVED_DAYS * dayOfSavings, SAVED_RATIO * readsLeft);
  const reads = Math.max(0, Math.min(given + behind, most));
  return { reads, ratio: reads === 0 ? 0 : reads / most };
}

/** Up to here what is saved may still be needed for a larger rise. */
const NEEDED_RATIO = 0.5;
/** A look has to be worth something, even where nothing more can be saved. */
const LEAST_PRICE_RATIO = 0.2;

/** The less room is left for savings, the cheaper a look: what is not spent then can not be kept. */
const priceRatio = (savedRatio: number): number =>
  LEAST_PRICE_RATIO ** (Math.max(0, savedRatio - NEEDED_RATIO) / (1 - NEEDED_RATIO));

function stateOf(usage: MonthlyUsage, month: GuardMonth, readsLeft: number): ReadingAllowance["state"] {
  if (readsLeft < 1) return "spent";
  const { workedMinutes } = month;
  const evenShare = evenReads(usage, month, readsLeft) * workedMinutes;
  return workedMinutes >= 60 && paidReads(usage) >= HELD_BACK_RATIO * evenShare ? "sparse" : "ample";
}
