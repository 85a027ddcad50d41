import { describe, expect, it } from "vitest";
import { type Target, type TargetRecord, targetId } from "../../../lib/domain/target.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { moneyShare } from "../../../lib/watch/money-share.ts";
import type { TargetRound } from "../../../lib/watch/target-round.ts";
import { ordersDue, ordersOnWaking, totalsDue } from "../../../lib/watch/target-turns.ts";

const MIDNIGHT_MS = Date.UTC(2026, 10, 22);
const region = (name: string): Target => ({ accountId: "111111111111", region: name });
const member: Target = {
  accountId: "222222222222",
  region: "eu-west-1",
  spoke: { readRoleArn: "arn:read", actuateRoleArn: "arn:actuate", externalId: "correct-horse" },
};

const roundOf = (
  targets: readonly Target[],
  seen: readonly (Partial<TargetRecord> & { readonly of: Target })[] = [],
  nowMs = MIDNIGHT_MS,
): TargetRound => ({
  targets,
  recordOf: new Map(
    seen.map(({ of, ...record }) => [targetId(of), { targetId: targetId(of), functions: 1, ...record }]),
  ),
  homeFunctions: 30,
  nowMs,
});
const minutesOf = (count: number, fromMs = MIDNIGHT_MS): number[] =>
  Array.from({ length: count }, (_, minute) => fromMs + minute * MINUTE_MS);
const jobsAt = (target: Target, record: Partial<TargetRecord>, nowMs: number): string[] =>
  ordersDue(roundOf([target], [{ ...record, of: target }], nowMs)).map(({ job }) => job);

describe("a region of the own account", () => {
  const idle = region("sa-east-1");

  it("is looked at by its total every two minutes while nothing runs there, and has no ticks", () => {
    const reads = minutesOf(60).filter(
      (nowMs) => totalsDue(roundOf([idle], [{ of: idle }], nowMs)).length > 0,
    );
    expect(reads).toHaveLength(30);
    expect(minutesOf(60).flatMap((nowMs) => jobsAt(idle, {}, nowMs))).not.toContain("tick");
  });

  it("is watched in full each minute once something runs there, and for half a day after it", () => {
    const busy = { lastActiveMs: MIDNIGHT_MS };
    for (const nowMs of minutesOf(120)) expect(jobsAt(idle, busy, nowMs)).toContain("tick");
    expect(jobsAt(idle, busy, MIDNIGHT_MS + 12 * HOUR_MS - MINUTE_MS)).toContain("tick");
    expect(jobsAt(idle, busy, MIDNIGHT_MS + 12 * HOUR_MS)).not.toContain("tick");
  });

  it("is asked twice an hour whether it is still busy", () => {
    const busy = { of: idle, lastActiveMs: MIDNIGHT_MS };
    const reads = minutesOf(60).filter((nowMs) => totalsDue(roundOf([idle], [busy], nowMs)).length > 0);
    expect(reads).toHaveLength(2);
  });

  it("gets an inventory and a look at once when it wakes", () => {
    const orders = ordersOnWaking(roundOf([idle]), idle);
    expect(orders.map(({ job }) => job)).toEqual(["inventory", "tick"]);
  });

  it("is learned each night after an inventory, though nothing runs there", () => {
    const night = minutesOf(DAY_MS / MINUTE_MS).flatMap((nowMs) =>
      jobsAt(idle, {}, nowMs).map((job) => ({ job, nowMs })),
    );
    expect(night.map(({ job }) => job)).toEqual(["inventory", "learn"]);
    expect((night[1]?.nowMs ?? 0) - (night[0]?.nowMs ?? 0)).toBe(30 * MINUTE_MS);
  });
});

describe("a member account", () => {
  it("is watched in full from the beginning, whatever runs there", () => {
    for (const nowMs of minutesOf(10)) {
      expect(ordersDue(roundOf([member], [], nowMs)).map(({ job }) => job)).toContain("tick");
      expect(totalsDue(roundOf([member], [], nowMs))).toEqual([]);
    }
  });

  it("gets inventories until the first one has ended, then one an hour", () => {
    const inventories = (seen: readonly { readonly of: Target }[]) =>
      minutesOf(60).filter((nowMs) =>
        ordersDue(roundOf([member], seen, nowMs)).some(({ job }) => job === "inventory"),
      );
    expect(inventories([])).toHaveLength(12);
    expect(inventories([{ of: member }])).toHaveLength(1);
  });

  it("has the roles by which it is reached in its orders", () => {
    expect(ordersDue(roundOf([member]))[0]?.target).toEqual(member);
  });
});

describe("the turns of many targets", () => {
  it("are spread over the minutes", () => {
    const regions = Array.from({ length: 30 }, (_, index) => region(`xx-test-${index}`));
    const seen = regions.map((of) => ({ of }));
    const reads = minutesOf(2).map((nowMs) => totalsDue(roundOf(regions, seen, nowMs)).length);
    expect(reads.reduce((sum, count) => sum + count)).toBe(30);
    expect(Math.max(...reads)).toBeLessThan(22);
  });
});

describe("the money for reading", () => {
  const [ireland, virginia] = [region("eu-west-1"), region("us-east-1")] as const;
  const busy = { lastActiveMs: MIDNIGHT_MS };

  it("is shared by the number of functions, home among the targets", () => {
    const round = roundOf(
      [ireland, virginia, region("idle-1")],
      [
        { of: ireland, functions: 50, ...busy },
        { of: virginia, functions: 20, ...busy },
        { of: region("idle-1"), functions: 400 },
      ],
    );
    // 30 functions at home, 50 and 20 elsewhere: 100 in all; what is idle is not read.
    expect(moneyShare(round)).toBeCloseTo(0.3, 12);
    expect(moneyShare(round, ireland)).toBeCloseTo(0.5, 12);
    expect(moneyShare(round, virginia)).toBeCloseTo(0.2, 12);
  });

  it("gives one without an inventory as much as a single function has", () => {
    expect(moneyShare(roundOf([member]), member)).toBeCloseTo(1 / 31, 12);
  });

  it("is all at home where there is nothing else", () => {
    expect(moneyShare(roundOf([]))).toBe(1);
  });
});
