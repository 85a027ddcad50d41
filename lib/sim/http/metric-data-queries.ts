import type { MetricQuery } from "../faces.ts";
import {
  checkedMetric,
  checkedPeriodSeconds,
  checkedStatistic,
  refuseUnknownMembers,
  required,
  validationError,
} from "./cloudwatch-parameters.ts";
import type { WireMetricDataQuery } from "./cloudwatch-types.ts";
import { type InsightsQuery, parseInsightsQuery } from "./insights-query.ts";

/** One checked query of a GetMetricData call. */
export type MetricDataQuery = { readonly id: string; readonly returned: boolean } & (
  | {
      readonly kind: "metric";
      readonly label: string;
      readonly metric: Omit<MetricQuery, "startMs" | "endMs">;
    }
  | { readonly kind: "insights"; readonly periodSeconds: number; readonly insights: InsightsQuery }
);

const MAX_QUERIES = 500;
const KNOWN_MEMBERS = ["Id", "MetricStat", "Expression", "Label", "ReturnData", "Period"];
const ID = /^[a-z][a-zA-Z0-9_]*$/;

/** @throws {AwsError} ValidationError and MissingParameter, as CloudWatch words them */
export function readMetricDataQueries(given: readonly WireMetricDataQuery[] | undefined): MetricDataQuery[] {
  const queries = required(given, "MetricDataQueries");
  if (queries.length === 0) throw validationError("The parameter MetricDataQueries must not be empty.");
  if (queries.length > MAX_QUERIES)
    throw validationError(
      `The collection MetricDataQueries must not have a size greater than ${MAX_QUERIES}.`,
    );
  const read = queries.map(readQuery);
  refuseRepeatedIds(read);
  if (read.filter((query) => query.kind === "insights").length > 1)
    throw validationError("A request may contain only one Metrics Insights query.");
  return read;
}

/** What GetMetricData is billed by: distinct metrics, up to five statistics of one counting once. */
export function billedMetrics(queries: readonly MetricDataQuery[]): number {
  const statisticsOfMetric = new Map<string, Set<string>>();
  for (const query of queries) {
    if (query.kind !== "metric") continue;
    const { namespace, metricName, dimensions, stat } = query.metric;
    const key = JSON.stringify([namespace, metricName, Object.entries(dimensions).sort()]);
    const statistics = statisticsOfMetric.get(key) ?? new Set();
    statisticsOfMetric.set(key, statistics.add(stat));
  }
  let billed = 0;
  for (const statistics of statisticsOfMetric.values()) billed += Math.ceil(statistics.size / 5);
  return billed;
}

function readQuery(query: WireMetricDataQuery, index: number): MetricDataQuery {
  const name = `MetricDataQueries.member.${index + 1}`;
  refuseUnknownMembers(name, query, KNOWN_MEMBERS);
  refuseUnknownMembers(`${name}.MetricStat`, query.MetricStat ?? {}, ["Metric", "Period", "Stat"]);
  const id = required(query.Id, `${name}.Id`);
  if (!ID.test(id))
    throw validationError(`The value ${id} for parameter ${name}.Id is not matching ${ID.source}.`);
  const returned = query.ReturnData ?? true;
  if ((query.MetricStat === undefined) === (query.Expression === undefined))
    throw validationError(`The parameter ${name} must have exactly one of MetricStat and Expression.`);
  if (query.Expression !== undefined)
    return {
      id,
      returned,
      kind: "insights",
      periodSeconds: checkedPeriodSeconds(query.Period, `${name}.Period`),
      insights: parseInsightsQuery(query.Expression),
    };
  const metric = checkedMetric(query.MetricStat?.Metric, `${name}.MetricStat.Metric`);
  return {
    id,
    returned,
    kind: "metric",
    label: query.Label ?? metric.metricName,
    metric: {
      ...metric,
      stat: checkedStatistic(query.MetricStat?.Stat, `${name}.MetricStat.Stat`),
      periodSeconds: checkedPeriodSeconds(query.MetricStat?.Period, `${name}.MetricStat.Period`),
    },
  };
}

function refuseRepeatedIds(queries: readonly MetricDataQuery[]): void {
  const seen = new Set<string>();
  for (const { id } of queries) {
    if (seen.has(id))
      throw validationError(`The values for parameter Id in MetricDataQueries are not unique: ${id}.`);
    seen.add(id);
  }
}
