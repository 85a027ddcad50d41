import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quickestRange } from "../../../lib/aws/metric-range.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { answerAll, NOW_MS, named, readerOver } from "./metric-wire.ts";

const lastMinutes = (minutes: number) => ({
  startMs: NOW_MS - minutes * MINUTE_MS,
  endMs: NOW_MS,
  periodSeconds: 60,
});

/** What CloudWatch takes to answer so many datapoints: 180,000 a second, or 396,000 where the range is older. */
const secondsFor = ({ startMs, endMs }: { startMs: number; endMs: number }, queries: number) =>
  (queries * ((endMs - startMs) / MINUTE_MS)) / (NOW_MS - startMs > 3 * HOUR_MS ? 396_000 : 180_000);

describe("quickestRange", () => {
  it("asks more than three hours where two of so many functions would take longer", () => {
    // 20,000 x 125 / 180,000 = 13.9 s; 20,000 x 181 / 396,000 = 9.1 s.
    expect(quickestRange(lastMinutes(125), 20_000, NOW_MS)).toEqual(lastMinutes(181));
  });

  it("asks what is wanted where that is quicker, or fits into a second", () => {
    // 20,000 x 60 / 180,000 = 6.7 s.
    expect(quickestRange(lastMinutes(60), 20_000, NOW_MS)).toEqual(lastMinutes(60));
    // 1,440 x 125 = 180,000.
    expect(quickestRange(lastMinutes(125), 1_440, NOW_MS)).toEqual(lastMinutes(125));
  });

  it("never takes longer than what is wanted would, holds all of it, and keeps to its periods", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 50_000 }),
        (minutes, queries) => {
          const wanted = lastMinutes(minutes);
          const asked = quickestRange(wanted, queries, NOW_MS);
          expect(secondsFor(asked, queries)).toBeLessThanOrEqual(secondsFor(wanted, queries));
          expect(asked.startMs).toBeLessThanOrEqual(wanted.startMs);
          expect((wanted.startMs - asked.startMs) % MINUTE_MS).toBe(0);
          expect({ ...asked, startMs: 0 }).toEqual({ ...wanted, startMs: 0 });
        },
      ),
    );
  });

  it("shows nothing of what was asked besides", async () => {
    // Minute 0 of the script is an hour ago: inside of the wanted hours, as is -30; -90 is before them.
    const { reader, requests } = readerOver(
      answerAll([
        [-90, 9],
        [-30, 3],
        [0, 1],
      ]),
    );
    const { windows, unread } = await reader.readWindows(named(1_000), lastMinutes(120));
    expect(requests[0]?.body.StartTime).toBe(lastMinutes(181).startMs / 1_000);
    expect(unread).toEqual([]);
    for (const { startMs, series } of windows) {
      expect(startMs).toBe(lastMinutes(120).startMs);
      expect(series.durationMs?.flatMap((value, minute) => (value === 0 ? [] : [[minute, value]]))).toEqual([
        [30, 3],
        [60, 1],
      ]);
    }
  });
});
