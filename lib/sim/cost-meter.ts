import { DAY_MS, type EpochMs, MINUTE_MS } from "../domain/time.ts";
import { lambdaCostUsd, type Sized } from "../pricing/lambda-cost.ts";
import { lambdaPrices } from "../pricing/prices.ts";
import type { CostRecords } from "./faces.ts";

export type Charge = (startedMs: EpochMs, runs: number, totalMs: number) => void;

/** What everything really cost, at list price and to the minute: the truth that scores are measured against. */
export type CostMeter = {
  /** What to tell of the runs of one function that ended. */
  chargeTo(functionName: string, sized: Sized): Charge;
  /** Since the world began. */
  functionUsd(functionName: string): number;
  /** Of the whole fleet, one number per minute of the half-open range. */
  fleetUsdPerMinute(fromMs: EpochMs, toMs: EpochMs): number[];
  /** Of the whole fleet in the half-open range. */
  fleetUsd(fromMs: EpochMs, toMs: EpochMs): number;
};

const MINUTES_PER_DAY = DAY_MS / MINUTE_MS;

export function costMeter(region: string): CostMeter {
  const prices = lambdaPrices(region);
  const byFunction = new Map<string, { usd: number }>();
  /** The fleet's minutes, by day since 1970. */
  const days = new Map<number, Float64Array>();

  function dayOf(atMs: EpochMs): Float64Array {
    const day = Math.floor(atMs / DAY_MS);
    let values = days.get(day);
    if (values === undefined) {
      values = new Float64Array(MINUTES_PER_DAY);
      days.set(day, values);
    }
    return values;
  }
  const fleetMinuteUsd = (minute: number) =>
    days.get(Math.floor(minute / MINUTES_PER_DAY))?.[minute % MINUTES_PER_DAY] ?? 0;
  const minutes = (fromMs: EpochMs, toMs: EpochMs) => ({
    first: Math.floor(fromMs / MINUTE_MS),
    end: Math.floor(toMs / MINUTE_MS),
  });

  return {
    chargeTo(functionName, sized) {
      const account = { usd: 0 };
      byFunction.set(functionName, account);
      return (startedMs, runs, totalMs) => {
        const usd = lambdaCostUsd({ invocations: runs, durationMs: totalMs }, sized, prices);
        account.usd += usd;
        const values = dayOf(startedMs);
        const minute = Math.floor(startedMs / MINUTE_MS) % MINUTES_PER_DAY;
        values[minute] = (values[minute] ?? 0) + usd;
      };
    },
    functionUsd: (functionName) => byFunction.get(functionName)?.usd ?? 0,
    fleetUsdPerMinute(fromMs, toMs) {
      const { first, end } = minutes(fromMs, toMs);
      return Array.from({ length: Math.max(0, end - first) }, (_, index) => fleetMinuteUsd(first + index));
    },
    fleetUsd(fromMs, toMs) {
      const { first, end } = minutes(fromMs, toMs);
      let usd = 0;
      for (let minute = first; minute < end; minute++) usd += fleetMinuteUsd(minute);
      return usd;
    },
  };
}

/** Bills arrive late: Cost Explorer knows nothing of the last day, and only part of the day before. */
const BILLING_DELAY_MS = DAY_MS;

/** Cost Explorer's view. Days without any known cost before the delay are listed with 0, as it does. */
export function costRecords(meter: CostMeter, startMs: EpochMs, nowMs: () => EpochMs): CostRecords {
  const dayStart = (day: string) => Date.parse(`${day}T00:00:00Z`);
  return {
    dailyLambdaCostUsd(fromDay, toDay) {
      const knownUntilMs = nowMs() - BILLING_DELAY_MS;
      const firstMs = Math.max(dayStart(fromDay), Math.floor(startMs / DAY_MS) * DAY_MS);
      const records: { day: string; usd: number; estimated: boolean }[] = [];
      for (let dayMs = firstMs; dayMs < Math.min(dayStart(toDay), knownUntilMs); dayMs += DAY_MS) {
        const endMs = dayMs + DAY_MS;
        records.push({
          day: new Date(dayMs).toISOString().slice(0, 10),
          usd: meter.fleetUsd(dayMs, Math.min(endMs, knownUntilMs)),
          estimated: endMs > knownUntilMs,
        });
      }
      return records;
    },
  };
}
