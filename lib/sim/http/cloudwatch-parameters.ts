import { AwsError } from "../faces.ts";
import type { Statistic, WireDimension, WireMetric } from "./cloudwatch-types.ts";
import { NotSimulatedError } from "./wire.ts";

const STATISTICS: readonly string[] = [
  "Sum",
  "SampleCount",
  "Maximum",
  "Minimum",
  "Average",
] satisfies Statistic[];

export const validationError = (message: string): AwsError => new AwsError("ValidationError", message);

/**
 * A member that this account would silently ignore changes what AWS answers (`Unit`, `AccountId`, `RecentlyActive`).
 * @throws {NotSimulatedError} as ValidationError
 */
export function refuseUnknownMembers(what: string, given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new NotSimulatedError(`${what} with ${unknown.join(", ")}`, "ValidationError", 400);
}

/** The value, if the caller gave one. @throws {AwsError} MissingParameter */
export function required<T>(value: T | undefined, name: string): T {
  if (value === undefined) throw new AwsError("MissingParameter", `The parameter ${name} is required.`);
  return value;
}

/** High-resolution periods (below a minute) do not exist for Lambda's metrics. @throws {AwsError} ValidationError */
export function checkedPeriodSeconds(period: number | undefined, name: string): number {
  const seconds = required(period, name);
  if (!(seconds > 0 && seconds % 60 === 0))
    throw validationError(`The parameter ${name} must be a multiple of 60.`);
  return seconds;
}

/** @throws {NotSimulatedError} for percentiles and other extended statistics */
export function checkedStatistic(stat: string | undefined, name: string): Statistic {
  const given = required(stat, name);
  if (!STATISTICS.includes(given))
    throw new NotSimulatedError(`the statistic ${given}`, "ValidationError", 400);
  return given as Statistic;
}

/** @throws {AwsError} MissingParameter */
export function checkedMetric(
  metric: WireMetric | undefined,
  name: string,
): { namespace: string; metricName: string; dimensions: Record<string, string> } {
  const given = required(metric, name);
  return {
    namespace: required(given.Namespace, `${name}.Namespace`),
    metricName: required(given.MetricName, `${name}.MetricName`),
    dimensions: checkedDimensions(given.Dimensions ?? [], `${name}.Dimensions`),
  };
}

function checkedDimensions(dimensions: readonly WireDimension[], name: string): Record<string, string> {
  return Object.fromEntries(
    dimensions.map((dimension, index) => [
      required(dimension.Name, `${name}.member.${index + 1}.Name`),
      required(dimension.Value, `${name}.member.${index + 1}.Value`),
    ]),
  );
}
