import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../../../lib/domain/errors.ts";
import { HOUR_MS } from "../../../../lib/domain/time.ts";
import { aCatalogue, anIncident, aPolicy, aProfile, aQueue, NOW_MS } from "../../../support/builders.ts";
import {
  convergeOrder,
  guardOrder,
  holdOrder,
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
const events = async ({ deps }: Stage) =>
  (await deps.ledger.listSince(0)).map(({ event, reason }) => ({ event, reason }));

const queueChange = {
  setting: aMapping(),
  wanted: source(false),
  allowances: [source(true, 2)],
  reason: "the queue keeps its place",
};
const mixed = { triggers: [aQueue(), { kind: "sns" as const, sourceArn: "arn:aws:sns:eu-west-1:1:t" }] };
const mixedTrip = tripOrder({
  changes: [
    queueChange,
    { setting: CONCURRENCY, wanted: reserved(1), allowances: [reserved(4)], reason: "events wait" },
  ],
});

describe("trip", () => {
  it("limits the function and keeps what was set before", async () => {
    const on = await stage({ control: fakeControl([[CONCURRENCY, reserved(50)]]) });
    expect(await on.ask(tripOrder())).toMatchObject({ ok: true, value: { settled: true } });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
    expect(await stateOf(on)).toMatchObject({ kind: "tripped", brakes: [{ prior: reserved(50) }] });
    expect(told(on)).toEqual(["tripped"]);
  });

  it("writes the prior state, the trip and its proof into the ledger", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    const entries = await on.deps.ledger.list("checkout", 10);
    expect(entries.map(({ event }) => event)).toEqual([
      "action.applied",
      "action.intended",
      "breaker.tripped",
    ]);
    expect(entries[1]).toMatchObject({
      prior: reserved("unreserved"),
      wanted: reserved(0),
      incidentId: "incident-1",
    });
  });

  it("changes nothing more when the same order comes again", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    const before = { state: await stateOf(on), entries: await events(on) };
    on.later(1);
    expect(await on.ask(tripOrder())).toMatchObject({ ok: true });
    expect({ state: await stateOf(on), entries: await events(on) }).toEqual(before);
    expect(on.control.trail).toHaveLength(1);
  });

  it("never raises a limit that somebody lowered since the inventory", async () => {
    const on = await stage({ control: fakeControl([[CONCURRENCY, reserved(0)]]) });
    await on.ask(
      tripOrder({
        changes: [{ setting: CONCURRENCY, wanted: reserved(1), allowances: [reserved(4)], reason: "" }],
      }),
    );
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
    expect((await stateOf(on)).kind).toBe("armed");
  });

  it("takes the ceiling of a mapping over as it is and puts it back", async () => {
    const control = fakeControl([...A_FUNCTION, [aMapping(), source(true, 20)]]);
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
    await on.ask(tripOrder({ changes: [queueChange] }));
    expect(control.value(aMapping())).toEqual(source(false, 20));
    await on.ask(restoreOrder);
    expect(control.value(aMapping())).toEqual(source(true, 20));
  });

  it("lowers the concurrency only after the sources have stopped", async () => {
    const control = fakeControl(
      [
        [aMapping(), source(true)],
        [CONCURRENCY, reserved("unreserved")],
      ],
      { slowMappings: true },
    );
    const on = await stage({ control, profile: aProfile(mixed) });
    expect(await on.ask(mixedTrip)).toMatchObject({ ok: true, value: { settled: false } });
    expect(await on.ask(convergeOrder)).toMatchObject({ ok: true, value: { settled: false } });
    expect(control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    control.finishTransitions();
    expect(await on.ask(convergeOrder)).toMatchObject({ ok: true, value: { settled: true } });
    expect(control.value(CONCURRENCY)).toEqual(reserved(1));
  });

  it("knows when the events that wait begin to be lost", async () => {
    const lossAt = async (maximumEventAgeSeconds: number) => {
      const on = await stage({ profile: aProfile({ maximumEventAgeSeconds }) });
      await on.ask(tripOfEvents());
      const state = await stateOf(on);
      return state.kind === "armed" ? undefined : state.lossAtMs;
    };
    expect(await lossAt(3_600)).toBe(NOW_MS + HOUR_MS);
    expect(await lossAt(21_600)).toBe(NOW_MS + 6 * HOUR_MS);
  });

  it("leaves out an event source that was deleted since the inventory", async () => {
    const on = await stage({ profile: aProfile(mixed) });
    expect(await on.ask(mixedTrip)).toMatchObject({ ok: true, value: { settled: true } });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(1));
    expect(await stateOf(on)).toMatchObject({ kind: "tripped", brakes: [{ setting: CONCURRENCY }] });
  });

  it("has nothing to do when the only event source is gone", async () => {
    const on = await stage({ profile: aProfile({ triggers: [aQueue()] }) });
    const answer = await on.ask(tripOrder({ changes: [queueChange] }));
    expect(answer).toMatchObject({ ok: false, error: { kind: "nothing-to-do" } });
    expect(answer).toMatchObject({ error: { why: expect.stringContaining("its event source is gone") } });
  });

  it("does not know a function that is gone", async () => {
    const on = await stage({ control: fakeControl([]) });
    expect(await on.ask(tripOrder())).toMatchObject({ error: { kind: "unknown-function" } });
  });

  it("waits while somebody else is changing a source", async () => {
    const control = fakeControl([...A_FUNCTION, [aMapping(), source(true)]], { slowMappings: true });
    await control.write(aMapping(), source(true, 5));
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
    expect(await on.ask(tripOrder({ changes: [queueChange] }))).toMatchObject({ error: { kind: "busy" } });
    expect((await stateOf(on)).kind).toBe("armed");
  });
});

describe("trip is refused", () => {
  const refusals: [string, string, (on: Stage) => Promise<unknown>][] = [
    [
      "for a protected function",
      "exempt",
      (on) => on.deps.catalogue.save(aCatalogue([aProfile({ tags: { "overcurrent:protect": "true" } })])),
    ],
    [
      "for the guard itself",
      "exempt",
      (on) => on.deps.catalogue.save(aCatalogue([aProfile({ tags: { "overcurrent:self": "prod" } })])),
    ],
    [
      "for a function that its tag lets only be observed",
      "exempt",
      (on) => on.deps.catalogue.save(aCatalogue([aProfile({ tags: { "overcurrent:mode": "observe" } })])),
    ],
    ["for a function that nobody listed", "unknown-function", (on) => on.deps.catalogue.save(aCatalogue([]))],
    [
      "on an inventory of yesterday",
      "no-safe-brake",
      (on) => on.deps.catalogue.save(aCatalogue([aProfile()], { takenAtMs: NOW_MS - 24 * HOUR_MS })),
    ],
    [
      "when the inventory could not ask who calls it",
      "no-safe-brake",
      (on) =>
        on.deps.catalogue.save(
          aCatalogue([aProfile()], {
            unanswered: [{ functionName: "checkout", operation: "lambda:GetPolicy", reason: "AccessDenied" }],
          }),
        ),
    ],
    [
      "after a person restored it during the incident",
      "stood-down",
      async (on) => {
        await on.ask(tripOrder());
        await on.ask(restoreOrder);
      },
    ],
    ["while a person keeps the guard off", "stood-down", (on) => on.ask(holdOrder())],
    [
      "when the incident is over",
      "nothing-to-do",
      async (on) => {
        const [incident] = await on.deps.incidents.listOpen();
        await on.deps.incidents.save({ ...anIncident(), ...incident, status: "resolved" });
      },
    ],
    [
      "while another run holds the function",
      "busy",
      (on) => on.deps.leases.take("checkout", "another", NOW_MS + 60_000, NOW_MS),
    ],
    [
      "while another trip is being counted",
      "busy",
      (on) => on.deps.leases.take("*", "another", NOW_MS + 60_000, NOW_MS),
    ],
    [
      "beyond the blast radius",
      "blast-radius",
      (on) =>
        on.deps.ledger.append({
          entryId: "2026-11-22T02:50:00Z#v000001.1#breaker.tripped",
          atMs: NOW_MS - 600_000,
          functionName: "payments",
          event: "breaker.tripped",
          by: { kind: "guard" },
          reason: "a flood",
        }),
    ],
  ];
  it.each(refusals)("%s", async (_name, kind, prepare) => {
    const on = await stage();
    await prepare(on);
    const trail = on.control.trail.length;
    expect(await on.ask(tripOrder())).toMatchObject({ ok: false, error: { kind } });
    expect(on.control.trail).toHaveLength(trail);
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
  });

  it("in observe mode", async () => {
    const on = await stage({ policy: aPolicy() });
    expect(await on.ask(tripOrder())).toMatchObject({ ok: false, error: { kind: "exempt" } });
    expect(on.control.trail).toEqual([]);
  });

  it("for a setting of another function", async () => {
    const foreign = { ...queueChange, setting: aMapping("map-of-payments") };
    const on = await stage();
    expect(await on.ask(tripOrder({ changes: [foreign] }))).toMatchObject({
      error: { kind: "no-safe-brake" },
    });
  });
});

describe("trip that AWS rejects", () => {
  const rejecting = async () => {
    const control = fakeControl([
      [aMapping(), source(true)],
      [CONCURRENCY, reserved("unreserved")],
    ]);
    control.rejectWrites((setting) =>
      setting.kind === "concurrency" ? "below its minimum value of [100]" : undefined,
    );
    return stage({ control, profile: aProfile(mixed) });
  };

  it("is taken back as a whole, recorded and told", async () => {
    const on = await rejecting();
    expect(await on.ask(mixedTrip)).toMatchObject({ ok: false, error: { kind: "rejected-by-aws" } });
    expect(on.control.value(aMapping())).toEqual(source(true));
    expect((await stateOf(on)).kind).toBe("armed");
    expect(await events(on)).toContainEqual({
      event: "action.failed",
      reason: "lambda:PutFunctionConcurrency: below its minimum value of [100]",
    });
    expect(told(on)).toEqual(["failed", "restored"]);
  });

  it("is not told as restored when nothing had been limited", async () => {
    const on = await stage();
    on.control.rejectWrites(() => "below its minimum value of [100]");
    await on.ask(tripOrder());
    expect((await stateOf(on)).kind).toBe("armed");
    expect(told(on)).toEqual(["failed"]);
    expect((await events(on)).map(({ event }) => event)).toContain("breaker.restored");
  });

  it("is tried again for the same incident only after half an hour", async () => {
    const on = await rejecting();
    await on.ask(mixedTrip);
    const changes = on.control.trail.length;
    on.later(1);
    expect(await on.ask(mixedTrip)).toMatchObject({ ok: false, error: { kind: "rejected-by-aws" } });
    expect(on.control.trail).toHaveLength(changes);
    on.later(30);
    on.control.rejectWrites(() => undefined);
    expect(await on.ask(mixedTrip)).toMatchObject({ ok: true, value: { state: { kind: "tripped" } } });
  });

  it("counts a missing permission as a rejection", async () => {
    const control = fakeControl([[CONCURRENCY, reserved("unreserved")]]);
    const denied = new CloudCallError("lambda:PutFunctionConcurrency", false, "AccessDeniedException");
    const on = await stage({ control: { ...control, write: () => Promise.reject(denied) } });
    expect(await on.ask(tripOrder())).toMatchObject({
      ok: false,
      error: { message: "AccessDeniedException" },
    });
    expect((await stateOf(on)).kind).toBe("armed");
  });

  it("is restored when AWS takes no smaller step on the way back: what led to the probe looked calm", async () => {
    const on = await stage();
    await on.ask(tripOrder());
    on.later(10);
    on.control.rejectWrites((_, value) =>
      value.kind === "concurrency" && value.reserved === 4 ? "too many" : undefined,
    );
    expect(await on.ask(await guardOrder(on, "probe"))).toMatchObject({
      ok: false,
      error: { kind: "rejected-by-aws" },
    });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect((await stateOf(on)).kind).toBe("armed");
  });
});

describe("one setting that cannot be reached", () => {
  it("does not hold up the restore of the others", async () => {
    const control = fakeControl([
      [aMapping("map-1"), source(true)],
      [aMapping("map-2"), source(true)],
    ]);
    let isReachable = true;
    const flaky = {
      ...control,
      read: (setting: Parameters<typeof control.read>[0]) =>
        !isReachable && setting.kind === "event-source" && setting.mappingId === "map-1"
          ? Promise.reject(new CloudCallError("lambda:GetEventSourceMapping", true, "ServiceException"))
          : control.read(setting),
    };
    const profile = aProfile({ triggers: [aQueue("map-1"), aQueue("map-2")] });
    const on = await stage({ control: flaky, profile });
    await on.ask(tripOrder({ changes: [queueChange, { ...queueChange, setting: aMapping("map-2") }] }));
    isReachable = false;
    await expect(on.ask(restoreOrder)).rejects.toThrow("lambda:GetEventSourceMapping failed");
    expect(control.value(aMapping("map-2"))).toEqual(source(true));
    isReachable = true;
    expect(await on.ask(convergeOrder)).toMatchObject({ ok: true, value: { state: { kind: "armed" } } });
    expect(control.value(aMapping("map-1"))).toEqual(source(true));
    expect(await on.ask(restoreOrder)).toMatchObject({ ok: false, error: { kind: "nothing-to-do" } });
  });
});
