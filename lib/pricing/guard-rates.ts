import type { UsageKind } from "../domain/guard-usage.ts";
import { lambdaPrices } from "./prices.ts";

/** What one unit of what the guard consumes costs. */
export type GuardRate = { readonly item: string; readonly unit: string; readonly usd: number };

const GIB = 1024 ** 3;
/** Of a month of 30 days: what is priced by the month is paid for by the hour. In a longer one a little too much is counted. */
const MONTH_HOURS = 30 * 24;
/** The guard's functions run on arm64 (serverless.yml). */
const LAMBDA = lambdaPrices("us-east-1");

/**
 * List prices, us-east-1, first tier, USD. CloudWatch, SNS and SQS: pricing pages and the price list API, read 2025-10 to
 * 2026-09. DynamoDB on demand: price since November 2024. CloudWatch costs the same in most regions; the few dearer ones
 * (São Paulo, Cape Town) are understated by up to 40 %.
 */
export const GUARD_RATES: Readonly<Record<UsageKind, GuardRate>> = {
  getMetricDataMetrics: { item: "GetMetricData", unit: "metrics", usd: 0.01 / 1e3 },
  metricApiRequests: { item: "Other CloudWatch requests", unit: "requests", usd: 0.01 / 1e3 },
  insightsMetricsAnalyzed: { item: "Metrics Insights", unit: "metrics analyzed", usd: 0.01 / 1e3 },
  costExplorerRequests: { item: "Cost Explorer", unit: "requests", usd: 0.01 },
  lambdaInvocations: { item: "Lambda requests", unit: "requests", usd: LAMBDA.usdPerRequest },
  lambdaGbSeconds: { item: "Lambda compute", unit: "GB-s", usd: LAMBDA.usdPerGbSecond.arm64 },
  dynamoWriteUnits: { item: "DynamoDB writes", unit: "write request units", usd: 0.625 / 1e6 },
  dynamoReadUnits: { item: "DynamoDB reads", unit: "read request units", usd: 0.125 / 1e6 },
  sqsRequests: { item: "SQS", unit: "requests", usd: 0.4 / 1e6 },
  emails: { item: "SNS e-mail", unit: "e-mails", usd: 2 / 1e5 },
  logBytes: { item: "CloudWatch Logs", unit: "bytes", usd: 0.5 / GIB },
  metricHours: { item: "Custom metrics", unit: "metric hours", usd: 0.3 / MONTH_HOURS },
  alarmHours: { item: "CloudWatch alarms", unit: "alarm hours", usd: 0.1 / MONTH_HOURS },
};

/** One metric asked of GetMetricData, whatever the number of its datapoints; it has no free tier. */
export const USD_PER_METRIC_READ = GUARD_RATES.getMetricDataMetrics.usd;
