import type { TimeWindow } from "./bench-item.ts";
import { toEpochMs } from "./time-stamp.ts";

/**
 * When the Numenta Anomaly Benchmark (NAB) calls its tweet series anomalous: from `labels/combined_windows.json` of
 * https://github.com/numenta/NAB, under the licence in lib/sim/traffic/data/LICENSE-NAB.txt. By company, in UTC.
 */
const WINDOWS: Readonly<Record<string, readonly (readonly [from: string, until: string])[]>> = {
  AAPL: [
    ["2015-03-03 04:37:53", "2015-03-04 13:37:53"],
    ["2015-03-09 01:02:53", "2015-03-10 10:02:53"],
    ["2015-03-15 10:27:53", "2015-03-16 19:27:53"],
    ["2015-03-30 10:57:53", "2015-03-31 19:57:53"],
  ],
  AMZN: [
    ["2015-03-05 03:22:53", "2015-03-06 12:12:53"],
    ["2015-03-11 04:32:53", "2015-03-12 13:22:53"],
    ["2015-04-01 05:32:53", "2015-04-02 14:22:53"],
    ["2015-04-07 12:27:53", "2015-04-08 21:17:53"],
  ],
  CRM: [
    ["2015-03-08 21:02:53", "2015-03-10 17:12:53"],
    ["2015-03-19 01:02:53", "2015-03-20 21:12:53"],
    ["2015-03-25 21:02:53", "2015-03-27 17:12:53"],
  ],
  CVS: [
    ["2015-03-03 23:32:53", "2015-03-06 12:27:53"],
    ["2015-03-25 21:37:53", "2015-03-27 06:37:53"],
    ["2015-04-14 06:07:53", "2015-04-15 15:07:53"],
  ],
  FB: [
    ["2015-03-14 22:12:53", "2015-03-17 16:02:53"],
    ["2015-04-02 08:52:53", "2015-04-05 02:42:53"],
  ],
};

/** @param base name of a series, `tweets_` and the company for the recorded ones; no other has labels */
export const labelledWindows = (base: string): readonly TimeWindow[] =>
  (WINDOWS[base.replace(/^tweets_/, "")] ?? []).map(([from, until]) => ({
    fromMs: toEpochMs(from),
    untilMs: toEpochMs(until),
  }));
