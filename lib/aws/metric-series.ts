import type { TimeRange } from "../domain/observation.ts";
import { type EpochMs, SECOND_MS } from "../domain/time.ts";

/** What came back for one query so far; its series is complete when `status` says so. */
export type Answer = { readonly series: readonly number[]; readonly status: string };

export const COMPLETE = "Complete";

/** The status of an answer with a datapoint that has no number, which must not pass for 0. */
const NOT_A_NUMBER = "a datapoint is not a number";

/** Number of periods in a range. */
export const periodsIn = ({ startMs, endMs, periodSeconds }: TimeRange): number =>
  Math.ceil((endMs - startMs) / (periodSeconds * SECOND_MS));

/**
 * One number per period, 0 where there is no datapoint. They may come in any order, over any number of pages, and twice:
 * the last one counts. Those outside the range are left out.
 */
export type SeriesBuilder = {
  add(atMs: EpochMs, value: number | undefined): void;
  /** @param status what CloudWatch says of the whole query */
  answer(status: string): Answer;
};

export function seriesBuilder(range: TimeRange): SeriesBuilder {
  const periodMs = range.periodSeconds * SECOND_MS;
  const series = new Array<number>(periodsIn(range)).fill(0);
  let isSpoiled = false;
  return {
    add(atMs, value) {
      const index = Math.floor((atMs - range.startMs) / periodMs);
      if (Number.isNaN(index) || value === undefined || !Number.isFinite(value)) isSpoiled = true;
      else if (index >= 0 && index < series.length) series[index] = value;
    },
    answer: (status) => ({ series, status: isSpoiled ? NOT_A_NUMBER : status }),
  };
}
