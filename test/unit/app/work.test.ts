import { describe, expect, it } from "vitest";
import { readTargetOrder } from "../../../lib/app/read-target-order.ts";
import { type TargetJobs, work } from "../../../lib/app/work.ts";
import { workMessages } from "../../../lib/app/work-messages.ts";
import { CloudCallError, OrderInvalidError } from "../../../lib/domain/errors.ts";
import { type Target, type TargetJob, type TargetOrder, targetId } from "../../../lib/domain/target.ts";
import { MINUTE_MS, SECOND_MS } from "../../../lib/domain/time.ts";
import { memoryTargetStore } from "../../../lib/sim/memory/target-store.ts";
import { silentLog } from "../../support/silent-log.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const MEMBER = "222222222222/eu-west-1";
const REFUSED = new CloudCallError("sts:AssumeRole", false, "AccessDenied");

const orderOf = (job: TargetJob, ageMs = 0): TargetOrder => ({
  job,
  target: {
    accountId: "222222222222",
    region: "eu-west-1",
    spoke: { readRoleArn: "arn:read", actuateRoleArn: "arn:actuate", externalId: "correct-horse" },
  },
  atMs: NOW_MS - ageMs,
  moneyShare: 0.5,
});

type Failing = Partial<Record<keyof TargetJobs, Error>>;

/** A target whose jobs note that they ran, or fail as told. */
function worker(failing: Failing = {}, breakersTended = 0) {
  const ran: string[] = [];
  const targets = memoryTargetStore();
  const run = <T>(job: keyof TargetJobs, report: unknown): Promise<T> => {
    ran.push(job);
    const failure = failing[job];
    return failure === undefined ? Promise.resolve(report as T) : Promise.reject(failure);
  };
  const jobs: TargetJobs = {
    watch: () => run("watch", {}),
    probe: () =>
      run(
        "probe",
        Array.from({ length: breakersTended }, () => ({})),
      ),
    tend: () => run("tend", []),
    takeInventory: () => run("takeInventory", { kind: "taken", functions: 12 }),
    learn: () => run("learn", {}),
  };
  const begunAnewAt: string[] = [];
  return {
    ...{ ran, targets, begunAnewAt, clock: () => NOW_MS, log: silentLog(), jobsAt: () => jobs },
    beginAnewAt: (target: Target) => void begunAnewAt.push(targetId(target)),
  };
}

describe("an order to a worker", () => {
  it("to tick watches the target and tends its breakers", async () => {
    const deps = worker();
    expect(await work(deps, orderOf("tick"))).toMatchObject({ targetId: MEMBER, job: "tick", did: "done" });
    expect(deps.ran).toEqual(["watch", "probe"]);
  });

  it("to tick is dropped when a newer one must be there, and says so", async () => {
    const deps = worker();
    const report = await work(deps, orderOf("tick", 2 * MINUTE_MS));
    expect(report).toMatchObject({ did: "dropped", reason: "it is 120 s old, and a newer one is there" });
    expect(deps.ran).toEqual([]);
    expect((await work(deps, orderOf("tick", 60 * SECOND_MS))).did).toBe("done");
  });

  it("that has waited for long is still done where nothing newer comes soon", async () => {
    expect((await work(worker(), orderOf("learn", 30 * MINUTE_MS))).did).toBe("done");
  });

  it("tends the breakers also of a target that cannot be watched", async () => {
    const deps = worker({ watch: REFUSED });
    const report = await work(deps, orderOf("tick"));
    expect(report).toMatchObject({ did: "failed", reason: "sts:AssumeRole failed: AccessDenied" });
    expect(deps.ran).toEqual(["watch", "probe"]);
  });

  it("lets the next one begin anew where it failed, since what was kept there may be dead, and only there", async () => {
    const [refused, fine] = [worker({ takeInventory: REFUSED }), worker()];
    await work(refused, orderOf("inventory"));
    await work(fine, orderOf("inventory"));
    expect(refused.begunAnewAt).toEqual([MEMBER]);
    expect(fine.begunAnewAt).toEqual([]);
  });

  it("to tend looks after the breakers and does nothing else, and a late one is dropped", async () => {
    const deps = worker();
    expect(await work(deps, orderOf("tend"))).toMatchObject({ job: "tend", did: "done" });
    expect(await work(deps, orderOf("tend", 2 * MINUTE_MS))).toMatchObject({ did: "dropped" });
    expect(deps.ran).toEqual(["tend"]);
  });

  it("keeps a region awake in which something is braked, though nothing runs there", async () => {
    const deps = worker({}, 1);
    await work(deps, orderOf("tick"));
    expect(await deps.targets.find(MEMBER)).toMatchObject({ lastActiveMs: NOW_MS });
  });

  it("to take an inventory notes how many functions there are, and learns what was not known before", async () => {
    const deps = worker();
    await work(deps, orderOf("inventory"));
    await work(deps, orderOf("inventory"));
    expect(deps.ran).toEqual(["takeInventory", "learn", "takeInventory"]);
    expect(await deps.targets.find(MEMBER)).toMatchObject({ functions: 12 });
  });

  it("to take an inventory that another worker is taking leaves it to that one", async () => {
    const deps = worker();
    const jobs = deps.jobsAt();
    const takeInventory = async () => ({ kind: "left" as const, leaseUntilMs: NOW_MS + MINUTE_MS });
    const report = await work({ ...deps, jobsAt: () => ({ ...jobs, takeInventory }) }, orderOf("inventory"));
    expect(report.did).toBe("done");
    expect(deps.ran).toEqual([]);
    expect((await deps.targets.find(MEMBER))?.functions).toBeUndefined();
  });

  it.each(["inventory", "learn"] as const)(
    "to do the %s keeps in the record why AWS refused",
    async (job) => {
      const deps = worker({ takeInventory: REFUSED, learn: REFUSED });
      expect((await work(deps, orderOf(job))).did).toBe("failed");
      expect((await deps.targets.find(MEMBER))?.problem).toMatch(
        /^its (inventory|learning) failed: sts:AssumeRole/,
      );
    },
  );

  it("throws a fault, so that the message is kept for people to look at", async () => {
    const deps = worker({ watch: new TypeError("undefined is not a function") });
    await expect(work(deps, orderOf("tick"))).rejects.toThrow(TypeError);
  });
});

describe("a message", () => {
  it("is the order that was sent", async () => {
    const deps = worker();
    const order = orderOf("learn");
    expect(readTargetOrder(JSON.stringify(order))).toEqual(order);
    const reports = await workMessages(deps, { Records: [{ body: JSON.stringify(order) }] });
    expect(reports.map(({ did }) => did)).toEqual(["done"]);
  });

  it.each([
    ["no JSON", "tick!"],
    ["an unknown job", JSON.stringify({ ...orderOf("tick"), job: "destroy" })],
    ["no target", JSON.stringify({ ...orderOf("tick"), target: undefined })],
  ])("with %s is a fault", async (_what, body) => {
    const deps = worker();
    await expect(workMessages(deps, { Records: [{ body }] })).rejects.toThrow(OrderInvalidError);
    expect(deps.ran).toEqual([]);
  });
});
