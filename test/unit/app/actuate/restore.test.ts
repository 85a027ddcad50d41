import { describe, expect, it } from "vitest";
import { aCatalogue, aProfile, aQueue, NOW_MS } from "../../../support/builders.ts";
import {
  convergeOrder,
  guardOrder,
  killOrder,
  releaseOrder,
  restoreOrder,
  type Stage,
  stage,
  told,
  tripOfEvents,
  tripOrder,
} from "../../../support/builders-actuate.ts";
import {
  A_FUNCTION,
  aMapping,
  CONCURRENCY,
  fakeControl,
  reserved,
  source,
} from "../../../support/fake-control.ts";

const stateOf = async ({ deps }: Stage) => (await deps.breakers.load("checkout")).state;

const tripped = async (changes: Parameters<typeof stage>[0] = {}) => {
  const on = await stage(changes);
  await on.ask(tripOrder());
  on.later(10);
  return on;
};

describe("probe and restore", () => {
  it("lets a little through, then puts everything back as it was", async () => {
    const on = await tripped({ control: fakeControl([[CONCURRENCY, reserved(50)]]) });
    await on.ask(await guardOrder(on, "probe"));
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(4));
    on.later(4);
    expect(await on.ask(await guardOrder(on, "restore"))).toMatchObject({
      value: { state: { kind: "armed" } },
    });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(50));
    expect(told(on)).toEqual(["tripped", "restored"]);
  });

  it("removes the reservation where there was none", async () => {
    const on = await tripped();
    await on.ask(await guardOrder(on, "restore"));
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
  });

  it("limits it again when the burn is back, and waits longer", async () => {
    const on = await tripped();
    await on.ask(await guardOrder(on, "probe"));
    on.later(2);
    await on.ask(await guardOrder(on, "retrip"));
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
    // Second wait of the default back-off: 10 min x 2.
    expect(await stateOf(on)).toMatchObject({
      kind: "tripped",
      attempt: 1,
      probeAtMs: on.nowMs + 20 * 60_000,
    });
  });

  it("refuses a step that was judged on an older state", async () => {
    const on = await tripped();
    const old = await guardOrder(on, "probe");
    await on.ask(killOrder());
    expect(await on.ask(old)).toMatchObject({
      ok: false,
      error: { kind: "stale", judgedVersion: 1, presentVersion: 2 },
    });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
  });

  it("lets go of a function that was protected since the trip instead of limiting it again", async () => {
    const on = await tripped();
    await on.ask(await guardOrder(on, "probe"));
    await on.deps.catalogue.save(aCatalogue([aProfile({ tags: { "overcurrent:protect": "true" } })]));
    await on.ask(await guardOrder(on, "retrip"));
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect((await stateOf(on)).kind).toBe("armed");
  });

  it("finishes a restore once the mapping has stopped moving", async () => {
    const control = fakeControl([...A_FUNCTION, [aMapping(), source(true)]], { slowMappings: true });
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
    const change = { setting: aMapping(), wanted: source(false), allowances: [source(true, 2)], reason: "" };
    await on.ask(tripOrder({ changes: [change] }));
    control.finishTransitions();
    expect(await on.ask(restoreOrder)).toMatchObject({
      value: { settled: false, state: { kind: "restoring" } },
    });
    control.finishTransitions();
    expect(await on.ask(convergeOrder)).toMatchObject({ value: { settled: true, state: { kind: "armed" } } });
    expect(control.value(aMapping())).toEqual(source(true));
  });

  it("keeps trying when AWS refuses the full brake after a probe, instead of letting go", async () => {
    const on = await tripped();
    await on.ask(await guardOrder(on, "probe"));
    on.control.rejectWrites(() => "below its provisioned concurrency");
    expect(await on.ask(await guardOrder(on, "retrip"))).toMatchObject({
      error: { kind: "rejected-by-aws" },
    });
    expect((await stateOf(on)).kind).toBe("tripped");
    on.control.rejectWrites(() => undefined);
    await on.ask(convergeOrder);
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
  });

  it("tries again later when AWS does not take the prior state back", async () => {
    const on = await tripped({ control: fakeControl([[CONCURRENCY, reserved(50)]]) });
    on.control.rejectWrites(() => "below its minimum value of [100]");
    expect(await on.ask(restoreOrder)).toMatchObject({ ok: false, error: { kind: "rejected-by-aws" } });
    expect((await stateOf(on)).kind).toBe("restoring");
    on.control.rejectWrites(() => undefined);
    await on.ask(convergeOrder);
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(50));
    expect((await stateOf(on)).kind).toBe("armed");
  });

  it("forgets the recovery once it is over", async () => {
    const on = await stage();
    await on.ask(tripOfEvents());
    on.later(30);
    await on.ask(await guardOrder(on, "restore"));
    expect(await on.deps.breakers.listActive()).toHaveLength(1);
    on.later(30);
    await on.ask(convergeOrder);
    expect(await on.deps.breakers.listActive()).toEqual([]);
  });
});

describe("expiry", () => {
  it("ends a trip that nobody else ended", async () => {
    const on = await tripped();
    on.later(290);
    await on.ask(await guardOrder(on, "restore"));
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect(told(on)).toEqual(["tripped", "expired", "restored"]);
  });

  it("ends what a person held, but not before", async () => {
    const on = await stage();
    await on.ask(killOrder());
    expect(await on.ask(await guardOrder(on, "restore"))).toMatchObject({
      ok: false,
      error: { kind: "stood-down" },
    });
    on.later(240);
    await on.ask(await guardOrder(on, "restore"));
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
  });

  it("ends a hold that limited nothing", async () => {
    const on = await stage();
    await on.ask({ ...killOrder(), kind: "operator-hold" });
    on.later(240);
    await on.ask(await guardOrder(on, "restore"));
    expect((await stateOf(on)).kind).toBe("armed");
    expect(told(on)).toEqual(["held", "expired"]);
  });
});

describe("restore after somebody changed a setting by hand", () => {
  it("leaves a value alone that a person changed since the trip, and restores the others", async () => {
    const control = fakeControl([
      [aMapping(), source(true)],
      [CONCURRENCY, reserved("unreserved")],
    ]);
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
    const change = { setting: aMapping(), wanted: source(false), allowances: [source(true, 2)], reason: "" };
    await on.ask(tripOrder({ changes: [change, ...tripOrder().changes] }));
    control.setByHand(CONCURRENCY, reserved(7));
    expect(await on.ask(restoreOrder)).toMatchObject({
      ok: false,
      error: { kind: "drifted", setting: CONCURRENCY, expected: reserved("unreserved"), found: reserved(7) },
    });
    expect(control.value(CONCURRENCY)).toEqual(reserved(7));
    expect(control.value(aMapping())).toEqual(source(true));
    expect(told(on)).toContain("drifted");
    expect(await on.deps.ledger.list("checkout", 1)).toMatchObject([{ event: "restore.drifted" }]);
  });

  it("keeps saying so until a person accepts the present state", async () => {
    const on = await tripped();
    on.control.setByHand(CONCURRENCY, reserved(7));
    await on.ask(restoreOrder);
    expect(await on.ask(convergeOrder)).toMatchObject({ ok: false, error: { kind: "drifted" } });
    expect(await on.ask(releaseOrder)).toMatchObject({ ok: true, value: { state: { kind: "armed" } } });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(7));
  });

  it("does not brake again what a person has put back by hand", async () => {
    const on = await tripped();
    on.control.setByHand(CONCURRENCY, reserved("unreserved"));
    expect(await on.ask(convergeOrder)).toMatchObject({ ok: false, error: { kind: "drifted" } });
    expect(await on.ask(await guardOrder(on, "probe"))).toMatchObject({
      ok: false,
      error: { kind: "drifted" },
    });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect(await on.ask(restoreOrder)).toMatchObject({ ok: true, value: { state: { kind: "armed" } } });
  });

  it("does not probe a source that somebody is turning on by hand right now", async () => {
    const control = fakeControl([...A_FUNCTION, [aMapping(), source(true)]], { slowMappings: true });
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
    const change = { setting: aMapping(), wanted: source(false), allowances: [source(true, 2)], reason: "" };
    await on.ask(tripOrder({ changes: [change] }));
    control.finishTransitions();
    await on.ask(convergeOrder);
    await control.write(aMapping(), source(true));
    on.later(10);
    expect(await on.ask(await guardOrder(on, "probe"))).toMatchObject({
      ok: false,
      error: { kind: "drifted" },
    });
    expect(control.value(aMapping())).toEqual(source(true));
  });

  it("has nothing to do for a mapping that is gone", async () => {
    const control = fakeControl([...A_FUNCTION, [aMapping(), source(true)]]);
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
    const change = { setting: aMapping(), wanted: source(false), allowances: [source(true, 2)], reason: "" };
    await on.ask(tripOrder({ changes: [change] }));
    control.setByHand(aMapping(), undefined);
    expect(await on.ask(restoreOrder)).toMatchObject({ ok: true, value: { state: { kind: "armed" } } });
    expect(on.nowMs).toBe(NOW_MS);
  });
});

describe("a restore of what somebody changed", () => {
  it("is refused, and says whose change it looks like", async () => {
    const on = await tripped({ control: fakeControl([[CONCURRENCY, reserved(50)]]) });
    on.control.setByHand(CONCURRENCY, reserved(7));
    expect(await on.ask(restoreOrder)).toMatchObject({
      ok: false,
      error: { kind: "drifted", found: reserved(7), suspect: expect.stringContaining("looks like") },
    });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(7));
  });

  it("is done when a person forces it, also after it was refused", async () => {
    const on = await tripped({ control: fakeControl([[CONCURRENCY, reserved(50)]]) });
    on.control.setByHand(CONCURRENCY, reserved(7));
    await on.ask(restoreOrder);
    expect(await on.ask({ ...restoreOrder, force: true })).toMatchObject({
      ok: true,
      value: { state: { kind: "armed" } },
    });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(50));
  });

  it("is refused again when the setting changes once more after it was forced", async () => {
    const control = fakeControl([...A_FUNCTION, [aMapping(), source(true)]], { slowMappings: true });
    const change = { setting: aMapping(), wanted: source(false), allowances: [source(true, 2)], reason: "" };
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
    await on.ask(tripOrder({ changes: [change] }));
    control.finishTransitions();
    await on.ask(convergeOrder);
    control.setByHand(aMapping(), source(true, 9));
    await on.ask({ ...restoreOrder, force: true });
    control.setByHand(aMapping(), source(true, 11));
    expect(await on.ask(convergeOrder)).toMatchObject({ ok: false, error: { kind: "drifted" } });
    expect(control.value(aMapping())).toEqual(source(true, 11));
  });
});

describe("an exemption", () => {
  it("restores a stopped function and keeps the guard off it", async () => {
    const on = await tripped({ control: fakeControl([[CONCURRENCY, reserved(50)]]) });
    const exempt = { ...killOrder(on.nowMs), kind: "operator-exempt" } as const;
    expect(await on.ask(exempt)).toMatchObject({ ok: true, value: { state: { kind: "held", brakes: [] } } });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(50));
    expect(await on.ask(tripOrder({ incidentId: "incident-1" }))).toMatchObject({ ok: false });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(50));
    expect(told(on)).toContain("exempted");
  });
});
