import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import type { ScoredIncident } from "../../scripts/demo/score.ts";

type Report = {
  seed: number;
  functions: number;
  minutes: number;
  incidents: ScoredIncident[];
  falseTrips: number;
  missed: number;
  guard: { ticks: number; awsCalls: Record<string, number>; usdPerMonth: number; meteredUsdPerMonth: number };
};

const run = promisify(execFile);
const demo = (...argv: string[]) => run("npx", ["tsx", "scripts/demo.ts", ...argv], { maxBuffer: 2 ** 24 });
/** What the timeline says of one function, without the details: `CAPPED`, `probing`, `RESTORED`. */
const happenings = (timeline: string, functionName: string): string[] =>
  timeline
    .split("\n")
    .filter((line) => /^\d\d:\d\d {2}/.test(line) && line.slice(7).startsWith(`${functionName} `))
    .map((line) => line.slice(28, 43).trim());
const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

describe("npm run demo -- --json, the built bundles over HTTP", () => {
  let report: Report;
  let progress: string;
  beforeAll(async () => {
    const { stdout, stderr } = await demo("--json");
    report = JSON.parse(stdout) as Report;
    progress = stderr;
  }, 300_000);

  it("plays a whole day of at least thirty functions, and says how far it is on standard error", () => {
    expect(report).toMatchObject({ seed: 1, minutes: 1_440, guard: { ticks: 1_440 } });
    expect(report.functions).toBeGreaterThanOrEqual(30);
    expect(progress).toContain("played 12 of 24 h");
  });

  it("stops the flood, the retry storm and the loop within five minutes, and nothing else", () => {
    expect(report.incidents.map(({ cause, trigger }) => `${cause} on ${trigger}`)).toEqual([
      "flood on function-url",
      "retry-storm on sqs",
      "loop on s3",
    ]);
    for (const { functionName, began, detected, stopped } of report.incidents) {
      expect(minutesBetween(began, detected), functionName).toBeLessThanOrEqual(5);
      expect(minutesBetween(began, stopped ?? "never"), functionName).toBeLessThanOrEqual(5);
    }
    expect(report).toMatchObject({ falseTrips: 0, missed: 0 });
  });

  it("uses the brake that fits the trigger, loses no event, and puts everything back", () => {
    const [flood, ...others] = report.incidents.map(({ brake }) => brake);
    // A cap at first, since customers wait for an answer; what waits in a queue instead is stopped at once.
    expect(flood).toMatch(/^reserved concurrency [1-9]\d*(, then reserved concurrency 0)?$/);
    expect(others).toEqual(["event source off", "reserved concurrency 1"]);
    for (const incident of report.incidents) {
      expect(incident.eventsLost, incident.functionName).toBe(0);
      expect(incident.restored, incident.functionName).not.toBeNull();
      expect(incident.restoredState, incident.functionName).toBe(incident.priorState);
    }
    expect(new Set(report.incidents.map(({ priorState }) => priorState)).size).toBe(3);
  });

  it("tells what it did to each attacked function, in the order of the day: capped or stopped, probed, restored", () => {
    for (const { functionName, trigger } of report.incidents) {
      const told = happenings(progress, functionName);
      expect(told[0], functionName).toBe("ATTACK BEGINS");
      expect(told[1], functionName).toBe(trigger === "function-url" ? "CAPPED" : "STOPPED");
      expect(told, functionName).toContain("attack ends");
      expect(told, functionName).toContain("probing");
      expect(told.at(-1), functionName).toBe("RESTORED");
    }
  });

  it("avoids many times what was burned before the stop", () => {
    for (const { functionName, usdAvoided, usdBurnedBeforeStop } of report.incidents)
      expect(usdAvoided / usdBurnedBeforeStop, functionName).toBeGreaterThan(10);
  });

  it("counts the calls that the guard made: Cost Explorer once a day, no call that is not simulated", () => {
    expect(report.guard.awsCalls["ce:GetCostAndUsage"]).toBe(1);
    expect(report.guard.awsCalls["cloudwatch:GetMetricStatistics"]).toBeGreaterThan(1_440);
    expect(report.guard.usdPerMonth).toBeGreaterThan(0);
    expect(report.guard.usdPerMonth).toBeLessThan(15);
    // From outside the units of the table are taken from the bytes on the wire; all else agrees to the last one.
    expect(report.guard.meteredUsdPerMonth / report.guard.usdPerMonth).toBeCloseTo(1, 1);
  });
});

describe("npm run demo", () => {
  it("explains itself", async () => {
    const { stdout } = await demo("--help");
    for (const word of ["--seed", "--speed", "--json", "Example:", "Exit codes"])
      expect(stdout).toContain(word);
  }, 60_000);

  it("refuses a wrong option with the cure, and exits with 2", async () => {
    const refused = await demo("--seed", "many").catch((error: { code: number; stderr: string }) => error);
    expect(refused).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("must be a whole number from 0 to"),
    });
  }, 60_000);
});
