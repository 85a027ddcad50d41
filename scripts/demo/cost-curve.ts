import { type EpochMs, MINUTE_MS } from "../../lib/domain/time.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";

/** Cumulative cost of one function over the day, in USD, one point a minute. */
export type CostCurve = { between(fromMs: EpochMs, untilMs: EpochMs): number };

export type CostRecorder = {
  /** To be called once a minute, at the same minutes for every world that is compared. */
  record(): void;
  curveOf(functionName: string): CostCurve;
};

/** Notes what the named functions of one world have cost so far. */
export function recordCosts(
  account: SimulatedAccount,
  functionNames: readonly string[],
  startMs: EpochMs,
): CostRecorder {
  const points = new Map(functionNames.map((name) => [name, [account.costUsd(name)]]));
  return {
    record() {
      for (const [name, values] of points) values.push(account.costUsd(name));
    },
    curveOf(functionName) {
      const values = points.get(functionName) ?? [0];
      const at = (atMs: EpochMs): number => {
        const minute = Math.round((atMs - startMs) / MINUTE_MS);
        return values[Math.max(0, Math.min(values.length - 1, minute))] ?? 0;
      };
      return { between: (fromMs, untilMs) => at(untilMs) - at(fromMs) };
    },
  };
}
