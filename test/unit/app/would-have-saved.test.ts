import { describe, expect, it } from "vitest";
import type { WouldHave } from "../../../lib/domain/incident.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { FLOOD_BEGINS_MS, type FloodStage, floodOn, floodStage, USUAL } from "../../support/flood.ts";
import type { Script } from "../../support/scripted-metrics.ts";

/**
 * The flood costs $5.52 an hour: 360,000 GB-s at $0.0000133334 and 3.6 million requests at $0.0000002. The cap of four lets
 * through at most 4 x (3,600 GB-s + 36,000 requests) = $0.2208; so $5.2992 an hour are spared.
 */
const SPARED_USD_PER_MINUTE = 5.2992 / 60;
/** Of 60 rightful calls a minute, as many get through as of all calls. */
const REFUSED_PER_MINUTE = 60 * (1 - 0.2208 / 5.52);

const lineOf = async ({ guard }: FloodStage): Promise<WouldHave> => {
  const [incident] = await guard.stores.incidents.listOpen();
  if (incident?.wouldHave === undefined) throw new Error("nothing was counted");
  return incident.wouldHave;
};
/** Once the newest ten minutes are all of the flood, its price per hour is steady. */
const STEADY_MS = FLOOD_BEGINS_MS + 20 * MINUTE_MS;

async function steady(): Promise<FloodStage & { readonly before: WouldHave }> {
  const stage = await floodStage(floodOn, "mode: observe");
  await stage.playTo(STEADY_MS);
  return { ...stage, before: await lineOf(stage) };
}

describe("the would-have-saved ledger of a function that is only watched", () => {
  it("grows by what a minute of the flood costs beyond the cap, and by the rightful calls it would refuse", async () => {
    const { before, ...stage } = await steady();
    await stage.playTo(STEADY_MS + 10 * MINUTE_MS);
    const after = await lineOf(stage);
    expect(after.savedUsd - before.savedUsd).toBeCloseTo(10 * SPARED_USD_PER_MINUTE, 2);
    expect(after.refusedCalls - before.refusedCalls).toBeCloseTo(10 * REFUSED_PER_MINUTE, 0);
    expect(after.sinceMs).toBe(before.sinceMs);
  });

  it("counts no minute twice when ticks are doubled", async () => {
    const { before, ...stage } = await steady();
    await Promise.all([stage.tickAt(STEADY_MS), stage.tickAt(STEADY_MS), stage.tickAt(STEADY_MS)]);
    await stage.tickAt(STEADY_MS);
    const after = await lineOf(stage);
    expect(after.savedUsd - before.savedUsd).toBeCloseTo(SPARED_USD_PER_MINUTE, 3);
  });

  it("counts two minutes of an hour in which the guard did not look", async () => {
    const { before, ...stage } = await steady();
    await stage.tickAt(STEADY_MS + HOUR_MS);
    const after = await lineOf(stage);
    expect(after.savedUsd - before.savedUsd).toBeCloseTo(2 * SPARED_USD_PER_MINUTE, 3);
  });

  it("is told in the ledger when the incident is over, and sends no mail then", async () => {
    const endsMs = STEADY_MS;
    const script: Script = (name, measurement, minuteMs) =>
      minuteMs >= endsMs ? (USUAL[measurement] ?? 0) : floodOn(name, measurement, minuteMs);
    const stage = await floodStage(script, "mode: observe");
    await stage.playTo(endsMs + 2 * HOUR_MS);
    const [resolved] = await stage.guard.stores.incidents.listResolved(1);
    expect(resolved?.wouldHave?.savedUsd).toBeGreaterThan(10 * SPARED_USD_PER_MINUTE);
    const entries = await stage.guard.stores.ledger.list("checkout", 50);
    const reason = entries.find(({ event }) => event === "incident.resolved")?.reason;
    expect(reason).toMatch(/a brake would have saved \$\d+\.\d\d and refused \d+ rightful calls/);
    expect(stage.guard.received).toHaveLength(1);
  });

  it("is not kept for a function that the guard stops", async () => {
    const stage = await floodStage(floodOn, "mode: enforce");
    await stage.playTo(STEADY_MS);
    expect((await stage.guard.stores.incidents.listOpen())[0]?.wouldHave).toBeUndefined();
  });
});
