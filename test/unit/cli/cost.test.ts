import { describe, expect, it } from "vitest";
import { run } from "./fake-io.ts";

const UNREACHABLE = { fetch: () => Promise.reject(new Error("nobody is to be asked")) };

describe("overcurrent cost", () => {
  it("says what a guard would cost and what that buys, without asking anybody", async () => {
    const { stdout, code } = await run(["cost", "--functions", "100"], UNREACHABLE);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^A guard of 100 functions would cost about \$4\.\d\d a month, limit \$5\.00\.$/m);
    expect(stdout).toMatch(/^Other CloudWatch requests {2}free {5}[\d,]+ requests$/m);
    expect(stdout).toContain("By function of the guard: ");
    expect(stdout).toMatch(/of 100 every minute, half of them within \d+ minutes/);
    expect(stdout).toContain("one metric of every function each minute would cost $43.20 a month");
  });

  it("multiplies regions and accounts, and warns where the limit leaves nothing for reading", async () => {
    const { stdout } = await run(
      ["cost", "--functions", "10000", "--limit", "20", "--regions", "2", "--accounts", "3"],
      UNREACHABLE,
    );
    expect(stdout).toContain("A guard of 10,000 functions in 6 accounts and regions would cost about");
    expect(stdout).toContain("leaves nothing of the limit for reading");
  });

  it("prints the numbers as JSON", async () => {
    const { stdout } = await run(["--json", "cost", "--functions", "7", "--limit", "8"], UNREACHABLE);
    expect(JSON.parse(stdout)).toMatchObject({
      estate: { functions: 7, targets: 1 },
      limitUsd: 8,
      bill: { billedUsd: expect.any(Number) },
    });
  });

  it.each([
    [["cost"], "required option '--functions <count>'"],
    [["cost", "--functions", "0"], "Give a whole number from 1 to 100000."],
    [["cost", "--functions", "5", "--limit", "0.5"], "Give USD a month, 1 to 10000."],
  ])("refuses %j", async (words, complaint) => {
    const { stderr, code } = await run(words, UNREACHABLE);
    expect(code).toBe(2);
    expect(stderr).toContain(complaint);
  });
});
