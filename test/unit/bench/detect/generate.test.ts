import { describe, expect, it } from "vitest";
import { randomStream } from "../../../../lib/sim/random.ts";
import { ATTACK_KINDS, BENIGN_KINDS } from "../../../../scripts/bench/detect/bench-item.ts";
import { COURSES, takeCourse } from "../../../../scripts/bench/detect/generate/excess-course.ts";
import { generateSet } from "../../../../scripts/bench/detect/generate/generate-set.ts";
import { syntheticSeries } from "../../../../scripts/bench/detect/generate/synthetic-series.ts";

const options = { seed: 1, perKind: 1, split: "development", course: "flat", poisonDays: 0 } as const;
const items = generateSet(options);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("a generated set", () => {
  it("has one item of every kind", () => {
    expect(items.map(({ kind }) => kind)).toEqual([...ATTACK_KINDS, ...BENIGN_KINDS]);
  });

  it("has fifteen whole days of whole counts, from midnight on", () => {
    for (const { series, stepSeconds, startMs, testFrom } of items)
      for (const { values } of series) {
        expect(values.length * stepSeconds).toBe(15 * 86_400);
        expect(testFrom * stepSeconds).toBe(14 * 86_400);
        expect(startMs % 86_400_000).toBe(0);
        expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
      }
  });

  it("has its attacks and harmless events on the test day and nowhere else", () => {
    for (const { attack, benign, testFrom, series } of items) {
      const range = attack ?? benign;
      if (range === undefined) continue;
      expect(range.from).toBeGreaterThanOrEqual(testFrom);
      expect(range.until).toBeLessThanOrEqual(series[0]?.values.length ?? 0);
      expect(range.until).toBeGreaterThan(range.from);
    }
  });

  it("is the same for the same seed and another for another", () => {
    expect(generateSet(options)).toEqual(items);
    expect(generateSet({ ...options, seed: 2 })).not.toEqual(items);
  });

  it("has other functions and other attacks when held out", () => {
    const heldOut = syntheticSeries(1, "held-out");
    const developed = syntheticSeries(1, "development");
    for (const { name, values } of developed)
      expect(heldOut.find((series) => series.name === name)?.values).not.toEqual(values);
    expect(heldOut.length).toBeGreaterThan(developed.length);
    const excessOf = (split: "development" | "held-out") =>
      generateSet({ ...options, split }).find(({ kind }) => kind === "recursion")?.excess;
    expect(excessOf("held-out")).not.toEqual(excessOf("development"));
  });
});

describe("an attack", () => {
  const attackOf = (
    kind: (typeof ATTACK_KINDS)[number],
    change: Partial<Parameters<typeof generateSet>[0]> = {},
  ) => {
    const item = generateSet({ ...options, ...change }).find((each) => each.kind === kind);
    if (item?.attack === undefined) throw new Error(`no ${kind}`);
    return { ...item, attack: item.attack, counts: item.series[0]?.values ?? [] };
  };

  it("doubles every minute as a recursion, until the account has no more to give", () => {
    const { excess, stepSeconds } = attackOf("recursion");
    // 2 + 4 + ... + 32768 in fifteen minutes, then 60,000 a minute for forty-five.
    expect(Math.abs(sum(excess) - (65_534 + 45 * 60_000)) / sum(excess)).toBeLessThan(0.01);
    expect(Math.max(...excess)).toBeLessThan(61_500 * (stepSeconds / 60));
  });

  it("wakes a function that hardly ever ran, with twenty runs a minute for an hour", () => {
    const { excess, counts, testFrom } = attackOf("dormant");
    expect(sum(counts.slice(0, testFrom)) / 14).toBeLessThan(15);
    expect(Math.abs(sum(excess) - 1200)).toBeLessThan(200);
  });

  it("has its errors beside the counts when retries storm", () => {
    const { series, attack, counts } = attackOf("retry");
    const errors = series[1]?.values ?? [];
    expect(sum(errors.slice(attack.from, attack.until))).toBeGreaterThan(
      0.5 * sum(counts.slice(attack.from, attack.until)),
    );
    expect(sum(errors.slice(0, attack.from))).toBeLessThan(0.03 * sum(counts.slice(0, attack.from)));
  });

  it("stands in the history, too, when it is to be learned as normal", () => {
    const { poison, attack, excess, counts, stepSeconds } = attackOf("flood50", { poisonDays: 2 });
    const clean = attackOf("flood50");
    expect(poison).toEqual({
      from: attack.from - (2 * 86_400) / stepSeconds,
      until: attack.until - (2 * 86_400) / stepSeconds,
    });
    const shift = poison?.from ?? 0;
    for (const [row, extra] of excess.entries())
      expect((counts[shift + row] ?? 0) - (clean.counts[shift + row] ?? 0)).toBe(extra);
  });
});

describe.each(COURSES)("the course %s", (course) => {
  const flat = new Array<number>(60).fill(50);

  it("keeps the total of the attack, give or take chance", () => {
    const totals = Array.from({ length: 40 }, (_, seed) =>
      sum(takeCourse(flat, course, 1, randomStream(seed, "test"))),
    );
    expect(Math.abs(sum(totals) / totals.length / 3000 - 1)).toBeLessThan(0.1);
  });

  it("never leaves a short attack out", () => {
    for (let seed = 0; seed < 20; seed++)
      expect(sum(takeCourse([50, 50], course, 5, randomStream(seed, "test")))).toBeGreaterThan(0);
  });
});
