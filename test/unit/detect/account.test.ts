import { describe, expect, it } from "vitest";
import { judgeAccount } from "../../../lib/detect/account.ts";
import { counts, diurnal, learned, minutes, minutesUntil, NOW, type Series } from "./scene.ts";

const baseline = learned({ rate: diurnal(2_000), also: { maxConcurrency: () => 40 } });
const draw = counts(4);
/** 3,600 runs a minute are usual at this time. */
const totals = (factorAt: (age: number) => number, maxConcurrency = 40): Series => {
  const runs = minutes(30, (age) => draw(3_600 * factorAt(age)));
  return {
    invocations: runs,
    durationMs: runs.map((count) => 200 * count),
    maxConcurrency: minutes(30, () => maxConcurrency),
  };
};
const judge = (series: Series, notFinal = 0) =>
  judgeAccount({ baseline, window: minutesUntil(NOW, series, notFinal) });

describe("judgeAccount", () => {
  it("stays still on an ordinary day", () => {
    expect(judge(totals(() => 1))).toEqual({ tripped: false, reason: "the account's total is as usual" });
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
    expect(judge(totals(() => 1, 80)).reason).toBe("account: 80 runs at once, a busy minute has 40");
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
});
