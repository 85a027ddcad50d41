import { DAY_MS } from "../../domain/time.ts";
import type { BillingReader, DailyLambdaCost } from "../../ports/billing.ts";
import type { AccountFaces } from "../faces.ts";
import { faceCall } from "./face-call.ts";

/** What Cost Explorer of the simulated account would answer: every day asked for, 0 and estimated where nothing is known yet. */
export const simulatedBilling = (account: AccountFaces): BillingReader => ({
  readDailyLambdaCost: async (fromDay, toDay) => {
    const recorded = faceCall("ce:GetCostAndUsage", () => account.costs.dailyLambdaCostUsd(fromDay, toDay));
    const costs: DailyLambdaCost[] = [];
    for (let dayMs = Date.parse(fromDay); dayMs < Date.parse(toDay); dayMs += DAY_MS) {
      const day = new Date(dayMs).toISOString().slice(0, 10);
      costs.push(recorded.find((cost) => cost.day === day) ?? { day, usd: 0, estimated: true });
    }
    return costs;
  },
});
