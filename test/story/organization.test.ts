import { describe, expect, it } from "vitest";
import { targetId } from "../../lib/domain/target.ts";
import { HOUR_MS, MINUTE_MS } from "../../lib/domain/time.ts";
import type { Change } from "../../lib/sim/spec.ts";
import {
  EVERY_PLACE,
  FLOODED,
  HOME,
  IDLE,
  OTHER_SPOKE,
  type Place,
  publicFunction,
  SPOKE,
} from "../support/organization.ts";
import { type OrganizationDay, organizationDays } from "../support/organization-day.ts";
import { STORY_BEGINS_MS } from "../support/small-account.ts";

const begin = organizationDays();
/** In the first five minutes each target has its inventory and is learned. */
const QUIET_MINUTES = 6;
/** A flood from the next minute on: datapoints come late, and one alone is not enough to act on. */
const MINUTES_UNTIL_STOPPED = 8;
/** An account that cannot be looked at is told of after ten minutes, by the check of the next. */
const MINUTES_UNTIL_BLIND = 13;
/** What the function needs in a busy minute, as learned. */
const CAP = 3;

/** The flood of the function that everybody may call, for an hour from the next minute on. */
function floodAt(day: OrganizationDay, place: Place): void {
  const world = day.worldAt(place);
  const atMs = world.nowMs() + MINUTE_MS;
  const flood: Change = {
    kind: "extra-traffic",
    functionName: FLOODED,
    trigger: 0,
    atMs,
    untilMs: atMs + HOUR_MS,
    legitimate: false,
    arrivals: () => 20_000,
  };
  world.schedule([flood]);
}

/** The subjects of what was told of a place, without its name. */
const toldOf = (day: OrganizationDay, { accountId, region }: Place): string[] => {
  const name = `[Overcurrent ${accountId}/${region}] `;
  return day.subjects().flatMap((subject) => (subject.startsWith(name) ? subject.slice(name.length) : []));
};

describe("two accounts with two regions each, watched by one deployment", { timeout: 60_000 }, () => {
  it("are quiet on a quiet day, once each of them is known", async () => {
    const day = await begin();
    await day.play(QUIET_MINUTES + 4);
    expect(day.subjects()).toEqual([]);
    expect(day.failedOrders()).toEqual([]);
    expect(day.server.unknownRequests()).toEqual([]);
    const records = await day.targets();
    expect(records.map(({ targetId }) => targetId).sort()).toEqual(EVERY_PLACE.map(targetId).sort());
    for (const { problem, lastGoodReadMs } of records) {
      expect(problem).toBeUndefined();
      expect(lastGoodReadMs).toBeGreaterThan(STORY_BEGINS_MS);
    }
  });

  it("have an attack on one spoke told as its own, and stopped there and nowhere else", async () => {
    const day = await begin();
    await day.play(QUIET_MINUTES);
    floodAt(day, SPOKE);
    await day.play(MINUTES_UNTIL_STOPPED);
    expect(day.reserved(SPOKE, FLOODED)).toBe(CAP);
    for (const place of [HOME, OTHER_SPOKE]) expect(day.reserved(place, FLOODED)).toBe("unreserved");
    expect(day.subjects()).toHaveLength(1);
    expect(toldOf(day, SPOKE)).toEqual([expect.stringMatching(/^CAPPED share-preview/)]);
    // Its reading role may not change anything there: what changed it was the other one.
    const { calls, refused } = day.server.at(SPOKE.accountId, SPOKE.region).usage();
    expect(calls["lambda:PutFunctionConcurrency"]).toBe(1);
    expect(refused).toEqual({});
  });

  it("are watched on while one account's credentials are dead, which is told of that account, and so is its return", async () => {
    const day = await begin();
    await day.play(QUIET_MINUTES);
    day.killSpokeRoles();
    floodAt(day, HOME);
    floodAt(day, SPOKE);
    await day.play(MINUTES_UNTIL_BLIND);
    expect(day.reserved(HOME, FLOODED)).toBe(CAP);
    expect(day.reserved(SPOKE, FLOODED)).toBe("unreserved");
    for (const place of [SPOKE, OTHER_SPOKE])
      expect(toldOf(day, place)).toEqual([expect.stringContaining("BLIND")]);
    const records = await day.targets();
    for (const { targetId: id, problem } of records)
      if (id.startsWith(SPOKE.accountId)) expect(problem).toMatch(/ExpiredToken|AccessDenied/);
      else expect(problem).toBeUndefined();
    expect(day.failedOrders()).toEqual([]);

    day.giveSpokeRolesBack();
    await day.play(4);
    expect(day.reserved(SPOKE, FLOODED)).toBe(CAP);
    for (const { problem } of await day.targets()) expect(problem).toBeUndefined();
    for (const place of [SPOKE, OTHER_SPOKE])
      expect(day.subjects()).toContain(`[Overcurrent] OVER: ${targetId(place)} is looked at again`);
  });

  it("are looked at although there are orders that nobody can carry out, which end where people look", async () => {
    const day = await begin();
    await day.play(QUIET_MINUTES);
    const poisoned = ['{"job":"tick","target":"all of them"}', "no JSON at all"];
    poisoned.forEach(day.send);
    floodAt(day, SPOKE);
    await day.play(MINUTES_UNTIL_STOPPED);
    expect(day.reserved(SPOKE, FLOODED)).toBe(CAP);
    expect(day.failedOrders().map(({ body }) => body)).toEqual(poisoned);
  });

  it("have it told when somebody starts functions in a region where nothing ever ran", async () => {
    const day = await begin();
    await day.play(QUIET_MINUTES);
    const world = day.worldAt(IDLE);
    world.addFunctions([
      publicFunction({
        functionName: "miner",
        lastModifiedMs: world.nowMs(),
        triggers: [{ kind: "function-url", access: "public", arrivals: () => 3_000 }],
      }),
    ]);
    await day.play(MINUTES_UNTIL_STOPPED);
    // Nothing is known of it, so it is told and not stopped.
    expect(toldOf(day, IDLE)).toEqual([expect.stringMatching(/^NOT STOPPED miner/)]);
    expect(day.reserved(IDLE, "miner")).toBe("unreserved");
    expect(day.subjects()).toHaveLength(1);
  });
});
