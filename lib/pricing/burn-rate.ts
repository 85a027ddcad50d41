import { lambdaCostUsd, type Sized, type Usage } from "./lambda-cost.ts";
import type { LambdaPrices } from "./prices.ts";

const SECONDS_PER_HOUR = 3600;

/** USD per hour if the pace of `usage`, measured over `periodSeconds` > 0, went on for an hour. List price. */
export function burnRateUsdPerHour(
  usage: Usage,
  periodSeconds: number,
  sized: Sized,
  prices: LambdaPrices,
): number {
  return lambdaCostUsd(usage, sized, prices) * (SECONDS_PER_HOUR / periodSeconds);
}
