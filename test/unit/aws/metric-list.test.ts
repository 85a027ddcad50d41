import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { HOUR_MS, SECOND_MS } from "../../../lib/domain/time.ts";
import { NO_TIME_LEFT } from "../../../lib/ports/metrics.ts";
import { NOW_MS, readerOver } from "./metric-wire.ts";
import type { ScriptedAnswer, ScriptedRequest } from "./scripted-aws.ts";

const UNTIL_MS = NOW_MS + HOUR_MS;

/** A row of the list as it comes over the wire. */
const row = (dimensions: Readonly<Record<string, string>>) => ({
  Namespace: "AWS/Lambda",
  MetricName: "Duration",
  Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
});

/** Pages of one function each; then `last`. */
const pages =
  (names: readonly string[], last?: ScriptedAnswer) =>
  ({ body }: ScriptedRequest): ScriptedAnswer => {
    const page = Number(body.NextToken ?? 0);
    const functionName = names[page];
    if (functionName === undefined) return last ?? { body: { Metrics: [] } };
    const isLast = page === names.length - 1 && last === undefined;
    const more = isLast ? {} : { NextToken: String(page + 1) };
    return { body: { Metrics: [row({ FunctionName: functionName })], ...more } };
  };

describe("the list of functions that ran", () => {
  it("has the names of all pages, and says that nothing is missing", async () => {
    const { reader, requests } = readerOver(pages(["basket", "checkout", "search"]));
    expect(await reader.listActiveFunctions(UNTIL_MS)).toEqual({
      functionNames: new Set(["basket", "checkout", "search"]),
    });
    // The metric is the one by which runs are counted.
    const asked = { Namespace: "AWS/Lambda", MetricName: "Duration", RecentlyActive: "PT3H" };
    expect(requests.map(({ body }) => body)).toEqual([
      asked,
      { ...asked, NextToken: "1" },
      { ...asked, NextToken: "2" },
    ]);
  });

  it("is not lengthened by the account's total, by versions, or by aliases", async () => {
    const { reader } = readerOver(() => ({
      body: {
        Metrics: [
          row({}),
          row({ FunctionName: "checkout" }),
          row({ FunctionName: "checkout", Resource: "checkout:live" }),
          row({ FunctionName: "basket", Resource: "basket:live", ExecutedVersion: "7" }),
          row({ Resource: "basket" }),
        ],
      },
    }));
    const { functionNames } = await reader.listActiveFunctions(UNTIL_MS);
    expect([...functionNames]).toEqual(["checkout"]);
  });

  it("is an error when it cannot be asked for at all, never an empty list", async () => {
    const { reader } = readerOver(pages([], { error: "AccessDenied", status: 403 }));
    const listing = reader.listActiveFunctions(UNTIL_MS);
    await expect(listing).rejects.toThrow(CloudCallError);
    await expect(listing).rejects.toMatchObject({ operation: "cloudwatch:ListMetrics", retryable: false });
  });

  it("keeps the pages that came when a later one fails, and says why others may be missing", async () => {
    const { reader } = readerOver(
      pages(["basket", "checkout"], { error: "InternalServiceFault", status: 500 }),
    );
    expect(await reader.listActiveFunctions(UNTIL_MS)).toEqual({
      functionNames: new Set(["basket", "checkout"]),
      cutShort: "cloudwatch:ListMetrics failed: InternalServiceFault",
    });
  });

  it("ends when its time is over, and says so", async () => {
    let nowMs = NOW_MS;
    const { reader } = readerOver(pages(["basket", "checkout", "search"]), {
      clock: () => nowMs,
      pace: async (_call, waitAtMostMs) => {
        nowMs += SECOND_MS;
        return waitAtMostMs > 0;
      },
    });
    expect(await reader.listActiveFunctions(NOW_MS + 2 * SECOND_MS)).toEqual({
      functionNames: new Set(["basket", "checkout"]),
      cutShort: NO_TIME_LEFT,
    });
  });
});
