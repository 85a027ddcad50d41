import { describe, expect, it } from "vitest";
import { detectErrors } from "../../../lib/detect/errors.ts";
import type { Baseline } from "../../../lib/domain/baseline.ts";
import { detectorInput, even, learned, minutes, runsOf } from "./scene.ts";

/** Runs a minute, and errors a minute among them, in the last minutes; before them as usual. */
type Now = { readonly runs: number; readonly errors: number; readonly lasted?: number };
type Before = { readonly runs: number; readonly errors: number };

const baselineOf = ({ runs, errors }: Before): Baseline =>
  learned({ rate: even(runs), also: { errors: (count) => (count * errors) / runs } });

function scoreOf(before: Before, { runs, errors, lasted = 3 }: Now): number {
  const series = {
    ...runsOf(minutes(30, (age) => (age < lasted ? runs : before.runs))),
    errors: minutes(30, (age) => (age < lasted ? errors : before.errors)),
  };
  return detectErrors(detectorInput(baselineOf(before), series))?.score ?? 0;
}

describe("errors", () => {
  const busy = { runs: 10_000, errors: 10 };

  it("alarm when a third of the runs fails, and ten of them", () => {
    expect(scoreOf({ runs: 20, errors: 0 }, { runs: 20, errors: 7 })).toBeGreaterThanOrEqual(1);
    expect(scoreOf({ runs: 20, errors: 0 }, { runs: 6, errors: 2 })).toBeLessThan(1);
  });

  it("alarm on a busy function at a share that is still small, a hundred times the usual", () => {
    // 1,000 of 10,000 fail, 10 are usual: a tenth, where a third was asked for.
    expect(scoreOf(busy, { runs: 10_000, errors: 1_000 })).toBeGreaterThanOrEqual(1);
  });

  it("alarm when retries that succeed make the share smaller", () => {
    // 300 events fail at first and are tried again twice more; of 900 attempts 300 fail, beside 1,200 other runs.
    expect(scoreOf({ runs: 1_200, errors: 1 }, { runs: 2_100, errors: 300 })).toBeGreaterThanOrEqual(1);
  });

  it("are silent at three times the usual number, and below a tenth of the runs", () => {
    expect(scoreOf(busy, { runs: 10_000, errors: 30 })).toBeLessThan(1);
    expect(scoreOf(busy, { runs: 10_000, errors: 900 })).toBeLessThan(1);
  });

  it("are no second witness of a flood whose runs fail no more often than ever", () => {
    const failing = { runs: 100, errors: 12 };
    expect(scoreOf(failing, { runs: 5_000, errors: 600 })).toBeLessThan(0.5);
  });

  it("are silent about a function that fails often and a little more often now", () => {
    expect(scoreOf({ runs: 100, errors: 20 }, { runs: 100, errors: 50 })).toBeLessThan(1);
    expect(scoreOf({ runs: 100, errors: 20 }, { runs: 100, errors: 98 })).toBeGreaterThanOrEqual(1);
  });

  it("are silent when a rarely called function fails once or twice", () => {
    expect(scoreOf({ runs: 0.1, errors: 0 }, { runs: 2, errors: 2, lasted: 1 })).toBeLessThan(1);
  });

  it("are judged over ten minutes where three are too few", () => {
    expect(scoreOf({ runs: 2, errors: 0 }, { runs: 2, errors: 1.5, lasted: 10 })).toBeGreaterThanOrEqual(1);
  });

  it("say how many failed of how many", () => {
    const series = { ...runsOf(minutes(30, () => 100)), errors: minutes(30, (age) => (age < 3 ? 60 : 0)) };
    const finding = detectErrors(detectorInput(baselineOf({ runs: 100, errors: 1 }), series));
    expect(finding?.sentence()).toBe("180 of 300 runs failed in 3 minutes; 3 failures are usual.");
  });

  it("are no finding where they were not read", () => {
    expect(detectErrors(detectorInput(baselineOf(busy), runsOf([1, 2, 3])))).toBeUndefined();
  });
});
