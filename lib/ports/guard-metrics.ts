/** What the guard publishes about itself, so that an alarm outside of it can tell that it is dead. */
export const GUARD_METRICS = ["Heartbeat", "BillUsd", "UnsentAlerts", "BlindTargets"] as const;
/**
 * - `Heartbeat`: 1 for each tick that has really looked; nothing is published for one that could not.
 * - `BillUsd`: what the guard has cost in this calendar month so far, USD beyond the free tier.
 * - `UnsentAlerts`: alerts that have waited for more than ten minutes to be sent; at least 1 while nobody is subscribed to them.
 * - `BlindTargets`: accounts and regions that could not be looked at for too long.
 */
export type GuardMetric = (typeof GUARD_METRICS)[number];

export type GuardMetrics = {
  put(values: Readonly<Partial<Record<GuardMetric, number>>>): void;
};
