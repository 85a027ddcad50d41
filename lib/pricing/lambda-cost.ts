import type { Architecture } from "../domain/function-profile.ts";
import type { LambdaPrices } from "./prices.ts";

/** What a function is billed by, next to how often and how long it ran. `FunctionProfile` fits. */
export type Sized = { readonly memoryMb: number; readonly architecture: Architecture };

export type Usage = {
  /** Runs that were billed; throttled calls are not among them. */
  readonly invocations: number;
  /** Billed milliseconds, summed over the runs. */
  readonly durationMs: number;
};

const MB_PER_GB = 1024;

/**
 * List price of `usage`, USD. CloudWatch's Duration leaves out the initialisation of cold starts, which is billed
 * too, so the truth is slightly above.
 */
export function lambdaCostUsd(usage: Usage, sized: Sized, prices: LambdaPrices): number {
  const gbSeconds = (usage.durationMs / 1000) * (sized.memoryMb / MB_PER_GB);
  return gbSeconds * prices.usdPerGbSecond[sized.architecture] + usage.invocations * prices.usdPerRequest;
}
