import {
  addUsage,
  GUARD_PARTS,
  type GuardPart,
  type GuardUsage,
  type MonthlyUsage,
  NO_USAGE,
  USAGE_KINDS,
  type UsageKind,
} from "../domain/guard-usage.ts";
import { GUARD_RATES, USD_PER_METRIC_READ } from "./guard-rates.ts";

export type BillLine = {
  readonly item: string;
  readonly quantity: number;
  /** What `quantity` counts. */
  readonly unit: string;
  /** List price. */
  readonly listUsd: number;
  /** List price without the free requests of CloudWatch. */
  readonly billedUsd: number;
};

/**
 * What the guard costs. The owner's limit is held against `billedUsd`: the list price of everything but the free requests
 * of CloudWatch. The other free tiers are left out, since an account with many functions has used them up without the guard.
 */
export type GuardBill = {
  /** By service, in a fixed order, those that cost nothing among them. */
  readonly lines: readonly BillLine[];
  /** By deployed function, dearest first; one that did nothing is absent. */
  readonly parts: readonly { readonly part: GuardPart; readonly billedUsd: number }[];
  readonly listUsd: number;
  readonly billedUsd: number;
};

/** @param freeCloudWatchRequests of GetMetricStatistics and ListMetrics in the month that `usage` is of */
export function guardBill(usage: MonthlyUsage, freeCloudWatchRequests: number): GuardBill {
  const total = totalUsage(usage);
  const paidRatio = paidRequestRatio(total.metricApiRequests, freeCloudWatchRequests);
  const lines = USAGE_KINDS.map((kind): BillLine => {
    const { item, unit } = GUARD_RATES[kind];
    const quantity = total[kind];
    return {
      item,
      unit,
      quantity,
      listUsd: listUsd(kind, quantity),
      billedUsd: due(kind, quantity, paidRatio),
    };
  });
  const parts = GUARD_PARTS.flatMap((part) => {
    const consumed = usage[part];
    if (consumed === undefined) return [];
    return [{ part, billedUsd: sum(USAGE_KINDS.map((kind) => due(kind, consumed[kind], paidRatio))) }];
  });
  return {
    lines,
    parts: parts.sort((a, b) => b.billedUsd - a.billedUsd),
    listUsd: sum(lines.map((line) => line.listUsd)),
    billedUsd: sum(lines.map((line) => line.billedUsd)),
  };
}

/** List price of asking GetMetricData for so many metrics, USD. */
export const getMetricDataUsd = (metrics: number): number => metrics * USD_PER_METRIC_READ;

/** All parts together. */
export const totalUsage = (usage: MonthlyUsage): GuardUsage =>
  Object.values(usage).reduce(addUsage, NO_USAGE);

/** Every count of every part so many times. */
export function timesUsage(usage: MonthlyUsage, times: number): MonthlyUsage {
  const multiplied = (one: GuardUsage): GuardUsage => {
    const counts = USAGE_KINDS.map((kind) => [kind, one[kind] * times]);
    return { ...NO_USAGE, ...Object.fromEntries(counts) };
  };
  return Object.fromEntries(Object.entries(usage).map(([part, one]) => [part, multiplied(one)]));
}

/** Share of the requests that are beyond the free ones, 0 to 1: nobody can tell which part made those. */
const paidRequestRatio = (requests: number, free: number): number =>
  requests <= free ? 0 : (requests - free) / requests;

const listUsd = (kind: UsageKind, quantity: number): number => quantity * GUARD_RATES[kind].usd;

const due = (kind: UsageKind, quantity: number, paidRatio: number): number =>
  listUsd(kind, quantity) * (kind === "metricApiRequests" ? paidRatio : 1);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
