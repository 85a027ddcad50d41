import type { FunctionProfile } from "../domain/function-profile.ts";
import type { FunctionRules } from "../domain/guard-policy.ts";
import { mostUsdPerHour } from "./most-usd.ts";
import type { LambdaPrices } from "./prices.ts";

/** What decides whether a cap is cheap enough: the pace that the guard acts on, and what executions can cost at most. */
export const capCosts = (
  { actAboveUsdAtRisk, riskHours }: Pick<FunctionRules, "actAboveUsdAtRisk" | "riskHours">,
  profile: FunctionProfile,
  prices: LambdaPrices,
) => ({
  /** USD per hour beyond the expectation. */
  affordableUsdPerHour: actAboveUsdAtRisk / riskHours,
  /** USD per hour at list price, of so many executions at once. */
  mostUsdPerHour: (executions: number): number => mostUsdPerHour(executions, profile, prices),
});
