import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../../../lib/domain/time.ts";
import { simulatedAccount } from "../../../../../lib/sim/account.ts";
import type { MetricQuery } from "../../../../../lib/sim/faces.ts";
import { accountSpec, functionSpec } from "../../../../../lib/sim/spec.ts";
import { disturbedMetrics } from "../../../../../scripts/bench/detect/simulated/disturbed-metrics.ts";

const BEGIN = Date.UTC(2026, 10, 10);
const at = (minute: number): number => BEGIN + minute * MINUTE_MS;

/** 60 calls a minute; the datapoints of the minutes 5 to 9 appear `laterByMs` later. */
function accountWith(laterByMs: number) {
  const account = simulatedAccount(
    accountSpec({
      startMs: BEGIN,
      functions: [
        functionSpec({
          functionName: "checkout",
          triggers: [{ kind: "function-url", access: "public", arrivals: () => 60 }],
        }),
      ],
    }),
  );
  const seen = disturbedMetrics(account, { fromMs: at(5), untilMs: at(10), laterByMs });
  const minutesAt = (minute: number): number[] => {
    account.advanceTo(at(minute));
    const query: MetricQuery = {
      namespace: "AWS/Lambda",
      metricName: "Invocations",
      dimensions: { FunctionName: "checkout" },
      stat: "Sum",
      periodSeconds: 60,
      startMs: BEGIN,
      endMs: at(minute),
    };
    return seen.metrics.query(query).map(({ timestampMs }) => (timestampMs - BEGIN) / MINUTE_MS);
  };
  return { minutesAt };
}

describe("disturbedMetrics", () => {
  it("shows late what comes late, and everything else as ever", () => {
    const { minutesAt } = accountWith(10 * MINUTE_MS);
    expect(minutesAt(14)).toEqual(expect.arrayContaining([0, 1, 2, 3, 4, 10]));
    expect(minutesAt(14)).not.toContain(5);
    expect(minutesAt(30)).toEqual(expect.arrayContaining([5, 6, 7, 8, 9]));
  });

  it("never shows what is missing", () => {
    const { minutesAt } = accountWith(Number.POSITIVE_INFINITY);
    expect(minutesAt(60).filter((minute) => minute >= 5 && minute < 10)).toEqual([]);
  });
});
