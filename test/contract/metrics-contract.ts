import { describe, expect, it } from "vitest";
import { MEASUREMENTS, type TimeRange } from "../../lib/domain/observation.ts";
import { DAY_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import type { MetricReader } from "../../lib/ports/metrics.ts";

export type MetricsSubject = {
  readonly metrics: MetricReader;
  /** Five minutes, long settled, in each of which `checkout` ran 6 times and `thumbnails` twice, and nothing else ran. */
  readonly range: TimeRange;
};

const MINUTES = 5;
const everyMinute = (value: number) => new Array<number>(MINUTES).fill(value);
const sum = (values: readonly number[] = []) => values.reduce((total, value) => total + value, 0);

export function describeMetricsContract(name: string, makeSubject: () => Promise<MetricsSubject>): void {
  describe(name, () => {
    it("counts the runs of each function, one window per request, in order", async () => {
      const { metrics, range } = await makeSubject();
      const { windows, unread } = await metrics.readWindows(
        [
          { functionName: "thumbnails", measurements: ["invocations"] },
          { functionName: "checkout", measurements: ["invocations", "errors"] },
        ],
        range,
      );
      expect(unread).toEqual([]);
      expect(windows).toMatchObject([
        {
          functionName: "thumbnails",
          startMs: range.startMs,
          periodSeconds: 60,
          series: { invocations: everyMinute(2) },
        },
        { functionName: "checkout", series: { invocations: everyMinute(6), errors: everyMinute(0) } },
      ]);
      expect(windows.map((window) => window.finalUntilMs)).toEqual([range.endMs, range.endMs]);
    });

    it("reads the same windows either way, paid or free", async () => {
      const { metrics, range } = await makeSubject();
      const requests = [
        { functionName: "checkout", measurements: MEASUREMENTS },
        { functionName: "thumbnails", measurements: ["durationMs", "invocations"] as const },
        { functionName: "report", measurements: ["invocations"] as const },
        { measurements: ["invocations", "durationMs"] as const },
      ];
      const [paid, free] = [
        await metrics.readWindows(requests, range, { through: "paid" }),
        await metrics.readWindows(requests, range, { through: "free" }),
      ];
      expect(free).toEqual(paid);
      expect(free.windows[0]?.series.invocations).toEqual(everyMinute(6));
      expect(Object.keys(free.windows[0]?.series ?? {}).sort()).toEqual([...MEASUREMENTS].sort());
    });

    it.each(["paid", "free"] as const)(
      "asks nothing any more once the time is over (%s)",
      async (through) => {
        const { metrics, range } = await makeSubject();
        const terms = { through, untilMs: range.startMs };
        const { windows, unread } = await metrics.readWindows(
          [{ functionName: "checkout", measurements: ["invocations"] }],
          range,
          terms,
        );
        expect(windows).toMatchObject([{ functionName: "checkout", series: {} }]);
        expect(unread).toEqual([
          { functionName: "checkout", measurement: "invocations", reason: "no time left this minute" },
        ]);
      },
    );

    it("reads a function that never ran as silence", async () => {
      const { metrics, range } = await makeSubject();
      const { windows } = await metrics.readWindows(
        [{ functionName: "report", measurements: ["durationMs", "maxConcurrency"] }],
        range,
      );
      expect(windows[0]?.series).toEqual({ durationMs: everyMinute(0), maxConcurrency: everyMinute(0) });
    });

    it("adds minutes up to longer periods", async () => {
      const { metrics, range } = await makeSubject();
      const { windows } = await metrics.readWindows(
        [{ functionName: "checkout", measurements: ["invocations"] }],
        {
          ...range,
          periodSeconds: MINUTES * 60,
        },
      );
      expect(windows[0]?.series.invocations).toEqual([6 * MINUTES]);
    });

    it("totals all functions of the account", async () => {
      const { metrics, range } = await makeSubject();
      const { windows, unread } = await metrics.readAccountTotals(
        ["invocations", "durationMs", "throttles"],
        range,
      );
      expect(unread).toEqual([]);
      expect(windows).toHaveLength(1);
      expect(windows[0]).not.toHaveProperty("functionName");
      expect(windows[0]?.series.invocations).toEqual(everyMinute(8));
      expect(windows[0]?.series.throttles).toEqual(everyMinute(0));
    });

    it("agrees with itself: functions and total", async () => {
      const { metrics, range } = await makeSubject();
      const total = await metrics.readAccountTotals(["durationMs"], range);
      const each = await metrics.readWindows(
        ["checkout", "thumbnails"].map((functionName) => ({
          functionName,
          measurements: ["durationMs"] as const,
        })),
        range,
      );
      const ofFunctions = each.windows.map((window) => sum(window.series.durationMs));
      expect(sum(total.windows[0]?.series.durationMs)).toBeCloseTo(sum(ofFunctions), 3);
      expect(Math.min(...ofFunctions)).toBeGreaterThan(0);
    });
  });
}

/** The list of who ran, of which the independent emulator knows no time (see `moto.test.ts`). */
export function describeActiveFunctions(name: string, makeSubject: () => Promise<MetricsSubject>): void {
  describe(name, () => {
    it("names the functions that ran, each once and by its name alone", async () => {
      const { metrics, range } = await makeSubject();
      const { functionNames, cutShort } = await metrics.listActiveFunctions(range.endMs + DAY_MS);
      expect([...functionNames].sort()).toEqual(["checkout", "thumbnails"]);
      expect(cutShort).toBeUndefined();
    });

    it("asks for nothing once the time is over, and says that it has not asked", async () => {
      const { metrics, range } = await makeSubject();
      expect(await metrics.listActiveFunctions(range.startMs)).toEqual({
        functionNames: new Set(),
        cutShort: "no time left this minute",
      });
    });
  });
}

/** What the independent emulator cannot be asked (see `moto.test.ts`). */
export function describeMetricsRanking(name: string, makeSubject: () => Promise<MetricsSubject>): void {
  describe(name, () => {
    it("ranks the functions that ran by what they billed, and only as many as asked for", async () => {
      const { metrics, range } = await makeSubject();
      const { windows } = await metrics.readWindows(
        ["checkout", "thumbnails"].map((functionName) => ({
          functionName,
          measurements: ["durationMs"] as const,
        })),
        range,
      );
      const expected = windows
        .map((window) => ({ functionName: window.functionName, durationMs: sum(window.series.durationMs) }))
        .sort((a, b) => b.durationMs - a.durationMs);
      const ranking = await metrics.rankByDuration(range, 20);
      expect(ranking.map((each) => each.functionName)).toEqual(expected.map((each) => each.functionName));
      for (const [index, { durationMs }] of ranking.entries())
        expect(durationMs).toBeCloseTo(expected[index]?.durationMs ?? Number.NaN, 3);
      expect(await metrics.rankByDuration(range, 1)).toEqual(ranking.slice(0, 1));
    });

    it("gives each ranked function's window with it, as if it had been read", async () => {
      const { metrics, range } = await makeSubject();
      const ranking = await metrics.rankByDuration(range, 20);
      const { windows } = await metrics.readWindows(
        ranking.map(({ functionName }) => ({ functionName, measurements: ["durationMs"] })),
        range,
      );
      expect(ranking.map(({ window }) => window)).toEqual(windows);
      expect(windows).toHaveLength(2);
    });

    it("shows the newest minutes as not final", async () => {
      const { metrics, range } = await makeSubject();
      // The subject's clock stands ten minutes after the range; a range up to now reaches into what may still change.
      const untilNow = { ...range, endMs: range.endMs + 10 * MINUTE_MS };
      const { windows } = await metrics.readAccountTotals(["invocations"], untilNow);
      expect(windows[0]?.finalUntilMs).toBe(untilNow.endMs - 2 * MINUTE_MS);
    });
  });
}
