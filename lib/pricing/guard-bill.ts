import type { Architecture } from "../domain/function-profile.ts";
import type { LambdaPrices } from "./prices.ts";

/** What the guard itself consumed, as counted at its adapters. */
export type GuardCalls = {
  /** Metrics asked by GetMetricData: a name with its dimensions, whatever the number of datapoints. */
  readonly getMetricDataMetrics: number;
  /** Calls of GetMetricStatistics and ListMetrics. */
  readonly metricApiRequests: number;
  /** Metrics that ranking queries went through. */
  readonly insightsMetricsAnalyzed: number;
  readonly costExplorerRequests: number;
  readonly lambdaInvocations: number;
  readonly lambdaGbSeconds: number;
  readonly dynamoWriteUnits: number;
  readonly dynamoReadUnits: number;
  readonly emails: number;
  readonly logBytes: number;
};

export type BillLine = {
  readonly item: string;
  /** Per 30-day month, in `unit`. */
  readonly quantity: number;
  readonly unit: string;
  readonly listUsd: number;
  /** As if the guard were alone in using the account's monthly free tier. */
  readonly afterFreeTierUsd: number;
};

export type GuardBill = {
  readonly lines: readonly BillLine[];
  readonly listUsd: number;
  readonly afterFreeTierUsd: number;
};

type Rate = { readonly item: string; readonly unit: string; readonly usd: number; readonly free: number };

const MINUTES_PER_MONTH = 30 * 24 * 60;
const GIB = 1024 ** 3;
/** GetMetricData, for each metric asked, whatever the number of its datapoints. No free tier. */
const USD_PER_METRIC_READ = 0.01 / 1e3;

/**
 * us-east-1, first tier. CloudWatch and SNS: pricing pages and the price list API, read 2025-10 to 2026-09; GetMetricData
 * and ranking queries have no free tier. DynamoDB on-demand: price since November 2024, no free request units.
 */
const ratesOf = (architecture: Architecture, prices: LambdaPrices): Record<keyof GuardCalls, Rate> => ({
  getMetricDataMetrics: { item: "GetMetricData", unit: "metrics", usd: USD_PER_METRIC_READ, free: 0 },
  metricApiRequests: { item: "Other CloudWatch requests", unit: "requests", usd: 0.01 / 1e3, free: 1e6 },
  insightsMetricsAnalyzed: { item: "Metrics Insights", unit: "metrics analyzed", usd: 0.01 / 1e3, free: 0 },
  costExplorerRequests: { item: "Cost Explorer", unit: "requests", usd: 0.01, free: 0 },
  lambdaInvocations: { item: "Lambda requests", unit: "requests", usd: prices.usdPerRequest, free: 1e6 },
  lambdaGbSeconds: {
    item: "Lambda compute",
    unit: "GB-s",
    usd: prices.usdPerGbSecond[architecture],
    free: 400_000,
  },
  dynamoWriteUnits: { item: "DynamoDB writes", unit: "write request units", usd: 0.625 / 1e6, free: 0 },
  dynamoReadUnits: { item: "DynamoDB reads", unit: "read request units", usd: 0.125 / 1e6, free: 0 },
  emails: { item: "SNS e-mail", unit: "e-mails", usd: 2 / 1e5, free: 1_000 },
  logBytes: { item: "CloudWatch Logs", unit: "bytes", usd: 0.5 / GIB, free: 5 * GIB },
});

/** The guard's monthly cost if it went on as in `overMinutes` > 0 counted minutes; its functions run on `architecture`. */
export function guardMonthlyBill(
  calls: GuardCalls,
  overMinutes: number,
  architecture: Architecture,
  prices: LambdaPrices,
): GuardBill {
  const rates = ratesOf(architecture, prices);
  const lines = (Object.keys(rates) as (keyof GuardCalls)[]).map((counted): BillLine => {
    const { item, unit, usd, free } = rates[counted];
    const quantity = calls[counted] * (MINUTES_PER_MONTH / overMinutes);
    return {
      item,
      unit,
      quantity,
      listUsd: quantity * usd,
      afterFreeTierUsd: Math.max(0, quantity - free) * usd,
    };
  });
  return {
    lines,
    listUsd: lines.reduce((total, { listUsd }) => total + listUsd, 0),
    afterFreeTierUsd: lines.reduce((total, { afterFreeTierUsd }) => total + afterFreeTierUsd, 0),
  };
}

/** List price of asking GetMetricData for so many metrics, USD. */
export const getMetricDataUsd = (metrics: number): number => metrics * USD_PER_METRIC_READ;
