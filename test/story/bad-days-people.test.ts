import { describe, expect, it } from "vitest";
import type { OperatorOrder } from "../../lib/app/operator-order.ts";
import { type BadDay, badDays, CAP } from "../support/bad-day.ts";
import { attackOn } from "../support/small-account.ts";

const begin = badDays();
const FLOODED = "share-preview";
const MINUTES_UNTIL_STOPPED = 9;

const order = (verb: OperatorOrder["verb"], functionName: string): OperatorOrder => ({
  verb,
  functionName,
  reason: "we know better",
  by: { kind: "person", name: "ada" },
});

async function floodedDay(functionName: string): Promise<BadDay> {
  const day = await begin([attackOn(functionName)]);
  await day.guard.takeInventory();
  return day;
}

describe("an order for a function that does not exist", () => {
  it.each(["kill", "hold", "restore", "release"] as const)("is refused as such: %s", async (verb) => {
    const day = await floodedDay(FLOODED);
    expect(await day.guard.commands.order(order(verb, "share-previw"))).toEqual({
      ok: false,
      error: { kind: "unknown-function", functionName: "share-previw" },
    });
    expect(await day.guard.commands.status()).toMatchObject({ breakers: [] });
  });
});

describe("a protected function", () => {
  it("is left alone in a flood, which is told with the reason, and by a person's kill switch", async () => {
    const day = await floodedDay("sign-in");
    await day.play(14);
    expect(day.reserved("sign-in")).toBe("unreserved");
    expect(day.subjects()).toEqual([expect.stringContaining("NOT STOPPED sign-in")]);
    const why = "its tag overcurrent:protect protects it";
    expect(day.letters()[0]).toContain(`the function is exempt: ${why}`);

    expect(await day.guard.commands.order(order("kill", "sign-in"))).toEqual({
      ok: false,
      error: { kind: "exempt", why },
    });
    expect(day.reserved("sign-in")).toBe("unreserved");
  });
});

describe("an owner who cannot be reached", () => {
  it("is told later, once, what was done meanwhile", async () => {
    const day = await floodedDay(FLOODED);
    day.guard.server.deny("sns:Publish");
    await day.play(MINUTES_UNTIL_STOPPED + 3);
    expect(day.reserved(FLOODED)).toBe(CAP);
    expect(day.subjects()).toEqual([]);
    expect((await day.guard.commands.status()).unsentAlerts).toBe(1);

    day.guard.server.allow("sns:Publish");
    await day.play(3);
    expect(day.subjects()).toEqual([expect.stringContaining(`] CAPPED ${FLOODED}`)]);
    expect((await day.guard.commands.status()).unsentAlerts).toBe(0);
  });
});

describe("a person who changes the brake during the trip", () => {
  const HERS = 7;

  it("keeps the value; the guard says once that it does not restore, and goes on when told to", async () => {
    const day = await floodedDay(FLOODED);
    await day.play(MINUTES_UNTIL_STOPPED);
    day.account.lambda.putFunctionConcurrency(FLOODED, HERS);
    await day.play(5);
    expect(day.reserved(FLOODED)).toBe(HERS);
    const drifted = () => day.subjects().filter((subject) => subject.includes("CHANGED BY SOMEBODY ELSE"));
    expect(drifted()).toHaveLength(1);

    expect(await day.guard.commands.order(order("restore", FLOODED))).toMatchObject({
      ok: false,
      error: { kind: "drifted", expected: { reserved: "unreserved" }, found: { reserved: HERS } },
    });
    await day.play(5);
    expect(day.reserved(FLOODED)).toBe(HERS);
    expect(drifted()).toHaveLength(2); // once for the brake, once for the restore

    expect(await day.guard.commands.order(order("release", FLOODED))).toMatchObject({ ok: true });
    await day.play(2);
    expect(day.reserved(FLOODED)).toBe(HERS);
    expect((await day.guard.commands.status()).breakers.every(({ state }) => state.kind === "armed")).toBe(
      true,
    );
  });
});
