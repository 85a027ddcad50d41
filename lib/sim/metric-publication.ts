import { type EpochMs, MINUTE_MS, SECOND_MS } from "../domain/time.ts";
import type { Minute } from "./minute-series.ts";
import type { MinuteTally } from "./minute-tally.ts";
import type { Random } from "./random.ts";

export type PublishedTally = {
  /** Absent: the account's own. */
  readonly functionName: string | undefined;
  /** The minute it is stamped with: that in which the runs started. */
  readonly minute: Minute;
  readonly tally: MinuteTally;
};

/** What was sent to one queue or stream in one minute, by whomever. */
export type PublishedArrivals = {
  readonly sourceArn: string;
  readonly minute: Minute;
  /** Messages or records. */
  readonly arrived: number;
};

export type Published = PublishedTally | PublishedArrivals;

/** Measurements on their way to CloudWatch, which shows them one to two minutes after the minute in which runs ended. */
export type PublishedMetrics = {
  /** @param lag decides how late; one draw per function and minute */
  publish(closedAtMs: EpochMs, batch: readonly Published[], lag: Random): void;
  /** What is published from now on becomes visible so much later than usual. */
  delay(delayMs: number): void;
  /** Brings what has become visible by `nowMs` to where it is looked up. */
  settle(nowMs: EpochMs): void;
};

/** No text promises a lag; one to two minutes is what is seen. */
const SHORTEST_LAG_MS = MINUTE_MS;
const LAG_SPREAD_MS = 60 * SECOND_MS;

export function publishedMetrics(show: (published: Published) => void): PublishedMetrics {
  let underway: { visibleAtMs: EpochMs; batch: readonly Published[] }[] = [];
  let nextVisibleAtMs = Number.POSITIVE_INFINITY;
  let delayMs = 0;
  return {
    delay(wantedMs) {
      delayMs = wantedMs;
    },
    publish(closedAtMs, batch, lag) {
      const lagMs = SHORTEST_LAG_MS + Math.floor(lag.uniform() * LAG_SPREAD_MS);
      const visibleAtMs = closedAtMs + lagMs + delayMs;
      underway.push({ visibleAtMs, batch });
      nextVisibleAtMs = Math.min(nextVisibleAtMs, visibleAtMs);
    },
    settle(nowMs) {
      if (nowMs < nextVisibleAtMs) return;
      const later: typeof underway = [];
      nextVisibleAtMs = Number.POSITIVE_INFINITY;
      for (const each of underway) {
        if (each.visibleAtMs <= nowMs) each.batch.forEach(show);
        else {
          later.push(each);
          nextVisibleAtMs = Math.min(nextVisibleAtMs, each.visibleAtMs);
        }
      }
      underway = later;
    },
  };
}
