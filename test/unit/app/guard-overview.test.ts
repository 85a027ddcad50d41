import { describe, expect, it } from "vitest";
import { type GuardOverviewDeps, guardOverview } from "../../../lib/app/guard-overview.ts";
import type { TargetId, TargetRecord } from "../../../lib/domain/target.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { memoryGuardHealthStore, memoryHeartbeatStore } from "../../../lib/sim/memory/heartbeat-store.ts";
import { memoryStores } from "../../../lib/sim/memory/memory-stores.ts";
import { aPolicy, NOW_MS } from "../../support/builders.ts";

const HOME: TargetId = "111111111111/eu-west-1";
const minutesAgo = (minutes: number): number => NOW_MS - minutes * MINUTE_MS;

/** A guard with a home, two other regions and a member account, that has been checked for days. */
async function overviewOf(records: readonly TargetRecord[], lastLookMs = minutesAgo(1)) {
  const stores = memoryStores();
  const heartbeats = memoryHeartbeatStore();
  const health = memoryGuardHealthStore();
  await stores.targets.saveEnabledRegions(["eu-west-1", "us-east-1", "us-east-2"]);
  for (const record of records) await stores.targets.note(record);
  for (const part of ["inventory", "learn"] as const) await heartbeats.beat(part, minutesAgo(30));
  await heartbeats.beat("watch", lastLookMs);
  const ids = [HOME, "111111111111/us-east-1", "111111111111/us-east-2", "222222222222/eu-west-1"] as const;
  await health.save({
    targetsSinceMs: Object.fromEntries(ids.map((id) => [id, NOW_MS - 3 * DAY_MS])),
    troubles: [],
  });
  const policy = aPolicy({
    accounts: [{ account: "222222222222", regions: ["eu-west-1"], externalId: "shared-secret-1" }],
  });
  const deps: GuardOverviewDeps = {
    ...stores,
    heartbeats,
    health,
    clock: () => NOW_MS,
    homeId: HOME,
    world: {
      home: { accountId: "111111111111", region: "eu-west-1" },
      ownNamePrefix: "overcurrent-test-",
      partition: "aws",
      policy,
    },
  };
  return guardOverview(deps);
}

const seen = (targetId: TargetId, more: Partial<TargetRecord> = {}): TargetRecord => ({
  targetId,
  lastTriedMs: minutesAgo(1),
  lastGoodReadMs: minutesAgo(1),
  ...more,
});
const allSeen = [
  seen(HOME, { functions: 37 }),
  seen("111111111111/us-east-1", { lastActiveMs: NOW_MS - HOUR_MS }),
  seen("111111111111/us-east-2", { lastActiveMs: NOW_MS - DAY_MS }),
  seen("222222222222/eu-west-1", { functions: 12 }),
];

describe("the overview of the guard", () => {
  it("lists home first, then the other regions of its account, then member accounts", async () => {
    const { targets, troubles, lastLookMs } = await overviewOf(allSeen);
    expect(targets.map(({ targetId, kind, state }) => [targetId, kind, state])).toEqual([
      [HOME, "home", "seen"],
      ["111111111111/us-east-1", "region", "seen"],
      ["111111111111/us-east-2", "idle region", "seen"],
      ["222222222222/eu-west-1", "member account", "seen"],
    ]);
    expect(targets[0]).toMatchObject({ functions: 37, lastGoodReadMs: minutesAgo(1) });
    expect([troubles, lastLookMs]).toEqual([[], minutesAgo(1)]);
  });

  it("calls a target blind that nobody could read for too long, and says why", async () => {
    const problem = "sts:AssumeRole failed: AccessDenied";
    const lost = seen("222222222222/eu-west-1", { lastGoodReadMs: minutesAgo(30), problem });
    const { targets, troubles } = await overviewOf([...allSeen.slice(0, 3), lost]);
    expect(targets.map(({ state }) => state)).toEqual(["seen", "seen", "seen", "blind"]);
    expect(targets[3]).toMatchObject({ problem });
    expect(troubles).toMatchObject([{ kind: "blind-target", targetId: "222222222222/eu-west-1" }]);
  });

  it("sees that the guard is dead without anybody having checked", async () => {
    const old = { lastTriedMs: minutesAgo(90), lastGoodReadMs: minutesAgo(90) };
    const { targets, troubles } = await overviewOf(
      allSeen.map((record) => ({ ...record, ...old })),
      minutesAgo(90),
    );
    expect(targets.map(({ state }) => state)).toEqual(["blind", "blind", "blind", "blind"]);
    expect(troubles[0]).toEqual({ kind: "silent-part", part: "watch", sinceMs: minutesAgo(90) });
  });

  it("does not show what was once known of a target that is not looked after any more", async () => {
    const { targets } = await overviewOf([...allSeen, seen("333333333333/eu-west-1")]);
    expect(targets).toHaveLength(4);
  });

  it("shows one that was taken out of the policy for as long as something is limited there", async () => {
    const takenOut = (heldBreakers: number) =>
      overviewOf([...allSeen, seen("333333333333/eu-west-1", { heldBreakers, externalId: "correct-horse" })]);
    const { targets } = await takenOut(2);
    expect(targets[4]).toMatchObject({ kind: "taken out", state: "seen", heldBreakers: 2 });
    expect(targets[4]).not.toHaveProperty("externalId");
    expect((await takenOut(0)).targets).toHaveLength(4);
  });
});
