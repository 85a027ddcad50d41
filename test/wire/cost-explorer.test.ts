import { GetCostAndUsageCommand, type GetCostAndUsageCommandInput } from "@aws-sdk/client-cost-explorer";
import { describe, expect, it } from "vitest";
import { errorOf, openWire } from "../support/wire-clients.ts";

const lambdaCost = (Start: string, End: string, overrides: Partial<GetCostAndUsageCommandInput> = {}) =>
  new GetCostAndUsageCommand({
    TimePeriod: { Start, End },
    Granularity: "DAILY",
    Metrics: ["UnblendedCost"],
    Filter: { Dimensions: { Key: "SERVICE", Values: ["AWS Lambda"] } },
    ...overrides,
  });

describe("GetCostAndUsage over the wire", () => {
  it("gives each day its cost, and an estimate of 0 where nothing is known yet", async () => {
    const { costExplorer } = await openWire({
      dailyCosts: [{ day: "2026-11-20", usd: 1.25, estimated: false }],
    });
    const answer = await costExplorer.send(lambdaCost("2026-11-20", "2026-11-22"));
    expect(answer.ResultsByTime).toEqual([
      {
        TimePeriod: { Start: "2026-11-20", End: "2026-11-21" },
        Total: { UnblendedCost: { Amount: "1.25", Unit: "USD" } },
        Groups: [],
        Estimated: false,
      },
      {
        TimePeriod: { Start: "2026-11-21", End: "2026-11-22" },
        Total: { UnblendedCost: { Amount: "0", Unit: "USD" } },
        Groups: [],
        Estimated: true,
      },
    ]);
  });

  it("gives a quarter in pages and bills each of them", async () => {
    const { costExplorer, server } = await openWire();
    const days: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await costExplorer.send(
        lambdaCost("2026-07-01", "2026-10-01", token === undefined ? {} : { NextPageToken: token }),
      );
      days.push(...(page.ResultsByTime ?? []).map(({ TimePeriod }) => TimePeriod?.Start));
      token = page.NextPageToken;
    } while (token !== undefined);
    // July, August and September have 92 days.
    expect(new Set(days).size).toBe(92);
    expect([days.at(0), days.at(-1)]).toEqual(["2026-07-01", "2026-09-30"]);
    expect(server.usage().costExplorerRequests).toBe(2);
  });

  it.each<[string, Partial<GetCostAndUsageCommandInput>]>([
    ["another granularity", { Granularity: "MONTHLY" }],
    ["another metric", { Metrics: ["BlendedCost"] }],
    ["all services", { Filter: undefined }],
    ["groups", { GroupBy: [{ Type: "DIMENSION", Key: "USAGE_TYPE" }] }],
  ])("says loudly that it cannot answer for %s", async (_what, overrides) => {
    const { costExplorer, server } = await openWire();
    const error = await errorOf(costExplorer.send(lambdaCost("2026-11-20", "2026-11-22", overrides)));
    expect(error).toMatchObject({ name: "ValidationException" });
    expect(server.unknownRequests()).toHaveLength(1);
  });

  it("refuses a period that ends before it begins", async () => {
    const { costExplorer } = await openWire();
    const error = await errorOf(costExplorer.send(lambdaCost("2026-11-20", "2026-11-20")));
    expect(error).toMatchObject({ name: "ValidationException" });
  });
});
