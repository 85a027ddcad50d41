import { DAY_MS } from "../../domain/time.ts";
import { AwsError, type CostRecords } from "../faces.ts";
import type { JsonService } from "./aws-json.ts";
import { NotSimulatedError } from "./wire.ts";

type GetCostAndUsageRequest = {
  readonly TimePeriod?: { readonly Start?: string; readonly End?: string };
  readonly NextPageToken?: string;
};

/** Days per page. AWS names no number; small enough that a quarter needs a second, billed page. */
const PAGE_SIZE = 60;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Everything of the request but its period and page: the one question this account can answer. */
const ANSWERABLE = JSON.stringify({
  Filter: { Dimensions: { Key: "SERVICE", Values: ["AWS Lambda"] } },
  Granularity: "DAILY",
  Metrics: ["UnblendedCost"],
});

export const costExplorerService = (costs: CostRecords): JsonService => ({
  prefix: "ce",
  target: "AWSInsightsIndexService",
  version: "1.1",
  namespace: "com.amazonaws.costexplorer",
  operations: { GetCostAndUsage: (input) => getCostAndUsage(input as GetCostAndUsageRequest, costs) },
});

function getCostAndUsage(request: GetCostAndUsageRequest, costs: CostRecords) {
  const { TimePeriod, NextPageToken, ...question } = request;
  const asked = JSON.stringify(Object.fromEntries(Object.entries(question).sort()));
  if (asked !== ANSWERABLE)
    throw new NotSimulatedError(`ce:GetCostAndUsage of ${asked}`, "ValidationException", 400);
  const startMs = dayStartMs(TimePeriod?.Start);
  const endMs = dayStartMs(TimePeriod?.End);
  if (startMs >= endMs)
    throw new AwsError("ValidationException", "Start date (and hour) should be before end date (and hour)");

  const pageStartMs = startMs + pageIndexOf(NextPageToken) * PAGE_SIZE * DAY_MS;
  const pageEndMs = Math.min(endMs, pageStartMs + PAGE_SIZE * DAY_MS);
  return {
    ResultsByTime: resultsByDay(pageStartMs, pageEndMs, costs),
    DimensionValueAttributes: [],
    ...(pageEndMs < endMs && { NextPageToken: String(pageIndexOf(NextPageToken) + 1) }),
  };
}

/** One result per day asked for; a day without a record yet is an estimate of 0. */
function resultsByDay(fromMs: number, toMs: number, costs: CostRecords) {
  const recorded = new Map(
    costs.dailyLambdaCostUsd(dayOf(fromMs), dayOf(toMs)).map((cost) => [cost.day, cost]),
  );
  const results = [];
  for (let dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
    const cost = recorded.get(dayOf(dayMs));
    results.push({
      TimePeriod: { Start: dayOf(dayMs), End: dayOf(dayMs + DAY_MS) },
      Total: { UnblendedCost: { Amount: String(cost?.usd ?? 0), Unit: "USD" } },
      Groups: [],
      Estimated: cost?.estimated ?? true,
    });
  }
  return results;
}

function dayStartMs(day: string | undefined): number {
  const atMs = day !== undefined && DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(atMs)) throw new AwsError("ValidationException", `Invalid date: ${day}`);
  return atMs;
}

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

function pageIndexOf(token = "0"): number {
  if (!/^\d+$/.test(token))
    throw new AwsError("InvalidNextTokenException", "The pagination token is not valid.");
  return Number(token);
}
