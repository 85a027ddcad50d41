import { describe, expect, it } from "vitest";
import { DAY_MS } from "../../../lib/domain/time.ts";
import { atMinute, START_MS, steady, worldOf } from "./worlds.ts";

const busy = () =>
  worldOf({
    memoryMb: 1024,
    duration: { medianMs: 1000, p95Ms: 1000 },
    triggers: [{ kind: "function-url", access: "public", ...steady(60) }],
  });
/** 60 runs a minute of 1 s and 1 GB: 60 GB-s at $0.0000166667, and 60 requests at $0.20 a million. */
const USD_PER_MINUTE = 60 * 0.0000166667 + 60 * 0.0000002;

describe("what it really cost", () => {
  it("is the list price of what ran", () => {
    const account = busy();
    account.advanceTo(atMinute(60));
    expect(account.costUsd("f")).toBeCloseTo(60 * USD_PER_MINUTE, 6);
    const minutes = account.fleetUsdPerMinute(START_MS, atMinute(60));
    expect(minutes).toHaveLength(60);
    expect(minutes[30]).toBeCloseTo(USD_PER_MINUTE, 9);
  });
});

describe("Cost Explorer", () => {
  it("knows nothing of the last 24 hours, and part of the day before", () => {
    const account = busy();
    account.advanceTo(START_MS + 2 * DAY_MS + DAY_MS / 2);
    const known = account.costs.dailyLambdaCostUsd("2026-10-01", "2026-10-04");
    expect(known.map(({ day, estimated }) => [day, estimated])).toEqual([
      ["2026-10-01", false],
      ["2026-10-02", true],
    ]);
    expect(known[0]?.usd).toBeCloseTo(1440 * USD_PER_MINUTE, 6);
    expect(known[1]?.usd).toBeCloseTo(720 * USD_PER_MINUTE, 6);
  });
});
