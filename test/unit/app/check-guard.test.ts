import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { HOME, wholeGuard } from "../../support/whole-guard.ts";

describe("the check of the guard", () => {
  it("leaves no trace but its heartbeat while all is well", async () => {
    const guard = await wholeGuard();
    await guard.play(20);
    expect(await guard.health.load()).toMatchObject({ troubles: [] });
    expect((await guard.heartbeats.list()).dispatch).toBe(guard.now() - MINUTE_MS);
    expect(guard.received).toEqual([]);
  });

  it("begins to look after a target when it first hears of it, and forgets it with the policy", async () => {
    const guard = await wholeGuard();
    await guard.play(5);
    const addedMs = guard.now();
    guard.weather.foreign = ["222222222222/eu-west-1"];
    await guard.play(5);
    expect((await guard.health.load())?.targetsSinceMs["222222222222/eu-west-1"]).toBe(addedMs);
    guard.weather.foreign = [];
    await guard.play(30);
    expect(Object.keys((await guard.health.load())?.targetsSinceMs ?? {})).toEqual([HOME]);
    expect(guard.received).toEqual([]);
  });

  it("remembers what it told, so that another run does not tell it again", async () => {
    const guard = await wholeGuard();
    await guard.play(5);
    guard.weather.watchRuns = false;
    await guard.play(20);
    expect(await guard.health.load()).toMatchObject({
      troubles: [{ trouble: { kind: "silent-part", part: "watch" } }],
    });
    expect(guard.received).toHaveLength(1);
  });

  it("tells a trouble that comes and goes no more than once an hour of the clock", async () => {
    const guard = await wholeGuard();
    // From 03:00 on; each round leaves home unseen for nine minutes.
    for (let round = 0; round < 4; round += 1) {
      guard.weather.watchRuns = false;
      await guard.play(9);
      guard.weather.watchRuns = true;
      await guard.play(2);
    }
    expect(guard.subjects().filter((subject) => subject.includes("SILENT"))).toHaveLength(1);
    expect(guard.subjects().filter((subject) => subject.includes("OVER"))).toHaveLength(1);
  });
});
