import { describe, expect, it } from "vitest";
import type { FunctionSpec } from "../../lib/sim/spec.ts";
import { type BadDay, badDays, CAP } from "../support/bad-day.ts";
import { attackOn, smallAccount } from "../support/small-account.ts";

const begin = badDays();
const FLOODED = "share-preview";
/** Datapoints of what is new come after two minutes; then the tick that wonders asks for an inventory. */
const MINUTES_UNTIL_KNOWN = 6;

/** The same functions once more, as another team would deploy them. */
const SECOND_FLEET: readonly FunctionSpec[] = smallAccount().functions.map((each) => ({
  ...each,
  functionName: `${each.functionName}-2`,
  triggers: each.triggers.map((trigger) =>
    trigger.kind === "sqs" ? { ...trigger, queueName: `${trigger.queueName}-2` } : trigger,
  ),
}));

async function dayOnWhichTheFleetDoubles(...attacked: readonly string[]): Promise<BadDay> {
  const day = await begin(attacked.filter((name) => !name.endsWith("-2")).map((name) => attackOn(name)));
  await day.guard.takeInventory();
  const nowMs = day.account.nowMs();
  day.account.addFunctions(SECOND_FLEET.map((each) => ({ ...each, lastModifiedMs: nowMs })));
  day.account.schedule(attacked.filter((name) => name.endsWith("-2")).map((name) => attackOn(name)));
  return day;
}

describe("a fleet that doubles at once", () => {
  it("is known within minutes, and nothing of it is told or acted on while it does what the old one does", async () => {
    const day = await dayOnWhichTheFleetDoubles();
    await day.play(MINUTES_UNTIL_KNOWN);
    expect((await day.guard.commands.status()).functions).toBe(10);
    const { report } = await day.play(10);
    expect(report).toMatchObject({ read: 10, blind: [] });
    expect(day.subjects()).toEqual([]);
    expect(await day.guard.commands.status()).toMatchObject({ breakers: [], openIncidents: [] });
  });

  it("hides no flood of an old function, which is stopped in its usual time", async () => {
    const day = await dayOnWhichTheFleetDoubles(FLOODED);
    await day.play(11);
    expect(day.reserved(FLOODED)).toBe(CAP);
    expect(day.subjects()).toEqual([expect.stringContaining(`CAPPED ${FLOODED}`)]);
  });

  it("has a flood of a new function told and not stopped, since nothing has been learned about it", async () => {
    const day = await dayOnWhichTheFleetDoubles(`${FLOODED}-2`);
    await day.play(12);
    expect(day.reserved(`${FLOODED}-2`)).toBe("unreserved");
    expect(day.subjects()).toEqual([expect.stringContaining(`NOT STOPPED ${FLOODED}-2`)]);
  });

  it("is looked at as before when half of it is gone again", async () => {
    const day = await dayOnWhichTheFleetDoubles();
    await day.play(MINUTES_UNTIL_KNOWN);
    for (const { functionName } of SECOND_FLEET) day.account.removeFunction(functionName);
    await day.play(4);
    await day.guard.takeInventory();
    const { report } = await day.play(4);
    expect(report).toMatchObject({ read: 5, blind: [] });
    expect(day.subjects()).toEqual([]);
  });
});
