import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkQuestions, queriesPerCall } from "../../../lib/aws/metric-call-size.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 12, 0, 0);
const lastMinutes = (minutes: number) => ({
  startMs: NOW_MS - minutes * MINUTE_MS,
  endMs: NOW_MS,
  periodSeconds: 60,
});

describe("queriesPerCall", () => {
  it("fills a second's datapoints with whole calls", () => {
    // 500 queries x 125 minutes are 62,500: two calls a second. 480 x 125 = 60,000 make three of 180,000.
    expect(queriesPerCall(lastMinutes(125), NOW_MS)).toBe(480);
    // 180,000 / 500 / 180 = 2 calls of 90,000 exactly.
    expect(queriesPerCall(lastMinutes(180), NOW_MS)).toBe(500);
    // Older than three hours: 396,000 / 4 = 99,000, of 240 each.
    expect(queriesPerCall(lastMinutes(240), NOW_MS)).toBe(412);
  });

  it("exceeds no limit of a call, and no second's quota", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.constantFrom(60, 300, 3_600),
        (periods, periodSeconds) => {
          const range = { startMs: NOW_MS - periods * periodSeconds * 1_000, endMs: NOW_MS, periodSeconds };
          const queries = queriesPerCall(range, NOW_MS);
          expect(queries).toBeGreaterThan(0);
          expect(queries).toBeLessThanOrEqual(500);
          expect(queries * periods).toBeLessThanOrEqual(100_800);
          const perSecond = NOW_MS - range.startMs <= 3 * HOUR_MS ? 180_000 : 396_000;
          // At most one query's worth in each call of the second is left over, unless 500 queries are few.
          const calls = Math.floor(perSecond / Math.max(1, queries * periods));
          if (queries < 500)
            expect(perSecond - calls * queries * periods).toBeLessThan((calls + 1) * periods);
        },
      ),
    );
  });
});

describe("chunkQuestions", () => {
  it("keeps every question once and in order, and no chunk above its room", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 60 }),
        fc.integer({ min: 5, max: 30 }),
        (sizes, room) => {
          const questions = sizes.map((size, index) => ({ size, index }));
          const chunks = chunkQuestions(questions, ({ size }) => size, room);
          expect(chunks.flat()).toEqual(questions);
          for (const chunk of chunks)
            expect(chunk.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(room);
        },
      ),
    );
  });

  it("asks a question by itself that is too large for any call", () => {
    expect(chunkQuestions([1, 9, 1], (size) => size, 5)).toEqual([[1], [9], [1]]);
  });
});
