import { describe, expect, it } from "vitest";
import { sumTallies, tallyOfCheck, tallyOfVitest } from "../../scripts/test-tally.ts";

const report = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 2,
  testResults: [{ status: "passed", assertionResults: [{}] }],
};

describe("the tally of a test run", () => {
  it("counts what passed, failed and was skipped", () => {
    expect(tallyOfVitest({ ...report, numFailedTests: 1 }, 1)).toEqual({ passed: 7, failed: 1, skipped: 2 });
  });

  it("counts a file that could not be loaded as a failure", () => {
    const testResults = [...report.testResults, { status: "failed", assertionResults: [] }];
    expect(tallyOfVitest({ ...report, testResults }, 1).failed).toBe(1);
  });

  it("counts an error outside every test as a failure", () => {
    expect(tallyOfVitest(report, 1).failed).toBe(1);
  });

  it("counts a runner that died before its report as a failure", () => {
    expect(tallyOfVitest(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it("counts a check without tests of its own as one", () => {
    expect(sumTallies([tallyOfCheck(0), tallyOfCheck(2), tallyOfCheck(0)])).toEqual({
      passed: 2,
      failed: 1,
      skipped: 0,
    });
  });
});
