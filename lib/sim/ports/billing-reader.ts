import type { BillingReader } from "../../ports/billing.ts";
import type { AccountFaces } from "../faces.ts";
import { faceCall } from "./face-call.ts";

/** What Cost Explorer of the simulated account would answer. */
export const simulatedBilling = (account: AccountFaces): BillingReader => ({
  readDailyLambdaCost: async (fromDay, toDay) =>
    faceCall("ce:GetCostAndUsage", () => account.costs.dailyLambdaCostUsd(fromDay, toDay)),
});
