import { describe, expect, it } from "vitest";
import { sightOf } from "../../../lib/app/sight.ts";
import type { Window } from "../../../lib/domain/observation.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { aBaseline, NOW_MS } from "../../support/builders.ts";

/** Half an hour at 60 a minute, as is usual, of which nothing is seen of the newest minutes. */
const totalsLateBy = (minutes: number): Window => ({
  startMs: NOW_MS - 30 * MINUTE_MS,
  periodSeconds: 60,
  finalUntilMs: NOW_MS,
  series: { invocations: Array.from({ length: 30 }, (_, minute) => (minute < 30 - minutes ? 60 : 0)) },
});
const SEEN: Window = { ...totalsLateBy(0), functionName: "checkout" };

const judgedUntilMs = (totals: Window | string, braked = [] as ReturnType<typeof aBaseline>[]): unknown => {
  const judged = sightOf(totals, aBaseline(), braked, NOW_MS).of(SEEN);
  return typeof judged === "string" ? judged : judged.finalUntilMs;
};

describe("a tick", () => {
  it("sees all that is final while metrics come in time", () => {
    expect(judgedUntilMs(totalsLateBy(0))).toBe(NOW_MS);
  });

  it("sees no further than CloudWatch has come, less a minute that may not be whole", () => {
    expect(judgedUntilMs(totalsLateBy(10))).toBe(NOW_MS - 11 * MINUTE_MS);
  });

  it("sees nothing when metrics have stopped", () => {
    const sentence = "the account's total shows nothing since 02:40 UTC, where 1200 runs are usual";
    // 20 minutes at 60 a minute.
    expect(judgedUntilMs(totalsLateBy(20))).toBe(sentence);
    expect(sightOf(totalsLateBy(20), aBaseline(), [], NOW_MS).stopped).toBe(sentence);
  });

  it("takes it as seen that calls are refused", () => {
    const refused = {
      ...totalsLateBy(10),
      series: { ...totalsLateBy(10).series, throttles: Array(30).fill(9) },
    };
    expect(judgedUntilMs(refused)).toBe(NOW_MS);
  });

  it("does not miss the runs of a function that may be stopped", () => {
    expect(judgedUntilMs(totalsLateBy(10), [aBaseline()])).toBe(NOW_MS);
  });

  it("takes what is final as it is when the total could not be read", () => {
    expect(judgedUntilMs("the account's totals could not be read: Throttling")).toBe(NOW_MS);
  });

  it("keeps a reason for not looking as it is", () => {
    expect(sightOf(totalsLateBy(10), aBaseline(), [], NOW_MS).of("AccessDenied")).toBe("AccessDenied");
  });
});
