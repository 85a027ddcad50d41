import { describe, expect, it } from "vitest";
import { judgeSeenAccount } from "../../../../lib/detect/account/judge-seen-account.ts";
import type { SeenAccount } from "../../../../lib/detect/account/seen.ts";
import { ACCOUNT_TOTAL, UNKNOWN_FUNCTIONS } from "../../../../lib/domain/account-subject.ts";
import type { Anomaly, Verdict } from "../../../../lib/domain/anomaly.ts";
import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import { NOW } from "../scene.ts";
import { accountOf, fleet, totalBaseline } from "./account-scene.ts";

function verdictOn(subject: string, account: SeenAccount, names?: readonly string[]): Verdict {
  const found = judgeSeenAccount(account, names).verdicts.find(
    ({ functionName }) => functionName === subject,
  );
  if (found === undefined) throw new Error(`no verdict on ${subject}`);
  return found;
}
const onTotal = (account: SeenAccount): Verdict => verdictOn(ACCOUNT_TOTAL, account);
const onUnknown = (account: SeenAccount): Verdict => verdictOn(UNKNOWN_FUNCTIONS, account);

function anomalyOf(verdict: Verdict): Anomaly {
  if (verdict.kind !== "anomalous")
    throw new Error(`expected an anomaly, got ${verdict.kind}: ${verdict.reason}`);
  return verdict.anomaly;
}

describe("the account's total", () => {
  it("is quiet on an ordinary day", () => {
    expect(onTotal(accountOf(fleet(40, 20)))).toMatchObject({
      kind: "quiet",
      reason: "the account's total is as usual",
    });
  });

  it("tells that forty functions do two thirds more than usual, none of which would alarm by itself", () => {
    const anomaly = anomalyOf(onTotal(accountOf(fleet(40, 20, (age) => (age < 70 ? 1.7 : 1)))));
    expect(anomaly).toMatchObject({
      functionName: ACCOUNT_TOTAL,
      cause: "many-small-rises",
      severity: "warning",
    });
    // 40 * 14 runs of 0.5 s at 2 GB: 560 GB-s a minute are $0.56 an hour, the requests $0.01; list price.
    expect(anomaly.burn.impactUsdPerHour).toBeGreaterThan(0.53);
    expect(anomaly.burn.impactUsdPerHour).toBeLessThan(0.61);
    expect(anomaly.burn.atRiskUsd).toBeCloseTo(8 * anomaly.burn.impactUsdPerHour, 6);
    expect(anomaly.causeSentence).toMatch(
      /^(3\d|40) of 40 functions do more than usual, and none of them alone/,
    );
    expect(Math.abs(NOW - anomaly.beganAtMs - 70 * MINUTE_MS)).toBeLessThan(3 * MINUTE_MS);
  });

  it("names the functions that contribute most, with what they cost", () => {
    const members = [
      ...fleet(10, 20, (age) => (age < 70 ? 1.3 : 1)),
      { name: "checkout", usual: 100, times: (age: number) => (age < 70 ? 2 : 1) },
      { name: "search", usual: 90, times: (age: number) => (age < 70 ? 2 : 1) },
    ];
    const { causeSentence } = anomalyOf(onTotal(accountOf(members)));
    expect(causeSentence).toMatch(
      /Most: checkout \([\d.]+ runs a minute and \$0\.\d\d an hour more\), search \(/,
    );
  });

  it("leaves it to one function that accounts for half of the rise", () => {
    const members = [
      ...fleet(20, 20),
      { name: "launch", usual: 200, times: (age: number) => (age < 90 ? 4 : 1) },
    ];
    expect(onTotal(accountOf(members))).toMatchObject({
      kind: "quiet",
      reason: "it rises with launch, which is judged by itself",
    });
  });

  it("leaves it to functions that have been told, or whose owner expects it", () => {
    const risen = (age: number): number => (age < 70 ? 2 : 1);
    const members = fleet(30, 20, risen).map((member, index) => ({ ...member, isTold: index < 20 }));
    expect(onTotal(accountOf(members))).toMatchObject({
      kind: "quiet",
      reason: expect.stringMatching(
        /^it rises with function-0, function-1.*, which has been told or is expected$/,
      ),
    });
  });

  it("says nothing of a single high minute, nor of what is over", () => {
    expect(onTotal(accountOf(fleet(40, 20, (age) => (age === 0 ? 3 : 1)))).kind).toBe("quiet");
    expect(onTotal(accountOf(fleet(40, 20, (age) => (age > 40 && age < 80 ? 2 : 1)))).kind).toBe("quiet");
  });

  it("concludes nothing before a day of its history is known", () => {
    const account = accountOf(fleet(40, 20, () => 3));
    expect(onTotal({ ...account, baseline: undefined }).kind).toBe("quiet");
    expect(onTotal({ ...account, baseline: { ...totalBaseline(800), historyDays: 0.5 } }).kind).toBe("quiet");
  });

  it("cannot look while no minute is final", () => {
    const account = accountOf(fleet(2, 20));
    const window = { ...account.window, finalUntilMs: account.window.startMs };
    expect(onTotal({ ...account, window }).kind).toBe("could-not-look");
  });
});

describe("a region that nobody uses", () => {
  const own = [
    { name: "overcurrent-prod-watch", usual: 1, isOwn: true },
    { name: "overcurrent-prod-probe", usual: 1, isOwn: true },
  ];
  const idle = (times?: (age: number) => number) => [
    ...own,
    ...["report", "export", "cleanup"].map((name) => ({
      name,
      usual: 0.002,
      ...(times === undefined ? {} : { times }),
    })),
  ];

  it("is told when functions run in it, whatever it costs", () => {
    const anomaly = anomalyOf(onTotal(accountOf(idle((age) => (age < 5 ? 5_000 : 1)))));
    expect(anomaly).toMatchObject({ cause: "awakened", severity: "critical" });
    expect(anomaly.causeSentence).toContain("This region was hardly used in 14 days of history");
    expect(anomaly.causeSentence).toContain("runs a minute");
  });

  it("is quiet while the guard alone runs, and for a handful of runs", () => {
    expect(onTotal(accountOf(idle())).kind).toBe("quiet");
    expect(onTotal(accountOf(idle((age) => (age === 3 ? 4_000 : 1)))).kind).toBe("quiet");
  });

  it("wakes also where the inventory knows of no function at all", () => {
    const empty = { ...accountOf([], (age) => (age < 4 ? 12 : 0)), baseline: undefined };
    const { verdicts, asksForInventory } = judgeSeenAccount(empty);
    expect(asksForInventory).toBe(true);
    const anomaly = anomalyOf(verdicts[1] ?? onUnknown(empty));
    expect(anomaly).toMatchObject({ functionName: UNKNOWN_FUNCTIONS, cause: "awakened" });
    expect(anomaly.causeSentence).toContain("knows no function in this region but the guard's own");
    expect(anomaly.beganAtMs).toBe(NOW - 4 * MINUTE_MS);
  });
});

describe("functions that the inventory does not know", () => {
  const busy = fleet(40, 20);

  it("are none while the inventory explains the total", () => {
    expect(judgeSeenAccount(accountOf(busy)).asksForInventory).toBe(false);
    expect(onUnknown(accountOf(busy))).toMatchObject({
      kind: "quiet",
      reason: "the inventory knows what runs",
    });
  });

  it("are asked for first, since most were deployed within the hour", () => {
    const account = accountOf(busy, (age) => (age < 14 ? 30 : 0));
    expect(judgeSeenAccount(account).asksForInventory).toBe(true);
    expect(onUnknown(account)).toMatchObject({
      kind: "quiet",
      reason: "something unknown runs: the inventory is asked first",
    });
  });

  it("are told when a fresh inventory would have found them by now, by name where CloudWatch knows it", () => {
    const account = accountOf(busy, (age) => (age < 25 ? 30 : 0));
    const anomaly = anomalyOf(verdictOn(UNKNOWN_FUNCTIONS, account, ["miner-1"]));
    expect(anomaly).toMatchObject({ cause: "unknown-function", severity: "critical" });
    expect(anomaly.causeSentence).toContain("By billed time it is miner-1.");
    // 30 runs a minute of 0.5 s, priced at 10 GB of x86: 150 GB-s a minute are $0.15 an hour.
    expect(anomaly.burn.actualUsdPerHour).toBeCloseTo(0.15, 2);
    expect(anomaly.signals[0]?.sentence).toContain(
      "30 times a minute more than the 40 functions of the inventory",
    );
  });

  it("are told at once when they are most of a rise of the account", () => {
    const account = accountOf(busy, (age) => (age < 8 ? 3_000 : 0));
    expect(anomalyOf(onUnknown(account)).cause).toBe("unknown-function");
    expect(onTotal(account)).toMatchObject({
      kind: "quiet",
      reason: "it rises with functions that the inventory does not know",
    });
  });

  it("are not made of what the metrics of the newest minutes still lack", () => {
    expect(judgeSeenAccount(accountOf(busy, (age) => (age < 2 ? 400 : 0))).asksForInventory).toBe(false);
    // Less than a hundredth of the total is no finding, however many runs it is.
    expect(judgeSeenAccount(accountOf(fleet(40, 200), () => 50)).asksForInventory).toBe(false);
  });
});
