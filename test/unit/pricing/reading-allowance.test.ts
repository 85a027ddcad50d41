import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addUsage, type GuardUsage, type MonthlyUsage, NO_USAGE } from "../../../lib/domain/guard-usage.ts";
import type { ReadingAllowance } from "../../../lib/domain/reading-allowance.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { guardBill, totalUsage } from "../../../lib/pricing/guard-bill.ts";
import { readingAllowance } from "../../../lib/pricing/reading-allowance.ts";
import { standingUsage } from "../../../lib/pricing/standing-usage.ts";

const START_MS = Date.UTC(2026, 10, 1);
const MONTH_MINUTES = 30 * 24 * 60;
const FREE = 1_000_000;
const used = (given: Partial<GuardUsage>): GuardUsage => ({ ...NO_USAGE, ...given });

type Given = {
  readonly usage?: MonthlyUsage;
  readonly limitUsd?: number;
  readonly free?: number;
  readonly minute?: number;
};
const allowanceOf = ({ usage = {}, limitUsd = 5, free = FREE, minute = 0 }: Given): ReadingAllowance =>
  readingAllowance({
    usage,
    rule: { limitUsdPerMonth: limitUsd, freeCloudWatchRequests: free },
    nowMs: START_MS + minute * MINUTE_MS,
    moneyShare: 1,
  });

/** What runs anyway in so many minutes: watch once a minute, with the totals; dispatch with those of idle regions. */
const anywayAfter = (minutes: number): MonthlyUsage => ({
  watch: { ...standingUsage(minutes), lambdaInvocations: minutes, metricApiRequests: 5 * minutes },
  dispatch: used({ lambdaInvocations: 2 * minutes, metricApiRequests: 8 * minutes }),
});
const plus = (usage: MonthlyUsage, more: MonthlyUsage): MonthlyUsage => ({
  ...usage,
  watch: addUsage(usage.watch ?? NO_USAGE, more.watch ?? NO_USAGE),
  dispatch: addUsage(usage.dispatch ?? NO_USAGE, more.dispatch ?? NO_USAGE),
});

/** The same, with so many metrics read and paid for each minute. */
const usageAfter = (minutes: number, paidPerMinute: number): MonthlyUsage =>
  plus(anywayAfter(minutes), { watch: used({ getMetricDataMetrics: minutes * paidPerMinute }) });

/** A month in which everything that is allowed is read, with the savings spent whenever `burstsAt` says so. */
function followedMonth(
  rule: { limitUsd: number; free: number; deployedMinute: number; stepMinutes: number },
  burstsAt: (minute: number) => boolean,
) {
  let usage: MonthlyUsage = {};
  let worstFirstDayReads = 0;
  for (let minute = rule.deployedMinute; minute < MONTH_MINUTES; minute += rule.stepMinutes) {
    const minutes = Math.min(rule.stepMinutes, MONTH_MINUTES - minute);
    const allowed = allowanceOf({ usage, limitUsd: rule.limitUsd, free: rule.free, minute });
    const saved = burstsAt(minute) ? allowed.savedReads : 0;
    const reading = used({
      metricApiRequests: allowed.freeReadsPerMinute * minutes,
      getMetricDataMetrics: (allowed.readsPerMinute - allowed.freeReadsPerMinute) * minutes,
      insightsMetricsAnalyzed: saved,
    });
    usage = plus(plus(usage, anywayAfter(minutes)), { watch: reading });
    if (minute < rule.deployedMinute + 1_440)
      worstFirstDayReads = totalUsage(usage).getMetricDataMetrics + totalUsage(usage).insightsMetricsAnalyzed;
  }
  return { usage, worstFirstDayReads };
}

describe("readingAllowance", () => {
  it("starts a month neither starved nor with more savings than a few days' worth", () => {
    const { savedReads, readsPerMinute, freeReadsPerMinute, state } = allowanceOf({});
    const steadyUsd = (readsPerMinute - freeReadsPerMinute) * MONTH_MINUTES * 1e-5;
    expect(state).toBe("ample");
    // Nearly two dollars of the five are left, three quarters of them for steady reads.
    expect(steadyUsd).toBeGreaterThan(1.2);
    expect(steadyUsd).toBeLessThan(5);
    // A day's worth of the quarter that is saved: steady reads are three times it, in a day.
    expect(savedReads).toBeCloseTo(((readsPerMinute - freeReadsPerMinute) * 1_440) / 3, 6);
  });

  it("saves up what is not used, to at most three days' worth", () => {
    const first = allowanceOf({});
    const later = allowanceOf({ usage: usageAfter(14_400, 0.1), minute: 14_400 });
    expect(later.savedReads).toBeGreaterThan(2.5 * first.savedReads);
    expect(later.savedReads).toBeLessThan(4 * first.savedReads);
    // What comes on top of them lapses, so a read may be worth less.
    expect([first.priceRatio, later.priceRatio]).toEqual([1, 0.2]);
  });

  it("has no savings left when more was read than its time allows, and goes on reading steadily", () => {
    const burst = used({ insightsMetricsAnalyzed: 60_000 });
    const usage = plus(usageAfter(1_440, 1), { watch: burst });
    const { savedReads, priceRatio, readsPerMinute, freeReadsPerMinute } = allowanceOf({
      usage,
      minute: 1_440,
    });
    expect(savedReads).toBe(0);
    expect(priceRatio).toBe(1);
    expect(readsPerMinute - freeReadsPerMinute).toBeGreaterThan(1);
  });

  it("sets the totals of the account aside before it gives free requests to reading", () => {
    // 13 requests a minute are the tripwire's: 561,600 of the million.
    expect(allowanceOf({}).freeReadsPerMinute).toBeCloseTo((1_000_000 - 561_600) / MONTH_MINUTES, 6);
    expect(allowanceOf({ free: 500_000 }).freeReadsPerMinute).toBe(0);
  });

  it("pays for the tripwire when no request is free, and reads less for it", () => {
    const withFree = allowanceOf({ limitUsd: 20 });
    const without = allowanceOf({ limitUsd: 20, free: 0 });
    // $5.616 less, of which three quarters would have been read steadily.
    const paid = (one: ReadingAllowance) =>
      (one.readsPerMinute - one.freeReadsPerMinute) * MONTH_MINUTES * 1e-5;
    expect(paid(withFree) - paid(without)).toBeCloseTo(0.75 * 5.616, 6);
  });

  it("needs a tripwire for each other target, too", () => {
    const home = usageAfter(1_440, 0);
    const withThree = { ...home, worker: used({ lambdaInvocations: 3 * 1_440 }) };
    const freeOf = (usage: MonthlyUsage) => allowanceOf({ usage, minute: 1_440 }).freeReadsPerMinute;
    expect(freeOf(home)).toBeGreaterThan(8);
    expect(freeOf(withThree)).toBe(0);
  });

  it("calls reading sparse when it takes all that it is given, and ample when it leaves some", () => {
    const steadyOf = ({ readsPerMinute, freeReadsPerMinute }: ReadingAllowance) =>
      readsPerMinute - freeReadsPerMinute;
    const all = steadyOf(allowanceOf({}));
    expect(allowanceOf({ usage: usageAfter(14_400, all), minute: 14_400 }).state).toBe("sparse");
    expect(allowanceOf({ usage: usageAfter(14_400, all / 2), minute: 14_400 }).state).toBe("ample");
  });

  it("leaves only the free reads when the limit is spent, and says the numbers", () => {
    const spent = allowanceOf({ usage: usageAfter(14_400, 40), minute: 14_400 });
    expect(spent).toMatchObject({ state: "spent", savedReads: 0 });
    expect(spent.readsPerMinute).toBe(spent.freeReadsPerMinute);
    expect(spent.reason).toMatch(
      /^\$6\.\d\d of \$5\.00 is spent this month and \$\d\.\d\d goes to what runs anyway/,
    );
  });

  it("gives a target its share of everything", () => {
    const whole = allowanceOf({});
    const rule = { limitUsdPerMonth: 5, freeCloudWatchRequests: FREE };
    const share = readingAllowance({ usage: {}, rule, nowMs: START_MS, moneyShare: 0.2 });
    expect(share.readsPerMinute).toBeCloseTo(whole.readsPerMinute / 5, 9);
    expect(share.savedReads).toBeCloseTo(whole.savedReads / 5, 6);
  });
});

describe("a month in which all that is allowed is read", () => {
  const rules = fc.record({
    limitUsd: fc.double({ min: 1, max: 200, noNaN: true }),
    free: fc.integer({ min: 0, max: FREE }),
    deployedMinute: fc.integer({ min: 0, max: MONTH_MINUTES - 1 }),
    stepMinutes: fc.constant(60),
  });
  const bursts = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });

  it("costs no more than the limit or than what runs anyway, and uses no more free requests than there are", () => {
    fc.assert(
      fc.property(rules, bursts, (rule, pattern) => {
        const { usage } = followedMonth(
          rule,
          (minute) => pattern[((minute / 60) % pattern.length) | 0] === true,
        );
        const anywayMinutes = MONTH_MINUTES - rule.deployedMinute;
        const anyway = guardBill(anywayAfter(anywayMinutes), rule.free).billedUsd;
        expect(guardBill(usage, rule.free).billedUsd).toBeLessThanOrEqual(
          Math.max(rule.limitUsd, anyway) + 1e-6,
        );
        const requests = totalUsage(usage).metricApiRequests;
        expect(requests).toBeLessThanOrEqual(Math.max(rule.free, 13 * anywayMinutes) + 1e-6);
      }),
      { numRuns: 40 },
    );
  });

  it("leaves most of the money for its other days on the first one, whatever is spent at once", () => {
    const rule = { limitUsd: 50, free: FREE, deployedMinute: 0, stepMinutes: 10 };
    const { worstFirstDayReads } = followedMonth(rule, () => true);
    // A thirtieth of $50 is 167,000 reads; with the savings that it may begin with, less than twice that.
    expect(worstFirstDayReads).toBeGreaterThan(100_000);
    expect(worstFirstDayReads).toBeLessThan(330_000);
  });

  it("spends nearly all of a limit that is scarce", () => {
    const rule = { limitUsd: 50, free: FREE, deployedMinute: 0, stepMinutes: 10 };
    const { usage } = followedMonth(rule, () => true);
    expect(guardBill(usage, FREE).billedUsd).toBeGreaterThan(49);
  });
});

describe("for any usage, limit and time", () => {
  const counts = fc.record({
    getMetricDataMetrics: fc.nat(3_000_000),
    metricApiRequests: fc.nat(3_000_000),
    insightsMetricsAnalyzed: fc.nat(500_000),
    lambdaInvocations: fc.nat(200_000),
    lambdaGbSeconds: fc.nat(100_000),
    dynamoReadUnits: fc.nat(5_000_000),
  });
  const usages = fc.record(
    { watch: counts, worker: counts, dispatch: counts, learn: counts },
    { requiredKeys: [] },
  );
  const situation = fc.record({
    usage: usages.map((parts) =>
      Object.fromEntries(Object.entries(parts).map(([part, given]) => [part, used(given)])),
    ),
    limitUsd: fc.double({ min: 1, max: 10_000, noNaN: true }),
    free: fc.nat(FREE),
    minute: fc.double({ min: 0, max: MONTH_MINUTES, maxExcluded: true, noNaN: true }),
  });

  it("is a number of reads, at least none, and the free ones fit into the free requests that are left", () => {
    fc.assert(
      fc.property(situation, (given) => {
        const { readsPerMinute, freeReadsPerMinute, savedReads } = allowanceOf(given);
        for (const reads of [readsPerMinute, freeReadsPerMinute, savedReads]) {
          expect(Number.isFinite(reads)).toBe(true);
          expect(reads).toBeGreaterThanOrEqual(0);
        }
        const minutesLeft = Math.ceil(MONTH_MINUTES - given.minute);
        const freeLeft = Math.max(0, given.free - totalUsage(given.usage).metricApiRequests);
        expect(freeReadsPerMinute * minutesLeft).toBeLessThanOrEqual(freeLeft + 1e-6);
      }),
    );
  });

  it("never gives less for a higher limit", () => {
    fc.assert(
      fc.property(situation, fc.double({ min: 0, max: 1_000, noNaN: true }), (given, moreUsd) => {
        const lower = allowanceOf(given);
        const higher = allowanceOf({ ...given, limitUsd: given.limitUsd + moreUsd });
        expect(higher.readsPerMinute).toBeGreaterThanOrEqual(lower.readsPerMinute - 1e-9);
        expect(higher.savedReads).toBeGreaterThanOrEqual(lower.savedReads - 1e-6);
      }),
    );
  });
});
