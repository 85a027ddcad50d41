import { describe, expect, it } from "vitest";
import type { SeenUnderBrake } from "../../../../lib/domain/actuation.ts";
import { aBucket, aPolicy, aProfile } from "../../../support/builders.ts";
import { convergeOrder, type Stage, stage, told, tripOfEvents } from "../../../support/builders-actuate.ts";

/** One execution at a time, events wait; Lambda keeps them for an hour. */
const waiting = async (changes: Parameters<typeof stage>[0] = {}): Promise<Stage> => {
  const on = await stage({
    profile: aProfile({ triggers: [aBucket], maximumEventAgeSeconds: 3_600 }),
    ...changes,
  });
  await on.ask(tripOfEvents());
  return on;
};
const look = (on: Stage, seen: SeenUnderBrake = {}) => on.ask({ ...convergeOrder, seen });
const events = async ({ deps }: Stage) => (await deps.ledger.list("checkout", 50)).map(({ event }) => event);

describe("events that wait behind a brake", () => {
  it("are warned of at half of the time that they are kept, once", async () => {
    const on = await waiting();
    on.later(29);
    await look(on);
    expect(told(on)).toEqual(["tripped"]);
    on.later(1);
    await look(on);
    on.later(1);
    await look(on);
    expect(told(on)).toEqual(["tripped", "loss-near"]);
    expect(await events(on)).toContain("loss-clock.half");
  });

  it("are an urgent question where the policy says ask", async () => {
    const on = await waiting({ policy: aPolicy({ mode: "enforce", atLossClock: "ask" }) });
    on.later(30);
    await look(on);
    expect([...on.news.values()].at(-1)).toMatchObject({
      kind: "loss-near",
      severity: "critical",
      reason: expect.stringContaining("say now whether to keep it stopped"),
    });
  });

  it("that Lambda gives up are told at once, with their number", async () => {
    const on = await waiting();
    on.later(5);
    await look(on, { eventsDropped: 12 });
    await look(on, { eventsDropped: 30 });
    expect(told(on)).toEqual(["tripped", "losing"]);
    expect([...on.news.values()].at(-1)?.reason).toContain("given up 12 events");
  });

  it("that its failure destination has are no loss, and no emergency", async () => {
    const on = await waiting({
      profile: aProfile({ triggers: [aBucket], maximumEventAgeSeconds: 3_600, hasFailureDestination: true }),
    });
    on.later(5);
    await look(on, { eventsDropped: 12 });
    expect([...on.news.values()].at(-1)).toMatchObject({
      severity: "warning",
      reason: expect.stringContaining("its failure destination has them"),
    });
  });

  it("are told to be lost where the owner keeps the brake on all the same", async () => {
    const on = await waiting({ policy: aPolicy({ mode: "enforce", atLossClock: "keep" }) });
    on.later(60);
    await look(on);
    expect(told(on)).toEqual(["tripped", "loss-near", "losing"]);
  });

  it("are not worried about once they are being let through", async () => {
    const on = await waiting();
    on.later(29);
    const { version: breakerVersion } = await on.deps.breakers.load("checkout");
    await on.ask({ kind: "ease", functionName: "checkout", breakerVersion, reason: "soon lost" });
    on.later(10);
    await look(on);
    expect(told(on)).toEqual(["tripped", "eased"]);
  });
});

describe("a brake", () => {
  it("that does not hold is told, and one that does is put on record", async () => {
    const on = await waiting();
    on.later(6);
    await look(on, { hold: { kind: "holds", reason: "60 runs began in 3 minutes" } });
    expect(await events(on)).toContain("brake.held");
    await look(on, { hold: { kind: "leaks", reason: "900 runs began in 3 minutes" } });
    expect(told(on)).toEqual(["tripped", "leaking"]);
  });
});
