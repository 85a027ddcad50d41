import { describe, expect, it } from "vitest";
import { actuate } from "../../../../lib/app/actuate/actuate.ts";
import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import {
  aBucket,
  aCatalogue,
  aFunctionUrl,
  aPolicy,
  aProfile,
  aQueue,
  NOW_MS,
} from "../../../support/builders.ts";
import {
  ALICE,
  guardOrder,
  holdOrder,
  killOrder,
  releaseOrder,
  restoreOrder,
  type Stage,
  stage,
  told,
  tripOrder,
} from "../../../support/builders-actuate.ts";
import { mortal } from "../../../support/builders-crash.ts";
import {
  A_FUNCTION,
  aMapping,
  CONCURRENCY,
  fakeControl,
  reserved,
  source,
} from "../../../support/fake-control.ts";

/** More calls than any order makes; the loops stop at the first run that is not cut off. */
const MOST_CALLS = 60;

const stateOf = async ({ deps }: Stage) => (await deps.breakers.load("checkout")).state;
const standDownOf = async ({ deps }: Stage) => (await deps.incidents.findOpen("checkout"))?.standDown;

describe("kill", () => {
  it("stops a function at once, also in observe mode, without a baseline and on an old inventory", async () => {
    const on = await stage({ policy: aPolicy() });
    await on.deps.baselines.save([]);
    await on.deps.catalogue.save(aCatalogue([aProfile()], { takenAtMs: 0 }));
    expect(await on.ask(killOrder())).toMatchObject({ ok: true, value: { state: { kind: "held" } } });
    // Without a baseline nobody knows whether events arrive, so 1 and not 0.
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(1));
    expect(told(on)).toEqual(["killed"]);
  });

  it("refuses while nobody knows who calls the function and whether it is protected", async () => {
    const on = await stage({ profile: aProfile({ describedAtMs: "never", triggers: [] }) });
    expect(await on.ask(killOrder())).toMatchObject({ ok: false, error: { kind: "no-safe-brake" } });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
  });

  it("stops a function that was deployed since it was described", async () => {
    const on = await stage({ profile: aProfile({ isOutdated: true }) });
    expect(await on.ask(killOrder())).toMatchObject({ ok: true, value: { state: { kind: "held" } } });
  });

  it("turns the queue off and stops the callers", async () => {
    const control = fakeControl([
      [aMapping(), source(true)],
      [CONCURRENCY, reserved("unreserved")],
    ]);
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue(), aFunctionUrl] }) });
    await on.ask(killOrder());
    expect([control.value(aMapping()), control.value(CONCURRENCY)]).toEqual([source(false), reserved(0)]);
  });

  it("stops the callers although an event source was deleted since the inventory", async () => {
    const on = await stage({ profile: aProfile({ triggers: [aQueue(), aFunctionUrl] }) });
    expect(await on.ask(killOrder())).toMatchObject({ ok: true, value: { settled: true } });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
  });

  it("keeps the recorded prior state of a tripped function", async () => {
    const on = await stage({ control: fakeControl([[CONCURRENCY, reserved(50)]]) });
    await on.ask(tripOrder());
    await on.ask(killOrder());
    expect(await stateOf(on)).toMatchObject({ kind: "held", by: ALICE, brakes: [{ prior: reserved(50) }] });
    await on.ask(restoreOrder);
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(50));
  });

  it("stops a probe", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    on.later(10);
    await on.ask(await guardOrder(on, "probe"));
    await on.ask(killOrder());
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
    // The allowance that the kill found there was the guard's own and is nothing to go back to.
    await on.ask(restoreOrder);
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
  });

  it("also brakes what the trip had left running", async () => {
    const control = fakeControl([
      [aMapping(), source(true)],
      [CONCURRENCY, reserved("unreserved")],
    ]);
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue(), aFunctionUrl] }) });
    await on.ask(tripOrder());
    await on.ask(killOrder());
    expect(control.value(aMapping())).toEqual(source(false));
    await on.ask(restoreOrder);
    expect([control.value(aMapping()), control.value(CONCURRENCY)]).toEqual([
      source(true),
      reserved("unreserved"),
    ]);
  });

  it("brakes again what somebody changed, and goes back to that afterwards", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    on.control.setByHand(CONCURRENCY, reserved(20));
    await on.ask(killOrder());
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
    await on.ask(restoreOrder);
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(20));
  });

  it("goes on keeping a function off the guard when it was held before", async () => {
    const on = await stage();
    await on.ask(holdOrder());
    on.later(30);
    await on.ask(killOrder(on.nowMs));
    expect(await stateOf(on)).toMatchObject({ kind: "held", sinceMs: on.nowMs });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
  });

  it("twice changes nothing twice", async () => {
    const on = await stage();
    await on.ask(killOrder());
    const { version } = await on.deps.breakers.load("checkout");
    expect(await on.ask(killOrder())).toMatchObject({ ok: true, value: { settled: true } });
    expect((await on.deps.breakers.load("checkout")).version).toBe(version);
    expect(on.control.trail).toHaveLength(1);
  });

  it("again with a later expiry lasts longer", async () => {
    const on = await stage();
    await on.ask(killOrder());
    await on.ask({ ...killOrder(), expiresAtMs: NOW_MS + 8 * 3_600_000 });
    expect(await stateOf(on)).toMatchObject({ kind: "held", expiresAtMs: NOW_MS + 8 * 3_600_000 });
    expect(on.control.trail).toHaveLength(1);
  });

  it("ends before the events that wait are lost, also when asked for longer, and twice", async () => {
    const on = await stage({
      profile: aProfile({ triggers: [aBucket], maximumEventAgeSeconds: 3_600 }),
    });
    const answer = { ok: true, value: { state: { kind: "held", expiresAtMs: NOW_MS + 54 * MINUTE_MS } } };
    expect(await on.ask(killOrder())).toMatchObject(answer);
    on.later(1);
    expect(await on.ask(killOrder())).toMatchObject(answer);
    expect((await on.deps.breakers.load("checkout")).version).toBe(1);
    // A hold of what is braked keeps the events waiting, too.
    expect(await on.ask(holdOrder(on.nowMs))).toMatchObject(answer);
    expect(await on.ask({ ...killOrder(), expiresAtMs: NOW_MS + 30 * MINUTE_MS })).toMatchObject({
      value: { state: { expiresAtMs: NOW_MS + 30 * MINUTE_MS } },
    });
  });

  it("is refused when the events that wait would be lost at once", async () => {
    const on = await stage({ profile: aProfile({ triggers: [aBucket], maximumEventAgeSeconds: 60 }) });
    expect(await on.ask(killOrder())).toMatchObject({
      error: { kind: "no-safe-brake", why: expect.stringContaining("lost after 1 min") },
    });
  });

  it("says why not when every brake would break the callers", async () => {
    const balancer = {
      kind: "load-balancer",
      sourceArn: "arn:aws:elasticloadbalancing:eu-west-1:1:x",
    } as const;
    const on = await stage({ profile: aProfile({ triggers: [balancer] }) });
    expect(await on.ask(killOrder())).toMatchObject({
      ok: false,
      error: { kind: "no-safe-brake", why: expect.stringContaining("load balancer") },
    });
  });

  it("never touches a protected function or the guard itself", async () => {
    const guarded = await stage({ profile: aProfile({ tags: { "overcurrent:protect": "true" } }) });
    expect(await guarded.ask(killOrder())).toMatchObject({ error: { kind: "exempt" } });
    const self = await stage({ profile: aProfile({ functionName: "overcurrent-watch" }) });
    expect(await self.ask({ ...killOrder(), functionName: "overcurrent-watch" })).toMatchObject({
      error: { kind: "exempt" },
    });
  });

  it("does not know a function that is not in the inventory", async () => {
    const on = await stage();
    expect(await on.ask({ ...killOrder(), functionName: "chekcout" })).toMatchObject({
      error: { kind: "unknown-function", functionName: "chekcout" },
    });
  });

  it("is taken back when AWS refuses the brake", async () => {
    const on = await stage();
    on.control.rejectWrites(() => "below its minimum value of [10]");
    expect(await on.ask(killOrder())).toMatchObject({ error: { kind: "rejected-by-aws" } });
    expect((await stateOf(on)).kind).toBe("armed");
    expect(told(on)).toEqual(["failed"]);
  });
});

describe("hold", () => {
  it("keeps the guard off a running function", async () => {
    const on = await stage();
    await on.ask(holdOrder());
    expect(await stateOf(on)).toMatchObject({ kind: "held", brakes: [], by: ALICE });
    expect(on.control.trail).toEqual([]);
    expect(await standDownOf(on)).toEqual({ by: ALICE, atMs: NOW_MS, reason: "leave it" });
  });

  it("keeps a tripped function tripped", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    on.later(10);
    await on.ask(await guardOrder(on, "probe"));
    await on.ask(holdOrder(on.nowMs));
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
    expect(told(on)).toEqual(["tripped", "held"]);
  });

  it("does not know a function that is not in the inventory", async () => {
    const on = await stage();
    expect(await on.ask({ ...holdOrder(), functionName: "typo" })).toMatchObject({
      error: { kind: "unknown-function" },
    });
  });

  it("does not brake again what somebody has changed", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    on.control.setByHand(CONCURRENCY, reserved("unreserved"));
    expect(await on.ask(holdOrder())).toMatchObject({ error: { kind: "drifted" } });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
  });
});

describe("release", () => {
  it("gives a killed function back to the guard, which probes it at once", async () => {
    const on = await stage();
    await on.ask(killOrder());
    await on.ask(releaseOrder);
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
    expect(await on.ask(await guardOrder(on, "probe"))).toMatchObject({ ok: true });
    expect(told(on)).toEqual(["killed", "released"]);
  });

  it("lets the guard act again on a function that it was kept off", async () => {
    const on = await stage();
    await on.ask(holdOrder());
    await on.ask(releaseOrder);
    expect((await stateOf(on)).kind).toBe("armed");
    expect(told(on)).toEqual(["held", "released"]);
  });

  it("takes back the stand-down, so that the guard may trip again in the same incident", async () => {
    const on = await stage();
    await on.ask(holdOrder());
    await on.ask(releaseOrder);
    expect(await standDownOf(on)).toBeUndefined();
    expect(await on.ask(tripOrder())).toMatchObject({ ok: true, value: { state: { kind: "tripped" } } });
  });

  it("takes back the stand-down of a restore, although the breaker is armed", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    await on.ask(restoreOrder);
    on.later(1);
    const answer = { ok: true, value: { settled: true, state: { kind: "armed" } } };
    expect(await on.ask(releaseOrder)).toMatchObject(answer);
    expect(await on.ask(releaseOrder)).toMatchObject(answer);
    expect(await standDownOf(on)).toBeUndefined();
    expect(told(on)).toEqual(["tripped", "restored", "released"]);
    expect([...on.news.values()].at(-1)).toMatchObject({ reason: "it is a sale", by: ALICE });
    expect((await on.deps.ledger.list("checkout", 1))[0]).toMatchObject({
      event: "operator.released",
      by: ALICE,
    });
    expect(await on.ask(tripOrder())).toMatchObject({ ok: true, value: { state: { kind: "tripped" } } });
  });

  it.each([
    ["hold", [holdOrder()]],
    ["restore", [tripOrder(), restoreOrder]],
  ])("after a %s is finished by the same order, wherever it was cut off", async (_name, before) => {
    for (let atCall = 0; atCall < MOST_CALLS; atCall++) {
      const on = await stage();
      for (const order of before) await on.ask(order);
      const isDone = await actuate(mortal(on.deps, { atCall, takesEffect: true }), releaseOrder).then(
        () => true,
        () => false,
      );
      on.later(2);
      expect(await on.ask(releaseOrder)).toMatchObject({ ok: true, value: { state: { kind: "armed" } } });
      expect(await standDownOf(on)).toBeUndefined();
      expect(told(on).filter((kind) => kind === "released")).toHaveLength(1);
      const events = (await on.deps.ledger.list("checkout", 20)).map(({ event }) => event);
      expect(events).toContain("operator.released");
      if (isDone) return;
    }
    expect.unreachable("the release makes more calls than expected");
  });

  it("accepts what somebody changed and restores the rest", async () => {
    const control = fakeControl([
      [aMapping(), source(true)],
      [CONCURRENCY, reserved("unreserved")],
    ]);
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue(), aFunctionUrl] }) });
    await on.ask(killOrder());
    control.setByHand(CONCURRENCY, reserved(9));
    expect(await on.ask(releaseOrder)).toMatchObject({ value: { state: { kind: "armed" } } });
    expect([control.value(aMapping()), control.value(CONCURRENCY)]).toEqual([source(true), reserved(9)]);
  });

  it("gives up what AWS does not restore, and restores the rest", async () => {
    const control = fakeControl([
      [aMapping(), source(true)],
      [CONCURRENCY, reserved(50)],
    ]);
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue(), aFunctionUrl] }) });
    await on.ask(killOrder());
    control.rejectWrites(() => "not authorized: the function is protected");
    await on.ask(restoreOrder);
    expect((await stateOf(on)).kind).toBe("restoring");
    control.rejectWrites(({ kind }) => (kind === "concurrency" ? "not authorized" : undefined));
    on.later(1);
    const answer = { ok: true, value: { state: { kind: "armed" } } };
    expect(await on.ask(releaseOrder)).toMatchObject(answer);
    expect([control.value(aMapping()), control.value(CONCURRENCY)]).toEqual([source(true), reserved(0)]);
    expect(told(on)).toEqual(["killed", "failed", "released", "restored"]);
  });

  it("of a restore that AWS keeps refusing arms the breaker, on record and told", async () => {
    const on = await stage({ control: fakeControl([[CONCURRENCY, reserved(50)]]) });
    await on.ask(tripOrder());
    on.control.rejectWrites(() => "not authorized: the function is protected");
    await on.ask(await guardOrder(on, "restore"));
    on.later(1);
    const answer = { ok: true, value: { state: { kind: "armed" }, settled: true } };
    expect(await on.ask(releaseOrder)).toMatchObject(answer);
    expect(await on.ask(releaseOrder)).toMatchObject(answer);
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
    expect(told(on)).toEqual(["tripped", "failed", "released"]);
    expect(await on.deps.ledger.list("checkout", 1)).toMatchObject([
      { event: "operator.released", reason: "it is a sale", by: ALICE },
    ]);
  });

  it("does not give up a restore that only takes its time, or a brake", async () => {
    const control = fakeControl([...A_FUNCTION, [aMapping(), source(true)]], { slowMappings: true });
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
    await on.ask(killOrder());
    control.finishTransitions();
    await on.ask(restoreOrder);
    on.later(1);
    await on.ask(releaseOrder);
    expect((await stateOf(on)).kind).toBe("restoring");
    expect(control.value(aMapping())).toEqual(source(true));

    const tripped = await stage();
    await tripped.ask(tripOrder());
    tripped.control.rejectWrites(() => "not now");
    expect(await tripped.ask(releaseOrder)).toMatchObject({ error: { kind: "nothing-to-do" } });
    expect((await stateOf(tripped)).kind).toBe("tripped");
  });

  it("is heard again when somebody changes a setting after the stand-down was taken back", async () => {
    const control = fakeControl([...A_FUNCTION, [aMapping(), source(true)]], { slowMappings: true });
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
    await on.ask(killOrder());
    await on.ask(restoreOrder);
    await on.ask(releaseOrder);
    control.setByHand(aMapping(), source(true, 20));
    expect(await on.ask(releaseOrder)).toMatchObject({ ok: true, value: { state: { kind: "armed" } } });
    expect(control.value(aMapping())).toEqual(source(true, 20));
  });

  it("has nothing to do when the guard has the function already", async () => {
    const on = await stage();
    expect(await on.ask(releaseOrder)).toMatchObject({ error: { kind: "nothing-to-do" } });
    await on.ask(tripOrder());
    expect(await on.ask(releaseOrder)).toMatchObject({ error: { kind: "nothing-to-do" } });
  });
});

describe("restore and release by a person", () => {
  it.each([restoreOrder, releaseOrder])(
    "says of a mistyped name that there is no such function: $kind",
    async (order) => {
      const on = await stage();
      expect(await on.ask({ ...order, functionName: "chekout" })).toEqual({
        ok: false,
        error: { kind: "unknown-function", functionName: "chekout" },
      });
    },
  );

  it("still puts back a function that has left the inventory", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    await on.deps.catalogue.save(aCatalogue([]));
    await on.ask(restoreOrder);
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
  });
});

describe("restore by a person", () => {
  it("puts everything back and keeps the guard off this incident", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    await on.ask(restoreOrder);
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect(await standDownOf(on)).toMatchObject({ by: ALICE });
    expect(await on.ask(tripOrder())).toMatchObject({ error: { kind: "stood-down" } });
  });

  it("has nothing to do for an armed function, and says so of a held one that is not limited", async () => {
    const on = await stage();
    expect(await on.ask(restoreOrder)).toMatchObject({
      error: { kind: "nothing-to-do", why: "nothing is limited" },
    });
    await on.ask(holdOrder());
    expect(await on.ask(restoreOrder)).toMatchObject({
      error: { kind: "nothing-to-do", why: "nothing is limited; release it instead" },
    });
  });

  it("notes its stand-down although the tick writes the incident at the same time", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    const { incidents } = on.deps;
    let isFirst = true;
    const racing = {
      ...incidents,
      findOpen: async (functionName: string) => {
        const found = await incidents.findOpen(functionName);
        if (isFirst && found !== undefined) {
          isFirst = false;
          await incidents.save({ ...found, peakUsdPerHour: 99 });
        }
        return found;
      },
    };
    Object.assign(on.deps, { incidents: racing });
    await on.ask(restoreOrder);
    expect(await incidents.findOpen("checkout")).toMatchObject({
      peakUsdPerHour: 99,
      standDown: { by: ALICE },
    });
  });
});
