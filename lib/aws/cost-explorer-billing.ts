import { type CostExplorerClient, GetCostAndUsageCommand } from "@aws-sdk/client-cost-explorer";
import type { BillingReader, DailyLambdaCost } from "../ports/billing.ts";
import { cloudCall } from "./cloud-call.ts";

export const permissions = ["ce:GetCostAndUsage"] as const;

/** What Lambda cost per day, from Cost Explorer. Every page costs $0.01. */
export const costExplorerBilling = (client: CostExplorerClient): BillingReader => ({
  readDailyLambdaCost: async (fromDay, toDay) => {
    const costs: DailyLambdaCost[] = [];
    let NextPageToken: string | undefined;
    do {
      const page = await cloudCall(
        "ce:GetCostAndUsage",
        client.send(
          new GetCostAndUsageCommand({
            TimePeriod: { Start: fromDay, End: toDay },
            Granularity: "DAILY",
            Metrics: ["UnblendedCost"],
            Filter: { Dimensions: { Key: "SERVICE", Values: ["AWS Lambda"] } },
            ...(NextPageToken === undefined ? {} : { NextPageToken }),
          }),
        ),
      );
      for (const { TimePeriod, Total, Estimated } of page.ResultsByTime ?? [])
        costs.push({
          day: TimePeriod?.Start ?? "",
          usd: Number(Total?.UnblendedCost?.Amount ?? 0),
          estimated: Estimated ?? false,
        });
      NextPageToken = page.NextPageToken;
    } while (NextPageToken !== undefined);
    return costs;
  },
});
