import { AwsError } from "../faces.ts";
import type { WireMetricDataResult } from "./cloudwatch-types.ts";

/** A series before paging, in the order it is scanned in. Timestamps are seconds since 1970. */
export type WholeSeries = {
  readonly id: string;
  readonly label: string;
  readonly timestamps: readonly number[];
  readonly values: readonly number[];
  /** How the last page of it ends. */
  readonly status: "Complete" | "InternalError" | "PartialData";
};

/** Where a page begins. The whole state is in the token, so any page may be asked again. */
type Position = { readonly seriesIndex: number; readonly pointIndex: number };

const TOKEN = /^page\.(\d+)\.(\d+)$/;

/**
 * The datapoints from the token on, at most `maxDatapoints` of them. A series that goes on in the next page is
 * `PartialData` here; series of earlier pages are not repeated.
 * @throws {AwsError} InvalidNextToken
 */
export function metricDataPage(
  series: readonly WholeSeries[],
  token: string | undefined,
  maxDatapoints: number,
): { readonly results: WireMetricDataResult[]; readonly nextToken?: string } {
  let { seriesIndex, pointIndex } = positionOf(token);
  let room = maxDatapoints;
  const results: WireMetricDataResult[] = [];
  for (let one = series[seriesIndex]; one !== undefined; one = series[++seriesIndex]) {
    const until = Math.min(one.values.length, pointIndex + room);
    const isComplete = until === one.values.length;
    if (until === pointIndex && !isComplete) break;
    results.push({
      Id: one.id,
      Label: one.label,
      Timestamps: one.timestamps.slice(pointIndex, until),
      Values: one.values.slice(pointIndex, until),
      StatusCode: isComplete ? one.status : "PartialData",
    });
    room -= until - pointIndex;
    pointIndex = isComplete ? 0 : until;
    if (!isComplete) break;
  }
  if (seriesIndex >= series.length) return { results };
  return { results, nextToken: Buffer.from(`page.${seriesIndex}.${pointIndex}`).toString("base64") };
}

function positionOf(token: string | undefined): Position {
  if (token === undefined) return { seriesIndex: 0, pointIndex: 0 };
  const [, seriesIndex, pointIndex] = TOKEN.exec(Buffer.from(token, "base64").toString()) ?? [];
  if (seriesIndex === undefined || pointIndex === undefined)
    throw new AwsError("InvalidNextToken", "The value for parameter NextToken is not valid.");
  return { seriesIndex: Number(seriesIndex), pointIndex: Number(pointIndex) };
}
