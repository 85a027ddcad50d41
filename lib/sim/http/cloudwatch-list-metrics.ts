import type { AccountFaces } from "../faces.ts";
import { isRecentlyActive } from "../recently-active.ts";
import { refuseUnknownMembers, validationError } from "./cloudwatch-parameters.ts";
import type { ListMetricsRequest, WireDimension } from "./cloudwatch-types.ts";

const PAGE_SIZE = 500;
const KNOWN_MEMBERS = ["Namespace", "MetricName", "Dimensions", "NextToken", "RecentlyActive"];

export function listMetrics(request: ListMetricsRequest, account: AccountFaces) {
  refuseUnknownMembers("cloudwatch:ListMetrics", request, KNOWN_MEMBERS);
  const { RecentlyActive: recentlyActive } = request;
  if (recentlyActive !== undefined && recentlyActive !== "PT3H")
    throw validationError("The value for parameter RecentlyActive is not valid.");
  const found = account.metrics
    .list({ namespace: request.Namespace, metricName: request.MetricName })
    .filter(({ dimensions }) => (request.Dimensions ?? []).every((filter) => matches(filter, dimensions)));
  const from = Number(request.NextToken ?? 0);
  if (!(Number.isInteger(from) && from >= 0))
    throw validationError("The value for parameter NextToken is not valid.");
  const page: typeof found = [];
  let next = from;
  // Whether a metric is active takes a while to find out, so it is asked of those alone that the page comes by.
  for (; next < found.length; next += 1) {
    const metric = found[next];
    if (metric === undefined || (recentlyActive !== undefined && !isRecentlyActive(account, metric)))
      continue;
    if (page.length === PAGE_SIZE) break;
    page.push(metric);
  }
  return {
    Metrics: page.map(({ namespace, metricName, dimensions }) => ({
      Namespace: namespace,
      MetricName: metricName,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    })),
    ...(next < found.length && { NextToken: String(next) }),
  };
}

/** A filter without a value asks only that the dimension exists. */
const matches = (filter: WireDimension, dimensions: Readonly<Record<string, string>>): boolean =>
  filter.Name !== undefined &&
  Object.hasOwn(dimensions, filter.Name) &&
  (filter.Value === undefined || dimensions[filter.Name] === filter.Value);
