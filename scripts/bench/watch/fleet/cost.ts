import { lambdaCostUsd, type Sized } from "../../../../lib/pricing/lambda-cost.ts";
import { lambdaPrices } from "../../../../lib/pricing/prices.ts";
import type { Activity } from "./activity.ts";

export const FLEET_REGION = "us-east-1";
export const FLEET_ACCOUNT_ID = "123456789012";
const PRICES = lambdaPrices(FLEET_REGION);

/** What a minute costs its owner, list price. */
export const costUsd = (sized: Sized, { runs, durationMs }: Pick<Activity, "runs" | "durationMs">): number =>
  lambdaCostUsd({ invocations: runs, durationMs }, sized, PRICES);
