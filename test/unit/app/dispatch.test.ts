import { describe, expect, it } from "vitest";
import { type DispatchReport, dispatch } from "../../../lib/app/dispatch.ts";
import { type Target, type TargetOrder, targetId } from "../../../lib/domain/target.ts";
import { DAY_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { parsePolicy } from "../../../lib/policy/parse-policy.ts";
import type { MetricReader } from "../../../lib/ports/metrics.ts";
import type { BreakerStore, TargetStore } from "../../../lib/ports/stores.ts";
import { memoryBreakerStore } from "../../../lib/sim/memory/breaker-store.ts";
import { memoryTargetStore } from "../../../lib/sim/memory/target-store.ts";
import { tripped } from "../../contract/samples.ts";
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
  policyText: string;
  /** What is limited in each target. */
  readonly breakersOf: Map<string, BreakerStore>;
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
    policyText: POLICY,
    breakersOf: new Map(),
    minute: (nowMs) =>
      dispatch({
        clock: () => nowMs,
        log: silentLog(),
        world: {
          home: HOME,
          ownNamePrefix: "overcurrent-test-",
          partition: "aws",
          policy: parsePolicy(made.policyText, "policy of the test"),
        },
        targets,
        queue: {
          send: async (orders) => {
            if (made.queueIsDown) return orders.map((order) => ({ order, reason: "ThrottlingException" }));
            made.sent.push(...orders);
            return [];
          },
        },
        breakersAt: (place) => made.breakersOf.get(targetId(place)) ?? memoryBreakerStore(),
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

describe("a target that is taken out of the policy", () => {
  /** As the first minute of the guard leaves it; then the policy is deployed anew, without this part of it. */
  async function takenOut(policyText: string, id: string) {
    const guard = await world();
    const breakers = memoryBreakerStore();
    guard.breakersOf.set(id, breakers);
    let breaker = await breakers.save({ functionName: "checkout", state: tripped, version: 0 });
    await guard.minute(NOON_MS);
    guard.sent.length = 0;
    guard.policyText = policyText;
    let minutes = 0;
    return {
      ...guard,
      nextMinute: () => {
        minutes += 1;
        return guard.minute(NOON_MS + minutes * MINUTE_MS);
      },
      release: async () => {
        breaker = await breakers.save({ ...breaker, state: { kind: "armed", sinceMs: NOON_MS } });
      },
      tripAgain: async () => {
        breaker = await breakers.save({ ...breaker, state: tripped });
      },
    };
  }

  it("is tended each minute while something is limited there, as it was reached before, and nothing else is done", async () => {
    const guard = await takenOut("", MEMBER);
    const report = await guard.nextMinute();
    await guard.nextMinute();
    expect(report.targets).toContain(MEMBER);
    expect(jobsOf(guard.sent, MEMBER)).toEqual(["tend", "tend"]);
    expect(guard.sent.find(({ job }) => job === "tend")?.target.spoke).toEqual({
      readRoleArn: "arn:aws:iam::222222222222:role/overcurrent-test-spoke-read",
      actuateRoleArn: "arn:aws:iam::222222222222:role/overcurrent-test-spoke-actuate",
      externalId: "correct-horse",
    });
    expect(await guard.targets.find(MEMBER)).toMatchObject({ heldBreakers: 1 });
  });

  it("is tended as well when it is a region of the own account", async () => {
    const guard = await takenOut("regions: []", "111111111111/eu-south-2");
    await guard.targets.note({ targetId: SPAIN, lastTriedMs: NOON_MS });
    await guard.nextMinute();
    expect(jobsOf(guard.sent, SPAIN)).toEqual(["tend"]);
  });

  it("is let go of when nothing is limited there any more", async () => {
    const guard = await takenOut("", MEMBER);
    await guard.nextMinute();
    await guard.release();
    guard.sent.length = 0;
    const report = await guard.nextMinute();
    expect(report.targets).not.toContain(MEMBER);
    expect(guard.sent.filter(({ target }) => targetId(target) === MEMBER)).toEqual([]);
    expect(await guard.targets.find(MEMBER)).toMatchObject({ heldBreakers: 0 });
  });

  it("is tended after all when a tick that was under way has tripped something", async () => {
    const guard = await takenOut("", MEMBER);
    await guard.release();
    await guard.nextMinute();
    await guard.tripAgain();
    for (let minute = 0; minute < 60; minute += 1) await guard.nextMinute();
    expect(jobsOf(guard.sent, MEMBER)).toContain("tend");
  });

  it("is said to be out of reach when nobody noted how to get in", async () => {
    const guard = await world();
    const other = "333333333333/eu-west-1";
    const breakers = memoryBreakerStore();
    await breakers.save({ functionName: "checkout", state: tripped, version: 0 });
    guard.breakersOf.set(other, breakers);
    await guard.targets.note({ targetId: other });
    const report = await guard.minute(NOON_MS);
    expect(report.targets).toContain(other);
    expect((await guard.targets.find(other))?.problem).toContain("put it back into the policy");
    expect(jobsOf(guard.sent, other)).toEqual([]);
  });
});
