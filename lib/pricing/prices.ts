import type { Architecture } from "../domain/function-profile.ts";

/** List prices of Lambda in one region, USD, first tier, without free tier, savings plans or credits. */
export type LambdaPrices = {
  /** Day of the price file these come from, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly usdPerGbSecond: Readonly<Record<Architecture, number>>;
  readonly usdPerRequest: number;
};

/** AWS price list bulk file `AWSLambda`, usage types `Lambda-GB-Second`, `Lambda-GB-Second-ARM`, `Request`. */
const COMMON: LambdaPrices = {
  asOf: "2026-08-31",
  usdPerGbSecond: { x86_64: 0.0000166667, arm64: 0.0000133334 },
  usdPerRequest: 0.0000002,
};

const BY_REGION: Readonly<Record<string, LambdaPrices>> = {
  "us-east-1": COMMON,
  "us-east-2": COMMON,
  "us-west-2": COMMON,
  "eu-west-1": COMMON,
};

/**
 * Lambda's list prices in `region`. A region that is not in the table gets the price that most regions share; a few
 * dearer ones (Cape Town, Hong Kong, Milan) are up to 40 % above it, so impacts there are understated.
 */
export const lambdaPrices = (region: string): LambdaPrices => BY_REGION[region] ?? COMMON;
