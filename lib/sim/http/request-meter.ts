/** What the requests so far would be billed by, as counts; the prices are lib/pricing's. */
export type Usage = {
  /** Requests per IAM action, e.g. `cloudwatch:GetMetricData`, refused ones included. */
  readonly calls: Readonly<Record<string, number>>;
  /** Those of them that were answered with an error. */
  readonly refused: Readonly<Record<string, number>>;
  /** GetMetricData: billed metrics, over all calls. */
  readonly metricsRequested: number;
  /** Metrics that Metrics Insights queries went through. */
  readonly metricsAnalyzed: number;
  /** GetMetricStatistics and ListMetrics: a million of them are free each month. */
  readonly cloudWatchApiRequests: number;
  /** Every page counts. */
  readonly costExplorerRequests: number;
};

export type RequestMeter = {
  countCall(operation: string): void;
  countRefusal(operation: string): void;
  countMetricsRequested(count: number): void;
  countMetricsAnalyzed(count: number): void;
  usage(): Usage;
};

export function requestMeter(): RequestMeter {
  const calls: Record<string, number> = {};
  const refused: Record<string, number> = {};
  let metricsRequested = 0;
  let metricsAnalyzed = 0;
  const answered = (operation: string): number => (calls[operation] ?? 0) - (refused[operation] ?? 0);

  return {
    countCall(operation) {
      calls[operation] = (calls[operation] ?? 0) + 1;
    },
    countRefusal(operation) {
      refused[operation] = (refused[operation] ?? 0) + 1;
    },
    countMetricsRequested(count) {
      metricsRequested += count;
    },
    countMetricsAnalyzed(count) {
      metricsAnalyzed += count;
    },
    usage: () => ({
      calls: { ...calls },
      refused: { ...refused },
      metricsRequested,
      metricsAnalyzed,
      cloudWatchApiRequests: answered("cloudwatch:GetMetricStatistics") + answered("cloudwatch:ListMetrics"),
      costExplorerRequests: answered("ce:GetCostAndUsage"),
    }),
  };
}
