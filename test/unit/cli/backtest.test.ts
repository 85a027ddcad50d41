import { describe, expect, it } from "vitest";
import type { HistoryDeps } from "../../../lib/app/read-history.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, toIso } from "../../../lib/domain/time.ts";
import { parsePolicy } from "../../../lib/policy/parse-policy.ts";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import { simulatedDirectory } from "../../../lib/sim/ports/function-directory.ts";
import { simulatedMetrics } from "../../../lib/sim/ports/metric-reader.ts";
import { accountSpec, functionSpec } from "../../../lib/sim/spec.ts";
import { aRecording, at, type Recipe } from "../backtest/recordings.ts";
import { run } from "./fake-io.ts";

/** A file as its owner would have it. */
function csvOf(recipe: Recipe): string {
  const { history } = aRecording({ periodSeconds: 300, ...recipe });
  const rows = (history.series.invocations ?? []).map(
    (count, index) => `${toIso(history.startMs + index * history.periodSeconds * 1000)},${count}`,
  );
  return ["timestamp,value", ...rows, ""].join("\n");
}

const FLOOD = [{ fromMs: at(9, 10, 5), minutes: 60, timesRuns: 50 }];
const CAREFUL = "alertAboveUsdAtRisk: 0.5\nactAboveUsdAtRisk: 1\n";
const files = {
  "series/checkout.csv": csvOf({ attacks: FLOOD }),
  "series/mails.csv": csvOf({ seed: 2 }),
  "short.csv": csvOf({ days: 2 }),
  "broken.csv": "timestamp,value\n2026-11-02 00:00,many\n",
  "careful.yml": CAREFUL,
};
const TERMS = ["--duration-ms", "300", "--memory-mb", "1024", "--trigger", "url", "--policy", "careful.yml"];

describe("overcurrent backtest", () => {
  it("tells of a file what would have alarmed, been stopped, saved and held back", async () => {
    const { code, stdout, stderr } = await run(["backtest", "series/checkout.csv", ...TERMS], { files });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/1 {2}checkout {2}2026-11-11 10:05 {2}\+\d+ min {2}\+\d+ min {2}flood/);
    expect(stdout).toContain("1 alarm, 3.50 per function-week; 1 of them would have been stopped.");
    expect(stdout).toContain("Stopped by reserved concurrency 2, let go after");
    expect(stdout).toMatch(/it would have refused [\d,]+ runs/);
    expect(stdout).toContain("Savings assume that the attack would have gone on as recorded");
    expect(stdout).toContain("The first 8 days of each were only learned from.");
  });

  it("takes a directory for an account, one function in each file", async () => {
    const { code, stdout } = await run(["backtest", "series", "--json", ...TERMS], { files });
    expect(code).toBe(0);
    const report = JSON.parse(stdout);
    expect(report.functions.map(({ functionName }: { functionName: string }) => functionName)).toEqual([
      "checkout",
      "mails",
    ]);
    expect(report.totals).toMatchObject({ alarms: 1, trips: 1, functionWeeks: expect.closeTo(4 / 7) });
    expect(report.incidents).toHaveLength(1);
    expect(report.incidents[0]).toMatchObject({
      functionName: "checkout",
      began: "2026-11-11T10:05:00Z",
      cause: "flood",
      brake: "reserved concurrency 2",
      isDeferred: false,
      isOpen: false,
    });
    expect(report.incidents[0].savedUsd).toBeLessThanOrEqual(report.incidents[0].burnedUsd);
    expect(() => parsePolicy(report.recommendation.yaml, "snippet")).not.toThrow();
  });

  it("writes one page that holds every incident", async () => {
    const outcome = await run(["backtest", "series/checkout.csv", "--html", "out.html", ...TERMS], { files });
    expect(outcome.stderr).toContain("Wrote out.html.");
    const page = outcome.files.get("out.html") ?? "";
    expect(page.match(/<article/g)).toHaveLength(1);
    expect(page).toContain("checkout");
  });

  it("replays the empty policy when none is given", async () => {
    const { stdout } = await run(["backtest", "series/checkout.csv", "--json"], { files });
    expect(JSON.parse(stdout).policy).toMatchObject({ mode: "observe", alertAboveUsdAtRisk: 2 });
  });

  it.each([
    ["nothing to replay", ["backtest"], 2, "Give CSV files, a directory of them, or --account."],
    [
      "files and the account",
      ["backtest", "series", "--account"],
      2,
      "Files and --account exclude each other.",
    ],
    ["a file that is not there", ["backtest", "nowhere.csv"], 2, "nowhere.csv cannot be read"],
    ["a file that is no series", ["backtest", "broken.csv"], 2, 'row 2, column value: "many" is no count'],
    ["two files of one name", ["backtest", "series", "series/mails.csv"], 2, "Two files are called mails."],
    [
      "a trigger that does not exist",
      ["backtest", "series", "--trigger", "pigeon"],
      2,
      "Allowed choices are url, queue",
    ],
    ["no time to learn", ["backtest", "series", "--learn-days", "0"], 2, "Give 1 to 14 days."],
    [
      "a history that is too short",
      ["backtest", "short.csv"],
      1,
      "the first 8 days are only learned from, and the history has 2.0 days",
    ],
  ])("says what is wrong and what to do: %s", async (_what, argv, code, message) => {
    const outcome = await run(argv, { files });
    expect(outcome.stderr).toContain(message);
    expect(outcome).toMatchObject({ code, stdout: "" });
  });

  it("says of a single short file in a directory that nothing was judged", async () => {
    const { code, stdout } = await run(["backtest", "series/mails.csv", "short.csv"], { files });
    expect(code).toBe(0);
    expect(stdout).toContain("short has only 2 days of history");
  });
});

const NOW_MS = Date.UTC(2026, 10, 22, 3);
const BEGAN_MS = NOW_MS - 10 * HOUR_MS;

/** Two functions for ten days; one is flooded for an hour of the last day. */
function floodedAccount(): HistoryDeps {
  const url = { kind: "function-url", access: "public", arrivals: () => 60 } as const;
  const traits = {
    memoryMb: 1024,
    duration: { medianMs: 300, p95Ms: 600 },
    lastModifiedMs: NOW_MS - 10 * DAY_MS,
  };
  const account = simulatedAccount(
    accountSpec({
      startMs: NOW_MS - 10 * DAY_MS,
      functions: [
        functionSpec({ ...traits, functionName: "share-preview", triggers: [url] }),
        functionSpec({ ...traits, functionName: "sign-in", triggers: [url] }),
      ],
    }),
  );
  account.schedule([
    {
      kind: "extra-traffic",
      functionName: "share-preview",
      trigger: 0,
      atMs: BEGAN_MS,
      untilMs: BEGAN_MS + HOUR_MS,
      legitimate: false,
      arrivals: () => 10_000,
    },
  ]);
  account.advanceTo(NOW_MS);
  return { clock: () => NOW_MS, directory: simulatedDirectory(account), metrics: simulatedMetrics(account) };
}

describe("overcurrent backtest --account", () => {
  const history = floodedAccount();

  it("says what reading costs, and reads nothing until somebody agrees", async () => {
    const { code, stdout, stderr } = await run(["backtest", "--account"], { history });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    // Six metrics of each function at $0.01 per thousand.
    expect(stderr).toContain("Reading 12 metrics of 2 functions");
    expect(stderr).toContain("costs $0.0001 (GetMetricData, list price). Nothing is changed.");
    expect(stderr).toContain("Nothing was read: add --yes to do it.");
  });

  it("asks a person", async () => {
    const refused = await run(["backtest", "--account"], { history, isTTY: true, typed: "n" });
    expect(refused).toMatchObject({ code: 3, asked: 1, stdout: "" });
  });

  it("replays what the account did, at the minute", async () => {
    const { code, stdout } = await run(["backtest", "--account", "--yes", "--json"], { history });
    expect(code).toBe(0);
    const { incidents, functions } = JSON.parse(stdout);
    expect(functions).toHaveLength(2);
    expect(incidents).toHaveLength(1);
    const [{ functionName, brake, began, minutesToAlarm, minutesToTrip }] = incidents;
    expect({ functionName, brake }).toEqual({
      functionName: "share-preview",
      brake: "reserved concurrency 3",
    });
    expect(Math.abs(Date.parse(began) - BEGAN_MS) / MINUTE_MS).toBeLessThanOrEqual(2);
    expect(Math.max(minutesToAlarm, minutesToTrip)).toBeLessThanOrEqual(6);
  });

  it("reads only the functions that are asked for", async () => {
    const { stderr } = await run(["backtest", "--account", "--function", "sign-*"], { history });
    expect(stderr).toContain("Reading 6 metrics of 1 function,");
    const none = await run(["backtest", "--account", "--function", "nothing-*"], { history });
    expect(none).toMatchObject({ code: 1, stdout: "" });
    expect(none.stderr).toContain("matches nothing-*");
  });

  it("leaves out, and names, what could not be read", async () => {
    const metrics: HistoryDeps["metrics"] = {
      ...history.metrics,
      readWindows: async (requests, range) => ({
        ...(await history.metrics.readWindows(requests, range)),
        unread: [{ functionName: "sign-in", measurement: "errors", reason: "Throttling" }],
      }),
    };
    const outcome = await run(["backtest", "--account", "--yes", "--json"], {
      history: { ...history, metrics },
    });
    expect(outcome.stderr).toContain("sign-in is left out: Throttling");
    expect(JSON.parse(outcome.stdout).functions).toHaveLength(1);
  });
});
