import { LAMBDA_METRICS } from "../../../../lib/domain/lambda-metric.ts";
import { MEASUREMENTS, type Measurement } from "../../../../lib/domain/observation.ts";
import { type Clock, SECOND_MS } from "../../../../lib/domain/time.ts";
import { simulatedAccount } from "../../../../lib/sim/account.ts";
import type { AccountFaces, MetricQuery, MetricStore } from "../../../../lib/sim/faces.ts";
import { accountSpec } from "../../../../lib/sim/spec.ts";
import { FLEET_ACCOUNT_ID, FLEET_REGION } from "../fleet/cost.ts";
import { FLEET_START_MS } from "../fleet/courses.ts";
import type { Fleet } from "../fleet/fleet.ts";
import { windowOf } from "../fleet/windows.ts";

const NAMESPACE = "AWS/Lambda";

/**
 * A simulated account without functions of its own, whose metrics are the fleet's: playing two weeks of ten thousand simulated
 * functions would take hours, and a tick asks for nothing but metrics.
 */
export const fleetAccount = (fleet: Fleet, clock: Clock): AccountFaces => ({
  ...simulatedAccount(
    accountSpec({
      accountId: FLEET_ACCOUNT_ID,
      region: FLEET_REGION,
      startMs: FLEET_START_MS,
      functions: [],
    }),
  ),
  nowMs: clock,
  metrics: fleetMetrics(fleet, clock),
});

function fleetMetrics(fleet: Fleet, clock: Clock): MetricStore {
  const indexOf = new Map(fleet.functions.map(({ functionName, index }) => [functionName, index]));
  return {
    query(query) {
      const measurement = measurementOf(query);
      const { FunctionName } = query.dimensions;
      const index = FunctionName === undefined ? undefined : indexOf.get(FunctionName);
      if (measurement === undefined || (FunctionName !== undefined && index === undefined)) return [];
      const { startMs, endMs, periodSeconds } = query;
      const range = { startMs, endMs, periodSeconds };
      const { series } = windowOf(fleet, fleet, index, [measurement], range, clock());
      return (series[measurement] ?? []).flatMap((value, period) =>
        value === 0 ? [] : [{ timestampMs: startMs + period * periodSeconds * SECOND_MS, value }],
      );
    },
    list: ({ metricName = "Duration" }) =>
      fleet.functions
        .filter(({ perMinute }) => perMinute > 0)
        .map(({ functionName }) => ({
          namespace: NAMESPACE,
          metricName,
          dimensions: { FunctionName: functionName },
        })),
  };
}

const measurementOf = ({ namespace, metricName, stat }: MetricQuery): Measurement | undefined =>
  namespace === NAMESPACE
    ? MEASUREMENTS.find(
        (measurement) =>
          LAMBDA_METRICS[measurement].metricName === metricName && LAMBDA_METRICS[measurement].stat === stat,
      )
    : undefined;
