import { describe, expect, it } from "vitest";
import { type Looked, lookProblem } from "../../../lib/app/look-problem.ts";
import type { Verdict } from "../../../lib/domain/anomaly.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { NO_TIME_LEFT } from "../../../lib/ports/metrics.ts";
import { NOW_MS } from "../../support/builders.ts";

const totals = {
  startMs: NOW_MS - 20 * MINUTE_MS,
  periodSeconds: 60,
  finalUntilMs: NOW_MS,
  series: { invocations: Array<number>(20).fill(60) },
};
const unread = (count: number, reason = "ThrottlingException"): readonly Verdict[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: "could-not-look",
    functionName: `unread-${index}`,
    reason,
  }));
const quiet = (count: number): readonly Verdict[] =>
  Array.from({ length: count }, (_, index) => ({ kind: "quiet", functionName: `quiet-${index}` }) as Verdict);

const problem = (changes: Partial<Looked>): string | undefined =>
  lookProblem({ totals, stopped: undefined, verdicts: quiet(10), ...changes });

describe("a look", () => {
  it("is a good one when the totals and the functions that were due could be read", () => {
    expect(problem({})).toBeUndefined();
    expect(problem({ verdicts: [] })).toBeUndefined();
  });

  it("is none without the account's totals", () => {
    const reason = "the account's totals could not be read: AccessDenied";
    expect(problem({ totals: reason })).toBe(reason);
  });

  it("is none when more than a tenth of what was due could not be read, and says why", () => {
    expect(problem({ verdicts: [...quiet(9), ...unread(1)] })).toBeUndefined();
    expect(problem({ verdicts: [...quiet(8), ...unread(2)] })).toBe(
      "2 of 10 functions could not be looked at: ThrottlingException",
    );
  });

  it("is still a good one when the least dangerous reads were left out for want of time", () => {
    expect(problem({ verdicts: [...quiet(2), ...unread(8, NO_TIME_LEFT)] })).toBeUndefined();
  });

  it("is none when CloudWatch answers and shows nothing", () => {
    const stopped = "the account's total shows nothing since 02:40 UTC, where 1200 runs are usual";
    expect(problem({ stopped, verdicts: [...quiet(2), ...unread(8, stopped)] })).toBe(stopped);
  });
});
