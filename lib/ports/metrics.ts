import type { Measurement, TimeRange, Window } from "../domain/observation.ts";

export type WindowRequest = {
  /** Absent: the total over all functions of the region. */
  readonly functionName?: string;
  readonly measurements: readonly Measurement[];
};

/** A question that got no answer. Its series are absent from the windows; nothing may be concluded from them. */
export type Unread = {
  readonly functionName?: string;
  readonly measurement: Measurement;
  readonly reason: string;
};

export type Reading = { readonly windows: readonly Window[]; readonly unread: readonly Unread[] };

/** Reads what functions did. A partial failure spoils only its own part: see `unread`. */
export type MetricReader = {
  /**
   * One window per request, in order, dense from `startMs`. Costs one billed metric per distinct CloudWatch metric and
   * function ($0.00001); `invocations` and `durationMs` are two statistics of the same metric and cost one.
   * @throws {CloudCallError} only when nothing at all could be asked
   */
  readWindows(requests: readonly WindowRequest[], range: TimeRange): Promise<Reading>;
  /** The account's totals, through the calls that the free tier covers. @throws {CloudCallError} */
  readAccountTotals(measurements: readonly Measurement[], range: TimeRange): Promise<Reading>;
  /**
   * The functions with the most billed milliseconds in the range, most first, by one ranking query.
   * @throws {CloudCallError}
   */
  rankByDuration(
    range: TimeRange,
    limit: number,
  ): Promise<readonly { functionName: string; durationMs: number }[]>;
};
