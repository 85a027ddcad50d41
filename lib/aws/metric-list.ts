import { ListMetricsCommand, type ListMetricsCommandOutput, type Metric } from "@aws-sdk/client-cloudwatch";
import type { ActiveFunctions } from "../domain/active-functions.ts";
import { CloudCallError } from "../domain/errors.ts";
import { LAMBDA_METRICS } from "../domain/lambda-metric.ts";
import type { EpochMs } from "../domain/time.ts";
import { inTurn, type MetricAccess, metricCall, OutOfTime, turnOf } from "./metric-call.ts";
import { NAMESPACE } from "./metric-query.ts";

export const permissions = ["cloudwatch:ListMetrics"] as const;

/**
 * The names under which runs were counted in the last hours, page by page, since each page tells where the next one is.
 *
 * Source of what the list holds, and how late: CloudWatch API Reference, ListMetrics, and its parameter RecentlyActive. It takes
 * 25 requests a second (CloudWatch service quotas).
 * @throws {CloudCallError} when the first page could not be asked
 */
export async function listActiveFunctions(access: MetricAccess, untilMs: EpochMs): Promise<ActiveFunctions> {
  const functionNames = new Set<string>();
  let token: string | undefined;
  let pages = 0;
  try {
    do {
      const page = await askPage(access, token, untilMs);
      for (const metric of page.Metrics ?? []) {
        const functionName = functionOf(metric);
        if (functionName !== undefined) functionNames.add(functionName);
      }
      pages += 1;
      token = page.NextToken || undefined;
    } while (token !== undefined);
  } catch (error) {
    if (error instanceof OutOfTime) return { functionNames, cutShort: error.message };
    if (pages === 0 || !(error instanceof CloudCallError)) throw error;
    return { functionNames, cutShort: error.message };
  }
  return { functionNames };
}

function askPage(
  access: MetricAccess,
  token: string | undefined,
  untilMs: EpochMs,
): Promise<ListMetricsCommandOutput> {
  const command = new ListMetricsCommand({
    Namespace: NAMESPACE,
    MetricName: LAMBDA_METRICS.invocations.metricName,
    RecentlyActive: "PT3H",
    ...(token === undefined ? {} : { NextToken: token }),
  });
  const turn = turnOf(access, { kind: "list" }, untilMs);
  return metricCall("cloudwatch:ListMetrics", access.client.send(inTurn(turn, command)));
}

/** Versions and aliases have rows of their own besides, and the account's total has one without any dimension. */
function functionOf({ Dimensions = [] }: Metric): string | undefined {
  const [dimension, ...others] = Dimensions;
  return others.length === 0 && dimension?.Name === "FunctionName" ? dimension.Value : undefined;
}
