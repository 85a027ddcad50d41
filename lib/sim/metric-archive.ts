import type { PublishedTally } from "./metric-publication.ts";
import { type MinuteSeries, minuteSeries } from "./minute-series.ts";
import { JOINS, type MinuteTally, TALLY_FIELDS, type TallyField } from "./minute-tally.ts";

/** Everything measured about one function or about the account; what never had a value has no series. */
export type Series = ReadonlyMap<TallyField, MinuteSeries>;

/** All visible measurements, by function and for the account as a whole. */
export type MetricArchive = {
  keep(published: PublishedTally): void;
  /** Of the account for undefined; undefined when nothing was ever measured. */
  seriesOf(functionName: string | undefined): Series | undefined;
  owners(): { dimensions: Record<string, string>; series: Series }[];
};

type GrowingSeries = Map<TallyField, MinuteSeries>;

export function metricArchive(): MetricArchive {
  const account: GrowingSeries = new Map();
  const byFunction = new Map<string, GrowingSeries>();
  return {
    keep({ functionName, minute, tally }) {
      if (functionName === undefined) return join(account, minute, tally);
      let series = byFunction.get(functionName);
      if (series === undefined) {
        series = new Map();
        byFunction.set(functionName, series);
      }
      join(series, minute, tally);
      // The account's highest concurrency is not that of its functions: it is measured by itself.
      join(account, minute, tally, "concurrentExecutions");
    },
    seriesOf: (functionName) => (functionName === undefined ? account : byFunction.get(functionName)),
    owners: () => [
      { dimensions: {}, series: account },
      ...[...byFunction].map(([FunctionName, series]) => ({ dimensions: { FunctionName }, series })),
    ],
  };
}

function join(series: GrowingSeries, minute: number, tally: MinuteTally, except?: TallyField): void {
  for (const field of TALLY_FIELDS) {
    const value = tally[field];
    if (value === 0 || field === except) continue;
    let values = series.get(field);
    if (values === undefined) {
      values = minuteSeries();
      series.set(field, values);
    }
    values.join(minute, value, JOINS[field]);
  }
}
