import type { Series } from "./metric-archive.ts";
import type { MetricShape, Stat } from "./metric-names.ts";
import type { Aggregate, Minute, MinuteSeries } from "./minute-series.ts";
import type { TallyField } from "./minute-tally.ts";

/** The statistic of one period given as minutes `[from, to)`; undefined where there is no datapoint. */
export type StatisticReader = (from: Minute, to: Minute) => number | undefined;

/** Each occurrence is a sample of 1. */
export function countReader(values: MinuteSeries | undefined, stat: Stat): StatisticReader {
  const read = aggregateReader();
  return (from, to) => {
    const found = read(values, from, to);
    return found && (stat === "Sum" || stat === "SampleCount" ? found.sum : 1);
  };
}

/** The statistics of one of Lambda's metrics. */
export function statisticReader(series: Series, shape: MetricShape, stat: Stat): StatisticReader {
  const aggregate = aggregateReader();
  const read = (field: TallyField, from: Minute, to: Minute) => aggregate(series.get(field), from, to);

  switch (shape.kind) {
    case "count":
      return countReader(series.get(shape.field), stat);
    case "level":
      return (from, to) => {
        const found = read(shape.field, from, to);
        if (found === undefined) return undefined;
        if (stat === "Sum") return found.sum;
        if (stat === "SampleCount") return found.count;
        if (stat === "Average") return found.sum / found.count;
        return stat === "Maximum" ? found.maximum : found.minimum;
      };
    case "duration":
      return (from, to) => {
        if (stat === "SampleCount") return read("invocations", from, to)?.sum;
        if (stat === "Sum") return read("durationMs", from, to)?.sum;
        if (stat === "Maximum") return read("longestMs", from, to)?.maximum;
        if (stat === "Minimum") return read("shortestMs", from, to)?.minimum;
        const runs = read("invocations", from, to)?.sum;
        const totalMs = read("durationMs", from, to)?.sum;
        return runs === undefined || totalMs === undefined ? undefined : totalMs / runs;
      };
  }
}

/** Reads into one object of its own, so that thousands of periods need no new ones; a later reading replaces an earlier. */
function aggregateReader() {
  const aggregate: Aggregate = { sum: 0, count: 0, maximum: 0, minimum: 0 };
  return (values: MinuteSeries | undefined, from: Minute, to: Minute): Aggregate | undefined => {
    if (values === undefined) return undefined;
    values.aggregate(from, to, aggregate);
    return aggregate.count === 0 ? undefined : aggregate;
  };
}
