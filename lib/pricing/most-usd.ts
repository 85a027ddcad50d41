import { lambdaCostUsd, type Sized } from "./lambda-cost.ts";
import type { LambdaPrices } from "./prices.ts";

const HOUR_SECONDS = 3_600;

/**
 * Lambda admits ten times as many calls a second as a function has executions to answer them, however short they are.
 * Source: AWS Lambda Developer Guide, "Function scaling", requests per second.
 */
export const CALLS_PER_EXECUTION_SECOND = 10;

/**
 * The most that `executions` at once, all of them busy, can cost in an hour: USD, list price. Callers who wait are meant;
 * the runs of events are as many as their events.
 */
export function mostUsdPerHour(executions: number, sized: Sized, prices: LambdaPrices): number {
  const seconds = executions * HOUR_SECONDS;
  return lambdaCostUsd(
    { invocations: CALLS_PER_EXECUTION_SECOND * seconds, durationMs: 1_000 * seconds },
    sized,
    prices,
  );
}
