import { describe, expect, it } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../../lib/domain/time.ts";
import { type BadDay, badDays, CAP } from "../support/bad-day.ts";
import { attackOn } from "../support/small-account.ts";

const begin = badDays();
const FLOODED = "share-preview";
/** Everything that a trip leaves behind in the ledger, each exactly once. */
const ONE_TRIP = ["incident.opened", "plan.decided", "breaker.tripped", "action.applied"];

/** The next tick is the one that stops the flood. */
async function minuteBeforeTheStop(): Promise<BadDay> {
  const day = await begin([attackOn(FLOODED)]);
  await day.guard.takeInventory();
  for (let minute = 0; minute < 7; minute++) day.passMinute();
  await day.play(1);
  expect(day.reserved(FLOODED)).toBe("unreserved");
  return day;
}

const lettersOfTheStop = (day: BadDay): string[] =>
  day.letters().filter((text) => text.includes(" was limited to "));

/**
 * Limited, recorded and told once, with the true prior state: what every story here must come to.
 * @param besides events that may come more than once
 */
async function expectOneTrip(day: BadDay, besides: readonly string[] = []): Promise<void> {
  expect(day.reserved(FLOODED)).toBe(CAP);
  // Who died before he could record the trip has intended it all the same, and so has the next one.
  const events = (await day.eventsOf(FLOODED))
    .filter((event) => event !== "action.intended")
    .filter((event, index, all) => !(besides.includes(event) && all.indexOf(event) < index));
  expect(events).toEqual(ONE_TRIP);
  expect(new Set(lettersOfTheStop(day)).size).toBe(1);
  const { breakers, openIncidents, unsentAlerts } = await day.guard.commands.status();
  expect(breakers).toMatchObject([
    { state: { kind: "tripped", brakes: [{ prior: { kind: "concurrency", reserved: "unreserved" } }] } },
  ]);
  expect(openIncidents).toMatchObject([{ functionName: FLOODED, status: "mitigated" }]);
  expect(unsentAlerts).toBe(0);
}

describe("a table that cannot be written", () => {
  it("makes the tick fail loudly and changes nothing; once it can be written, the flood is stopped", async () => {
    const day = await minuteBeforeTheStop();
    day.table.refuseWrites();
    for (let minute = 0; minute < 3; minute++)
      await expect(day.play(1)).rejects.toThrow("dynamodb:PutItem failed: AccessDeniedException");
    expect(day.reserved(FLOODED)).toBe("unreserved");
    expect(day.guard.server.usage().calls["lambda:PutFunctionConcurrency"]).toBeUndefined();

    day.table.recover();
    await day.play(2);
    await expectOneTrip(day);
    expect(lettersOfTheStop(day)).toHaveLength(1);
  });

  it("refuses a person's order with the reason instead of acting without a record", async () => {
    const day = await minuteBeforeTheStop();
    day.table.refuseWrites();
    const order = { functionName: FLOODED, reason: "stop it", by: { kind: "person", name: "ada" } } as const;
    await expect(day.guard.commands.order({ ...order, verb: "kill" })).rejects.toThrow(
      "dynamodb:PutItem failed: AccessDeniedException",
    );
    expect(day.reserved(FLOODED)).toBe("unreserved");
  });
});

describe("a tick that is doubled", () => {
  it("trips once when two ticks of the same minute run at the same time", async () => {
    const day = await minuteBeforeTheStop();
    day.passMinute();
    await Promise.allSettled([day.guard.tick(), day.guard.tick()]);
    await day.play(2);
    await expectOneTrip(day);
    expect(lettersOfTheStop(day)).toHaveLength(1);
  });

  it("trips once when the same minute's tick is delivered again", async () => {
    const day = await minuteBeforeTheStop();
    await day.play(1);
    await day.guard.tick();
    await day.guard.tick();
    await day.play(1);
    await expectOneTrip(day);
    expect(lettersOfTheStop(day)).toHaveLength(1);
  });

  it("trips once when a tick comes so late that it runs into the next one", async () => {
    const day = await minuteBeforeTheStop();
    day.passMinute();
    day.account.advanceTo(day.account.nowMs() + MINUTE_MS - 10 * SECOND_MS);
    const late = day.guard.tick();
    await Promise.allSettled([late, day.guard.tick()]);
    await day.play(2);
    await expectOneTrip(day);
    expect(lettersOfTheStop(day)).toHaveLength(1);
  });
});

describe("a tick that dies half way", () => {
  it("is finished by the next ones, wherever it died, and nothing happens twice", async () => {
    let deaths = 0;
    let toldAgain = 0;
    for (let writes = 0; ; writes++) {
      const day = await minuteBeforeTheStop();
      day.table.dieAfterWrites(writes);
      await day.play(1).catch(() => undefined);
      if (!day.table.isDead()) break;
      deaths += 1;
      day.table.recover();
      // The dead run's lease holds up the first tick.
      await day.play(3);
      await expectOneTrip(day);
      toldAgain += lettersOfTheStop(day).length - 1;
    }
    expect(deaths).toBeGreaterThan(10);
    // Before it was noted that the letter had gone out, and before it was taken from the outbox: rather twice than never.
    expect(toldAgain).toBeLessThanOrEqual(2);
  }, 60_000);

  it("is finished by the next ones, at whichever call to AWS it died, and nothing happens twice", async () => {
    let deaths = 0;
    for (let calls = 0; ; calls++) {
      const day = await minuteBeforeTheStop();
      let isDead = false;
      day.guard.server.failSome("*", "lost-request", (call) => {
        isDead ||= call >= calls;
        return isDead;
      });
      await day.play(1).catch(() => undefined);
      if (!isDead) break;
      deaths += 1;
      day.guard.server.recover("*");
      await day.play(3);
      // Who died before he had asked the witnesses has planned to tell and not to act; the next one has planned anew.
      await expectOneTrip(day, ["plan.decided"]);
      expect(lettersOfTheStop(day)).toHaveLength(1);
    }
    // Six totals, five functions, the witnesses, the order, its reads and its brake, the bell and the letter.
    expect(deaths).toBeGreaterThan(15);
  }, 180_000);
});
