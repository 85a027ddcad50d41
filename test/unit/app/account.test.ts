import { describe, expect, it } from "vitest";
import { ACCOUNT_TOTAL, UNKNOWN_FUNCTIONS } from "../../../lib/domain/account-subject.ts";
import type { Measurement } from "../../../lib/domain/observation.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aProfile, NOW_MS } from "../../support/builders.ts";
import { scriptedGuard } from "../../support/scripted-guard.ts";
import type { Script } from "../../support/scripted-metrics.ts";

const BEGINS_MS = NOW_MS + 20 * MINUTE_MS;
const fleet = Array.from({ length: 10 }, (_, index) =>
  aProfile({ functionName: `function-${index}`, memoryMb: 4_096 }),
);

/** Runs a minute of each known function, and of what nobody knows. */
type Runs = { readonly each: (minuteMs: number) => number; readonly unknown?: (minuteMs: number) => number };

/** Runs of 500 ms: a fleet of like functions, and their total. */
const fleetOf =
  (size: number, { each, unknown = () => 0 }: Runs): Script =>
  (name, measurement, minuteMs) => {
    const hidden = name === undefined || name === "miner" ? unknown(minuteMs) : 0;
    const runs =
      hidden + (name === undefined ? size * each(minuteMs) : name === "miner" ? 0 : each(minuteMs));
    const values: Partial<Record<Measurement, number>> = { invocations: runs, durationMs: 500 * runs };
    return values[measurement] ?? 0;
  };
const from =
  (beginsMs: number, usual: number, then: number, endsMs = Number.POSITIVE_INFINITY) =>
  (minuteMs: number): number =>
    minuteMs >= beginsMs && minuteMs < endsMs ? then : usual;

describe("many small rises at once", () => {
  const endsMs = BEGINS_MS + 3 * HOUR_MS;
  const script = fleetOf(10, { each: from(BEGINS_MS, 60, 100, endsMs) });

  it("are told once as one incident of the account, and are over when the rises are", async () => {
    const { guard, playTo, subjects } = await scriptedGuard(script, fleet);
    await playTo(endsMs);
    expect(await guard.stores.incidents.listOpen()).toMatchObject([
      {
        functionName: ACCOUNT_TOTAL,
        status: "open",
        latest: { cause: "many-small-rises" },
        plan: { kind: "alert" },
      },
    ]);
    // 10 * 40 runs of 0.5 s at 4 GB are 800 GB-s a minute: $0.64 an hour on arm64, $5.20 with the requests in 8 hours. When
    // it is told the newest forty minutes have not all risen yet.
    expect(subjects()).toEqual([
      expect.stringMatching(/^\[Overcurrent\] MANY SMALL RISES in the account: \$4\.\d\d at risk$/),
    ]);
    expect(guard.received[0]?.text).toContain("10 of 10 functions do more than usual");

    await playTo(endsMs + 2 * HOUR_MS);
    expect(await guard.stores.incidents.listOpen()).toEqual([]);
    expect(await guard.stores.incidents.listResolved(5)).toMatchObject([{ functionName: ACCOUNT_TOTAL }]);
    const events = (await guard.stores.ledger.list(ACCOUNT_TOTAL, 10)).map(({ event }) => event);
    expect(events).toEqual(["incident.resolved", "incident.opened"]);
    expect(subjects()).toHaveLength(1);
  });

  it("are not told below the amount that is worth an alert, nor where they are planned", async () => {
    const small = await scriptedGuard(script, fleet, { policyText: "alertAboveUsdAtRisk: 6" });
    await small.playTo(endsMs);
    expect(small.subjects()).toEqual([]);
    const sale = `planned: [{ name: sale, match: { name: "*" }, because: a sale, upToTimes: 5,
      from: 2026-11-22T00:00:00Z, until: 2026-11-23T00:00:00Z }]`;
    const planned = await scriptedGuard(script, fleet, { policyText: sale });
    await planned.playTo(endsMs);
    expect(planned.subjects()).toEqual([]);
  });
});

describe("a function that the inventory does not know", () => {
  /** 120 runs a minute, a fifth of the total: no rise of the account. */
  const script = fleetOf(10, { each: () => 60, unknown: from(BEGINS_MS, 0, 120) });
  const miner = aProfile({ functionName: "miner" });

  it("is looked for in a fresh inventory at the next sweep, and then judged by itself", async () => {
    const { guard, playTo, subjects } = await scriptedGuard(script, fleet, {
      inventory: () => [...fleet, miner],
    });
    await playTo(BEGINS_MS + 6 * MINUTE_MS);
    expect(guard.inventoriesAskedFor).toBe(1);
    await playTo(BEGINS_MS + HOUR_MS);
    expect(guard.inventoriesAskedFor).toBe(1);
    expect((await guard.stores.incidents.listOpen()).map(({ functionName }) => functionName)).not.toContain(
      UNKNOWN_FUNCTIONS,
    );
    expect(subjects().join()).not.toContain("UNKNOWN");
  });

  it("is told by the name that CloudWatch has for it when no inventory finds it", async () => {
    const { guard, playTo, subjects } = await scriptedGuard(script, fleet, {
      inventory: () => fleet,
      ranked: ["function-3", "miner"],
    });
    await playTo(BEGINS_MS + 15 * MINUTE_MS);
    expect(subjects()).toEqual([]);
    await playTo(BEGINS_MS + 30 * MINUTE_MS);
    // 120 runs of 0.5 s at 10 GB of x86: 600 GB-s a minute, $0.60 an hour.
    expect(subjects()).toEqual(["[Overcurrent] UNKNOWN FUNCTIONS run in the account: $4.81 at risk"]);
    expect(guard.received[0]?.text.replace(/\s+/g, " ")).toContain("By billed time it is miner.");
    await playTo(BEGINS_MS + 3 * HOUR_MS);
    expect(subjects()).toHaveLength(1);
    // At most once in five minutes.
    expect(guard.inventoriesAskedFor).toBeLessThanOrEqual(36);
  });

  it("is not told while a function could not be read, which may be all of it", async () => {
    const unread: Script = (name, measurement, minuteMs) =>
      name === "function-3" && minuteMs > BEGINS_MS ? "unread" : script(name, measurement, minuteMs);
    const { guard, playTo, subjects } = await scriptedGuard(unread, fleet);
    await playTo(BEGINS_MS + HOUR_MS);
    expect(subjects()).toEqual([]);
    expect(guard.inventoriesAskedFor).toBe(0);
  });
});

describe("a region without a function", () => {
  it("is watched, costs nothing to watch, and is told within minutes when something runs in it", async () => {
    const script = fleetOf(0, { each: () => 0, unknown: from(BEGINS_MS, 0, 20) });
    const { metrics, playTo, subjects } = await scriptedGuard(script, [], { ranked: ["miner"] });
    await playTo(BEGINS_MS + MINUTE_MS);
    expect(subjects()).toEqual([]);
    await playTo(BEGINS_MS + 4 * MINUTE_MS);
    expect(subjects()).toEqual([expect.stringContaining("[Overcurrent] AN IDLE REGION WOKE UP")]);
    await playTo(BEGINS_MS + 2 * HOUR_MS);
    expect(subjects()).toHaveLength(1);
    expect(metrics.asked).toEqual([]);
  });

  it("is not called quiet when its totals cannot be read", async () => {
    const { metrics, playTo, subjects } = await scriptedGuard(fleetOf(0, { each: () => 0 }), []);
    metrics.goDown();
    await playTo(NOW_MS + 30 * MINUTE_MS);
    expect(subjects()).toEqual(["[Overcurrent] BLIND: the account's totals could not be read"]);
  });
});
