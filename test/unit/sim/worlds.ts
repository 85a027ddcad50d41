import { DAY_MS, type EpochMs, MINUTE_MS } from "../../../lib/domain/time.ts";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import type { MetricQuery } from "../../../lib/sim/faces.ts";
import type { SimulatedAccount } from "../../../lib/sim/simulated-account.ts";
import { type AccountSpec, accountSpec, type FunctionSpec, functionSpec } from "../../../lib/sim/spec.ts";

export const START_MS: EpochMs = Date.UTC(2026, 9, 1);

export const atMinute = (minutes: number): EpochMs => START_MS + minutes * MINUTE_MS;

/** Exactly so many arrivals every minute, so that tests can count. */
export const steady = (perMinute: number) => ({ arrivals: () => perMinute, exact: true });

/** Arrivals until then, and none afterwards. */
export const steadyUntil = (perMinute: number, untilMs: EpochMs) => ({
  arrivals: (minuteStartMs: EpochMs) => (minuteStartMs < untilMs ? perMinute : 0),
  exact: true,
});

/** A world of one function named `f` that never fails on its own. */
export function worldOf(
  given: Pick<FunctionSpec, "triggers"> & Partial<FunctionSpec>,
  account: Partial<AccountSpec> = {},
): SimulatedAccount {
  const functions = [functionSpec({ functionName: "f", errorRatio: 0, ...given })];
  return simulatedAccount(accountSpec({ startMs: START_MS, functions, ...account }));
}

/** What is visible of one metric of `f` since the start, one value per minute; gaps are undefined. */
export function minutesOf(
  account: SimulatedAccount,
  metricName: string,
  stat: MetricQuery["stat"] = "Sum",
  dimensions: Record<string, string> = { FunctionName: "f" },
): (number | undefined)[] {
  const points = account.metrics.query({
    namespace: "AWS/Lambda",
    metricName,
    dimensions,
    stat,
    periodSeconds: 60,
    startMs: START_MS,
    endMs: START_MS + DAY_MS,
  });
  const length = Math.floor((account.nowMs() - START_MS) / MINUTE_MS);
  return Array.from(
    { length },
    (_, minute) => points.find(({ timestampMs }) => timestampMs === atMinute(minute))?.value,
  );
}

export const sumOf = (values: readonly (number | undefined)[]): number =>
  values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
