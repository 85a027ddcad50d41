import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import type { Incident } from "../../../lib/domain/incident.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aDirectory } from "../../support/a-directory.ts";
import { aBaseline, aCatalogue, anIncident, aProfile, NOW_MS } from "../../support/builders.ts";
import { CONCURRENCY, fakeControl, reserved } from "../../support/fake-control.ts";
import { FLOOD, USUAL } from "../../support/flood.ts";
import { guardOver } from "../../support/guard.ts";
import { scriptedMetrics } from "../../support/scripted-metrics.ts";

/** Two functions; `checkout` has run away for an hour, which its owner knows. */
async function runaway(incident: Partial<Incident> = {}) {
  let nowMs = NOW_MS;
  let present: readonly FunctionProfile[] = [aProfile(), aProfile({ functionName: "search" })];
  let isListable = true;
  const directory = aDirectory(() => {
    if (!isListable) throw new CloudCallError("lambda:ListFunctions", true, "TooManyRequestsException");
    return aCatalogue(present, { takenAtMs: nowMs });
  });
  const control = fakeControl([[CONCURRENCY, reserved("unreserved")]]);
  const metrics = scriptedMetrics((name, measurement) =>
    present.some(({ functionName }) => functionName === name)
      ? ((name === "checkout" ? FLOOD : USUAL)[measurement] ?? 0)
      : 0,
  );
  const guard = guardOver({
    clock: () => nowMs,
    metrics,
    control,
    directory,
  });
  await guard.takeInventory();
  await guard.stores.baselines.save([aBaseline(), aBaseline({ functionName: "search" })]);
  await guard.stores.incidents.save(
    anIncident({ openedAtMs: NOW_MS - HOUR_MS, beganAtMs: NOW_MS - HOUR_MS, ...incident }),
  );
  return {
    guard,
    control,
    deleteCheckout() {
      present = present.filter(({ functionName }) => functionName !== "checkout");
      control.setByHand(CONCURRENCY, undefined);
    },
    letListingsFail: () => {
      isListable = false;
    },
    async play(minutes: number) {
      for (let minute = 0; minute < minutes; minute += 1) {
        nowMs += MINUTE_MS;
        await guard.tick().catch((error) => {
          if (!(error instanceof CloudCallError)) throw error;
        });
      }
    },
    nextInventory: async () => {
      nowMs += HOUR_MS;
      await guard.takeInventory();
    },
    openIncidents: () => guard.stores.incidents.listOpen(),
    subjects: () => guard.received.map(({ subject }) => subject),
  };
}

const maria = { kind: "person", name: "maria" } as const;

describe("an incident whose function is deleted", () => {
  it("is closed once two inventories in a row have not found the function, and its owner is told", async () => {
    const world = await runaway();
    world.deleteCheckout();
    await world.nextInventory();
    await world.play(1);
    expect(await world.openIncidents()).toHaveLength(1);
    await world.nextInventory();
    await world.play(1);
    expect(await world.openIncidents()).toEqual([]);
    expect(await world.guard.stores.incidents.listResolved(5)).toMatchObject([
      { functionName: "checkout", status: "resolved", endedBy: "function-deleted" },
    ]);
    const [newest] = await world.guard.stores.ledger.list("checkout", 1);
    expect(newest).toMatchObject({ event: "incident.resolved", reason: "the function was deleted" });
    expect(world.subjects()).toContain("[Overcurrent] DELETED checkout: its incident is closed");
  });

  it("need not wait for the hour: the inventory is asked for when the function is missing", async () => {
    const world = await runaway();
    world.deleteCheckout();
    await world.nextInventory();
    await world.play(7);
    expect(await world.openIncidents()).toEqual([]);
  });

  it("stays open as long as the listing fails that would be the second, however long that is", async () => {
    const world = await runaway();
    world.deleteCheckout();
    await world.nextInventory();
    world.letListingsFail();
    await world.play(90);
    expect(await world.openIncidents()).toHaveLength(1);
    expect(world.subjects().filter((subject) => subject.includes("DELETED"))).toEqual([]);
  });

  it("is closed without a word when it was too short to be told", async () => {
    const world = await runaway({ openedAtMs: NOW_MS, lastSeenAtMs: NOW_MS });
    world.deleteCheckout();
    await world.nextInventory();
    await world.nextInventory();
    await world.play(1);
    expect(await world.openIncidents()).toEqual([]);
    expect(world.subjects()).toEqual([]);
  });
});

describe("a function that is deleted while it is stopped", () => {
  async function stopped() {
    const world = await runaway();
    const { guard } = world;
    await guard.order({ verb: "kill", functionName: "checkout", reason: "a flood", by: maria });
    await guard.order({ verb: "release", functionName: "checkout", reason: "over to you", by: maria });
    expect((await guard.stores.breakers.load("checkout")).state.kind).toBe("tripped");
    return world;
  }

  it("is let go of within minutes, then its incident is closed, and one mail tells both", async () => {
    const world = await stopped();
    world.deleteCheckout();
    await world.nextInventory();
    await world.play(9);
    expect((await world.guard.stores.breakers.load("checkout")).state.kind).toBe("armed");
    expect(await world.openIncidents()).toEqual([]);
    expect(world.subjects().filter((subject) => subject.includes("DELETED"))).toHaveLength(1);
  });

  it("stays stopped when the inventory misses it and Lambda still knows it", async () => {
    const world = await stopped();
    world.deleteCheckout();
    world.control.setByHand(CONCURRENCY, reserved(0));
    await world.nextInventory();
    await world.nextInventory();
    await world.play(2);
    expect((await world.guard.stores.breakers.load("checkout")).state.kind).toBe("tripped");
    expect(world.control.value(CONCURRENCY)).toEqual(reserved(0));
  });

  it("stays held for as long as a person has said, so that one made anew is held as well", async () => {
    const world = await runaway();
    const order = { functionName: "checkout", reason: "a test", by: maria } as const;
    await world.guard.order({ verb: "exempt", ...order });
    world.deleteCheckout();
    await world.nextInventory();
    await world.nextInventory();
    await world.play(3);
    expect((await world.guard.stores.breakers.load("checkout")).state.kind).toBe("held");
    expect(await world.openIncidents()).toEqual([]);
  });
});
