import { GUARD_RATES } from "../../../../lib/pricing/guard-rates.ts";
import { MONTH_MINUTES } from "./fixed-usage.ts";
import type { PeerName } from "./peers.ts";

const POLLED_METRICS = 4;
const FREE_ALARMS = 10;
/** List prices of us-east-1, read 2025-10: a standard alarm and month; an anomaly detection alarm counts as three. */
const USD_PER_ALARM = 0.1;
const USD_PER_BAND = 0.3;
/** Anomaly detection models in a region. */
const MOST_BANDS = 500;

/** What the others cost a month, one region; `null`: AWS does not allow so many. */
export function peerUsdPerMonth(name: PeerName, functions: number): number | null {
  const polled = POLLED_METRICS * functions * MONTH_MINUTES * GUARD_RATES.getMetricDataMetrics.usd;
  switch (name) {
    case "poll1":
      return polled;
    case "poll5":
      return polled / 5;
    case "alarms":
      return USD_PER_ALARM * Math.max(0, functions - FREE_ALARMS);
    case "bands":
      return functions > MOST_BANDS ? null : USD_PER_BAND * functions;
  }
}
