import type { ActiveFunctions } from "../domain/active-functions.ts";
import type { Measurement, TimeRange, Window } from "../domain/observation.ts";
import type { EpochMs } from "../domain/time.ts";

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

/** The reason for what was not asked because its time was over. */
export const NO_TIME_LEFT = "no time left this minute";

export type Reading = { readonly windows: readonly Window[]; readonly unread: readonly Unread[] };

/** How a reading is paid for and when it has to end. */
export type ReadingTerms = {
  /**
   * `paid` (the default): many metrics in one GetMetricData call, $0.00001 each from the first one on. `free`: one
   * GetMetricStatistics call for each metric, which the free tier of CloudWatch covers up to a million a month and which costs the
   * same beyond; slower, so for some tens of functions.
   */
  readonly through?: "paid" | "free";
  /** What has not been asked by then is not asked any more and is `unread` (`NO_TIME_LEFT`); absent: everything is asked. */
  readonly untilMs?: EpochMs;
};

/** A function that ran much, and when: what its window holds of `durationMs` adds up to `durationMs`. */
export type RankedFunction = {
  readonly functionName: string;
  readonly durationMs: number;
  readonly window: Window;
};

/** Reads what functions did. A partial failure spoils only its own part: see `unread`. */
export type MetricReader = {
  /**
   * One window per request, in order, dense from `startMs`. Costs one billed metric per distinct CloudWatch metric and
   * function ($0.00001); `invocations` and `durationMs` are two statistics of the same metric and cost one.
   * Asked in the order given, so that what is left out for want of time is the end of it.
   * @throws {CloudCallError} only when nothing at all could be asked
   */
  readWindows(requests: readonly WindowRequest[], range: TimeRange, terms?: ReadingTerms): Promise<Reading>;
  /** The account's totals, through the calls that the free tier covers. @throws {CloudCallError} */
  readAccountTotals(measurements: readonly Measurement[], range: TimeRange): Promise<Reading>;
  /**
   * How many messages or records arrived at queues and streams, in each period of the range: a dense series (0 where
   * nothing is known to have arrived) by ARN. Each is counted when it is sent, not when it becomes visible again after a
   * failed run. A source is absent when CloudWatch has no such metric of its kind (only SQS and Kinesis have one) or gave
   * no answer; nothing may be concluded from that. One billed metric per source ($0.00001).
   * A source of another account reads as silence, since its metrics are there and not here: do not ask for it.
   *
   * Both services publish minute by minute, some minutes late, and promise nothing; SQS says itself that the first
   * values of a queue that was idle for six hours may take a quarter of an hour. Judge only periods that are long over.
   * @throws {CloudCallError} only when nothing at all could be asked
   */
  readSourceArrivals(
    sourceArns: readonly string[],
    range: TimeRange,
  ): Promise<ReadonlyMap<string, readonly number[]>>;
  /**
   * The functions with the most billed milliseconds in the range, most first, by one ranking query. Their windows come
   * with it, so that nobody has to be read again for being told from its baseline.
   * One billed metric ($0.00001) for each function that CloudWatch looks through. Those are 10,000 at most, of which it
   * answers 500: in a larger account a function that is missing may have run all the same.
   * @throws {CloudCallError}
   */
  rankByDuration(range: TimeRange, limit: number): Promise<readonly RankedFunction[]>;
  /**
   * Who ran, without how much: one request of the free kind for each 500 names, as they come.
   *
   * It is a list of metrics that got datapoints in the last three hours, seldom up to 50 minutes more. Whoever was deleted meanwhile is
   * in it. A function that did not run for two weeks may come into it a quarter of an hour late.
   * @param untilMs what has not been asked by then is not asked any more, which the answer says
   * @throws {CloudCallError} only when nothing at all could be asked
   */
  listActiveFunctions(untilMs: EpochMs): Promise<ActiveFunctions>;
};
