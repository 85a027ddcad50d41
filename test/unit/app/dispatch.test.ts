import { describe, expect, it } from "vitest";
import { type DispatchReport, dispatch } from "../../../lib/app/dispatch.ts";
import { type Target, type TargetOrder, targetId } from "../../../lib/domain/target.ts";
import { DAY_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { parsePolicy } from "../../../lib/policy/parse-policy.ts";
import type { MetricReader } from "../../../lib/ports/metrics.ts";
import type { TargetStore } from "../../../lib/ports/stores.ts";
import { memoryTargetStore } from "../../../lib/sim/memory/target-store.ts";
import { scriptedMetrics } from "../../support/scripted-metrics.ts";
import { silentLog } from "../../support/silent-log.ts";

const NOON_MS = Date.UTC(2026, 10, 22, 12);
const HOME = { accountId: "111111111111", region: "eu-west-1" };
const SPAIN = "111111111111/eu-south-2";
const BRAZIL = "111111111111/sa-east-1";
const MEMBER = "222222222222/eu-west-1";
const POLICY = `
accounts:
  - account: "222222222222"
    regions: [eu-west-1]
    externalId: correct-horse
`;

type World = {
  readonly targets: TargetStore;
  readonly sent: TargetOrder[];
  /** Regions in which something ran in the last minute. */
  readonly busy: Set<string>;
  /** Regions that refuse to be read. */
  readonly refusing: Set<string>;
  /** Whether the queue takes nothing. */
  queueIsDown: boolean;
  minute(nowMs: number): Promise<DispatchReport>;
};

async function world(): Promise<World> {
  const targets = memoryTargetStore();
  await targets.saveEnabledRegions(["eu-west-1", "eu-south-2", "sa-east-1"]);
  const made: World = {
    targets,
    sent: [],
    busy: new Set(),
    refusing: new Set(),
    queueIsDown: false,
    minute: (nowMs) =>
      dispatch({
        clock: () => nowMs,
        log: silentLog(),
        world: {
          home: HOME,
          ownNamePrefix: "overcurrent-test-",
          partition: "aws",
          policy: parsePolicy(POLICY, "policy of the test"),
        },
        targets,
        queue: {
          send: async (orders) => {
            if (made.queueIsDown) return orders.map((order) => ({ order, reason: "ThrottlingException" }));
            made.sent.push(...orders);
            return [];
          },
        },
        metricsAt: (target) => totalsOf(made, target, nowMs),
      }),
  };
  return made;
}

function totalsOf({ busy, refusing }: World, { region }: Target, nowMs: number): MetricReader {
  const metrics = scriptedMetrics((_function, measurement, minuteMs) =>
    busy.has(region) && measurement === "invocations" && minuteMs === nowMs - MINUTE_MS ? 5 : 0,
  );
  if (refusing.has(region)) metrics.goDown();
  return metrics;
}

const jobsOf = (sent: readonly TargetOrder[], id: string): string[] =>
  sent.filter(({ target }) => targetId(target) === id).map(({ job }) => job);

describe("each minute", () => {
  it("a member account is looked at, and an idle region costs no order but its first inventory", async () => {
    const guard = await world();
    await guard.targets.note({ targetId: SPAIN, functions: 0 });
    await guard.minute(NOON_MS);
    await guard.minute(NOON_MS + MINUTE_MS);
    expect(jobsOf(guard.sent, MEMBER).filter((job) => job === "tick")).toHaveLength(2);
    expect(jobsOf(guard.sent, SPAIN)).toEqual([]);
    expect(await guard.targets.find(SPAIN)).toMatchObject({ lastGoodReadMs: expect.any(Number) });
    expect(await guard.targets.find(SPAIN)).not.toHaveProperty("lastActiveMs");
  });

  it("home is not among those that get orders", async () => {
    const guard = await world();
    const report = await guard.minute(NOON_MS);
    expect(report.targets).toEqual(["111111111111/eu-west-1", SPAIN, BRAZIL, MEMBER]);
    expect(jobsOf(guard.sent, "111111111111/eu-west-1")).toEqual([]);
  });

  it("a region in which something begins to run is looked at within two minutes, and then each minute", async () => {
    const guard = await world();
    for (const targetId of [SPAIN, BRAZIL] as const) await guard.targets.note({ targetId, functions: 0 });
    guard.busy.add("sa-east-1");
    const woken = [await guard.minute(NOON_MS), await guard.minute(NOON_MS + MINUTE_MS)];
    expect(woken.flatMap((report) => report.woken)).toEqual([BRAZIL]);
    expect(jobsOf(guard.sent, BRAZIL).slice(0, 2)).toEqual(["inventory", "tick"]);
    guard.sent.length = 0;
    for (let minute = 2; minute < 6; minute += 1) await guard.minute(NOON_MS + minute * MINUTE_MS);
    expect(jobsOf(guard.sent, BRAZIL).filter((job) => job === "tick")).toHaveLength(4);
    expect(jobsOf(guard.sent, SPAIN)).toEqual([]);
  });

  it("a region that has been idle for a day has no ticks any more", async () => {
    const guard = await world();
    await guard.targets.note({ targetId: BRAZIL, functions: 3, lastActiveMs: NOON_MS - DAY_MS });
    await guard.minute(NOON_MS);
    await guard.minute(NOON_MS + MINUTE_MS);
    expect(jobsOf(guard.sent, BRAZIL)).not.toContain("tick");
  });

  it("a region that cannot be read is noted, and holds up no other", async () => {
    const guard = await world();
    guard.refusing.add("eu-south-2");
    guard.busy.add("sa-east-1");
    await guard.minute(NOON_MS);
    await guard.minute(NOON_MS + MINUTE_MS);
    const spain = await guard.targets.find(SPAIN);
    expect(spain?.problem).toContain("InternalServiceFault");
    expect(spain).not.toHaveProperty("lastGoodReadMs");
    expect(jobsOf(guard.sent, BRAZIL)).toContain("tick");
    guard.refusing.clear();
    await guard.minute(NOON_MS + 2 * MINUTE_MS);
    await guard.minute(NOON_MS + 3 * MINUTE_MS);
    expect(await guard.targets.find(SPAIN)).not.toHaveProperty("problem");
  });

  it("an order that does not get into the queue is noted with its target", async () => {
    const guard = await world();
    guard.queueIsDown = true;
    const { sent, problems } = await guard.minute(NOON_MS);
    expect(sent).toBe(0);
    expect(problems.map(({ targetId }) => targetId)).toContain(MEMBER);
    expect((await guard.targets.find(MEMBER))?.problem).toContain("its tick could not be ordered");
  });
});
