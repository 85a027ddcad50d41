import { describe, expect, it } from "vitest";
import { judgeAccount } from "../../../lib/detect/account.ts";
import type { Window } from "../../../lib/domain/observation.ts";
import { counts, diurnal, learned, minutes, minutesUntil, NOW, type Series } from "./scene.ts";

const baseline = learned({ rate: diurnal(2_000), also: { maxConcurrency: () => 40 } });
const draw = counts(4);
/** 3,600 runs a minute are usual at this time. */
const totals = (factorAt: (age: number) => number, crowdAt: (age: number) => number = () => 40): Series => {
  const runs = minutes(30, (age) => draw(3_600 * factorAt(age)));
  return {
    invocations: runs,
    durationMs: runs.map((count) => 200 * count),
    maxConcurrency: minutes(30, crowdAt),
  };
};
const judge = (series: Series, notFinal = 0) =>
  judgeAccount({ baseline, window: minutesUntil(NOW, series, notFinal) });

describe("judgeAccount", () => {
  it("stays still on an ordinary day", () => {
    expect(judge(totals(() => 1))).toEqual({
      tripped: false,
      reason: "the account's total is as usual",
      isCrowded: false,
    });
  });

  it("trips on a single minute that is half as high again", () => {
    expect(judge(totals((age) => (age === 0 ? 1.7 : 1))).tripped).toBe(true);
  });

  it("trips on a third more that lasts five minutes, and says how much more", () => {
    const { tripped, reason } = judge(totals((age) => (age < 5 ? 1.35 : 1)));
    expect(tripped).toBe(true);
    expect(reason).toMatch(/^account: [\d,]+ runs in 5 min, [\d,]+ expected$/);
  });

  it("trips on a crowd of runs at once before they are counted", () => {
    expect(
      judge(
        totals(
          () => 1,
          (age) => (age === 0 ? 80 : 40),
        ),
      ).reason,
    ).toBe("account: 80 runs at once, a busy minute has 40");
  });

  it("trips on arriving events and on errors, which stand out before runs do", () => {
    const learnedTotals = learned({
      rate: diurnal(2_000),
      also: { maxConcurrency: () => 40, errors: () => 10, asyncEventsReceived: () => 10_000 },
    });
    const look = (extra: Series) =>
      judgeAccount({
        baseline: learnedTotals,
        window: minutesUntil(NOW, { ...totals(() => 1), ...extra }, 0),
      }).reason;
    // 10 errors and 10,000 events in each 5 minutes of the history.
    expect(look({ errors: minutes(30, () => 2), asyncEventsReceived: minutes(30, () => 2_000) })).toContain(
      "as usual",
    );
    expect(look({ errors: minutes(30, (age) => (age === 0 ? 60 : 2)) })).toBe(
      "account: 60 errors in 1 min, 2 expected",
    );
    expect(look({ asyncEventsReceived: minutes(30, (age) => (age === 0 ? 3_800 : 2_000)) })).toMatch(
      /^account: 3,800 events/,
    );
    // 900 more are no more runs than nobody would look at.
    expect(look({ asyncEventsReceived: minutes(30, (age) => (age === 0 ? 2_900 : 2_000)) })).toContain(
      "as usual",
    );
  });

  it("is quiet about a rise that every function has been read in for ten minutes, and not about one on top of it", () => {
    expect(judge(totals((age) => (age < 25 ? 2 : 1))).tripped).toBe(false);
    expect(judge(totals((age) => (age === 0 ? 3.5 : age < 25 ? 2 : 1))).tripped).toBe(true);
  });

  it("is quiet about such a rise after half an hour also where two hours were read", () => {
    const risen = minutes(125, (age) => draw(3_600 * (age < 25 ? 2 : 1)));
    expect(judge({ invocations: risen, durationMs: risen.map((count) => 200 * count) })).toMatchObject({
      tripped: false,
    });
  });

  it("tells a crowd from a mere rise, so that runs that have not ended are looked for", () => {
    const crowd = totals(
      (age) => (age === 0 ? 1.7 : 1),
      (age) => (age === 0 ? 80 : 40),
    );
    expect(judge(crowd)).toMatchObject({ tripped: true, isCrowded: true });
    expect(judge(totals((age) => (age === 0 ? 1.7 : 1)))).toMatchObject({ tripped: true, isCrowded: false });
  });

  it("trips on calls that are refused, since at its limit the account cannot show a crowd", () => {
    const look = (refusedAt: (age: number) => number) =>
      judge({ ...totals(() => 1), throttles: minutes(30, refusedAt) });
    expect(look((age) => (age < 2 ? 300 : 0))).toMatchObject({
      tripped: true,
      reason: "account: 300 calls refused in 1 min, 0 before",
      isCrowded: true,
    });
    expect(look((age) => (age === 0 ? 9 : 0)).tripped).toBe(false);
    // Somebody's reservation refuses calls all day.
    expect(look((age) => (age === 0 ? 250 : 100)).tripped).toBe(false);
  });

  it("does not look at minutes that may still change", () => {
    expect(
      judge(
        totals((age) => (age === 0 ? 9 : 1)),
        1,
      ).tripped,
    ).toBe(false);
  });

  it("trips while it has nothing to compare with", () => {
    const window = minutesUntil(
      NOW,
      totals(() => 1),
    );
    expect(judgeAccount({ baseline: undefined, window }).tripped).toBe(true);
    expect(judgeAccount({ baseline: { ...baseline, historyDays: 0.5 }, window }).tripped).toBe(true);
    expect(judge({ invocations: [3_600] }).tripped).toBe(true);
  });

  describe("without what the functions that are read every minute explain", () => {
    const hot = learned({ rate: diurnal(1_800) });
    /** Ninety percent of the runs are one function's; its noise would hide everything else. */
    const scene = (hidden: (age: number) => number) => {
      const drawn = counts(9);
      const ofHot = minutes(125, () => drawn(3_240 * (1 + 0.3 * Math.sin(drawn(50)))));
      const rest = minutes(125, (age) => drawn(360) + hidden(age));
      const series = (runs: readonly number[]): Series => ({
        invocations: runs,
        durationMs: runs.map((count) => 200 * count),
      });
      const total = ofHot.map((runs, index) => runs + (rest[index] ?? 0));
      return {
        window: minutesUntil(NOW, series(total), 0),
        explained: [{ baseline: hot, window: minutesUntil(NOW, series(ofHot), 0) }],
      };
    };

    it("sees a rise of a twentieth of the total, and says what it looks like", () => {
      const { window, explained } = scene((age) => (age < 2 ? 200 : 0));
      expect(judgeAccount({ baseline, window }).tripped).toBe(false);
      const { tripped, reason, rise } = judgeAccount({ baseline, window, explained });
      expect({ tripped, reason }).toEqual({
        tripped: true,
        reason: expect.stringMatching(/^account: [\d,]+ (billed ms|runs) /),
      });
      expect(rise?.runsPerMinute).toBeGreaterThan(140);
      expect((rise?.durationMsPerMinute ?? 0) / (rise?.runsPerMinute ?? 1)).toBeCloseTo(200);
    });

    it("says how long it has stood out, so that nobody looks for it in vain each minute", () => {
      const lasting = (since: number) => {
        const { window, explained } = scene((age) => (age < since ? 300 : 0));
        return judgeAccount({ baseline, window, explained }).rise;
      };
      expect(lasting(1)).toMatchObject({ isOfUse: true, lastingMinutes: 1 });
      expect(lasting(4)).toMatchObject({ isOfUse: true, lastingMinutes: 4 });
    });

    it("takes one that has doubled for another, so that an attack in somebody's busy hour is looked for at once", () => {
      const { window, explained } = scene((age) => (age < 2 ? 1_000 : age < 8 ? 300 : 0));
      expect(judgeAccount({ baseline, window, explained }).rise).toMatchObject({ lastingMinutes: 2 });
    });

    it("stays still when only the function that is read does more: it is judged by itself", () => {
      const { window, explained } = scene(() => 0);
      expect(judgeAccount({ baseline, window, explained }).tripped).toBe(false);
    });

    it("stays still about the events that a function that is read has run, and not about others", () => {
      // 10,000 in each 5 minutes of the history.
      const withEvents = learned({
        rate: diurnal(2_000),
        also: { maxConcurrency: () => 40, asyncEventsReceived: () => 10_000 },
      });
      const judgeEvents = (isRun: boolean) => {
        const { window, explained } = scene(() => 0);
        const more = minutes(125, (age) => (age < 3 ? 4_000 : 0));
        const add = (to: readonly number[] = []) => to.map((value, index) => value + (more[index] ?? 0));
        const withMore = (one: Window): Window => {
          const runs = isRun ? add(one.series.invocations) : (one.series.invocations ?? []);
          return { ...one, series: { invocations: runs, durationMs: runs.map((count) => 200 * count) } };
        };
        const events = add(minutes(125, () => 2_000));
        const { series, ...total } = withMore(window);
        return judgeAccount({
          baseline: withEvents,
          window: { ...total, series: { ...series, asyncEventsReceived: events } },
          explained: explained.map((one) => ({ ...one, window: withMore(one.window) })),
        });
      };
      expect(judgeEvents(true).tripped).toBe(false);
      expect(judgeEvents(false).reason).toMatch(/^account: [56],\d{3} events in 1 min/);
    });
  });
});
