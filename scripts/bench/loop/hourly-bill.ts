import { type EpochMs, HOUR_MS } from "../../../lib/domain/time.ts";

/** What functions cost, hour by hour, USD at list price. */
export type HourlyBill = {
  /** Cost of the whole hours in the half-open range. */
  functionUsd(functionName: string, fromMs: EpochMs, untilMs: EpochMs): number;
};

export type BillMeter = HourlyBill & {
  /** To be called at the end of every hour: books what the functions have cost since the call before. */
  closeHour(endMs: EpochMs): void;
};

/**
 * @param costUsd what a function has cost since its world began
 * @param earlier the bill of the time before this world
 */
export function billMeter(
  functionNames: readonly string[],
  costUsd: (functionName: string) => number,
  earlier?: HourlyBill,
): BillMeter {
  const booked = new Map(functionNames.map((functionName) => [functionName, costUsd(functionName)]));
  const hours = new Map<EpochMs, ReadonlyMap<string, number>>();
  return {
    closeHour(endMs) {
      const costs = functionNames.map((functionName): [string, number] => {
        const total = costUsd(functionName);
        const cost = total - (booked.get(functionName) ?? 0);
        booked.set(functionName, total);
        return [functionName, cost];
      });
      hours.set(endMs - HOUR_MS, new Map(costs));
    },
    functionUsd(functionName, fromMs, untilMs) {
      let usd = 0;
      for (let hourMs = Math.ceil(fromMs / HOUR_MS) * HOUR_MS; hourMs + HOUR_MS <= untilMs; hourMs += HOUR_MS)
        usd +=
          hours.get(hourMs)?.get(functionName) ??
          earlier?.functionUsd(functionName, hourMs, hourMs + HOUR_MS) ??
          0;
      return usd;
    },
  };
}
