import { describe, expect, it } from "vitest";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aProfile } from "../../support/builders.ts";
import { reserved } from "../../support/fake-control.ts";
import { FLOOD_BEGINS_MS, type FloodStage, floodOn, floodStage, USUAL } from "../../support/flood.ts";
import type { Script } from "../../support/scripted-metrics.ts";

/** Named so that the alphabet is not the order of what they cost: cost follows memory. */
const MEMORY_MB = { apples: 2_048, berries: 4_096, cherries: 1_024, dates: 3_072, quiet: 1_024 };
const TWO_AN_HOUR = "mode: enforce\nblastRadius: { maxFunctionsPerHour: 2, maxFleetRatioPerHour: 1 }";

const inOneStack: readonly FunctionProfile[] = Object.entries(MEMORY_MB).map(([functionName, memoryMb]) =>
  aProfile({ functionName, memoryMb, tags: { "aws:cloudformation:stack-name": "shop-prod" } }),
);
const fourAtOnce: Script = (name, measurement, minuteMs) =>
  name === "quiet" ? (USUAL[measurement] ?? 0) : floodOn(name, measurement, minuteMs);

const limitedIn = (stage: FloodStage): readonly string[] =>
  Object.keys(MEMORY_MB).filter(
    (name) => JSON.stringify(stage.concurrency(name)) !== JSON.stringify(reserved("unreserved")),
  );
const alarmsIn = ({ guard }: FloodStage) =>
  guard.received.filter(({ subject }) => subject.includes("TOO MANY AT ONCE"));

describe("several functions that run away in one tick", () => {
  it("are tripped worst burner first, as many as the blast radius lets through", async () => {
    const stage = await floodStage(fourAtOnce, TWO_AN_HOUR, inOneStack);
    await stage.playTo(FLOOD_BEGINS_MS + 6 * MINUTE_MS);
    expect(stage.control.trail.slice(0, 2).map(({ setting }) => setting.functionName)).toEqual([
      "berries",
      "dates",
    ]);
    expect(limitedIn(stage)).toEqual(["berries", "dates"]);
  });

  it("beyond it call a person once an hour, with who was tripped, who was not, and what they share", async () => {
    const stage = await floodStage(fourAtOnce, TWO_AN_HOUR, inOneStack);
    await stage.playTo(FLOOD_BEGINS_MS + 30 * MINUTE_MS);
    const [alarm, ...more] = alarmsIn(stage);
    expect(more).toEqual([]);
    expect(alarm).toMatchObject({
      severity: "critical",
      subject: "[Overcurrent] TOO MANY AT ONCE: 2 tripped, 2 NOT STOPPED",
    });
    expect(alarm?.text).toContain("4 of 4 belong to the stack shop-prod.");
    expect(alarm?.text).toMatch(/^TRIPPED berries, dates$/m);
    // 60,000 runs a minute of 0.1 s at 2 GB are 12,000 GB-s: $9.60 an hour, and $0.72 for the requests; half the GB-s for 1 GB.
    expect(alarm?.text).toMatch(/^LEFT +apples \(\$10\.\d\d an hour\), cherries \(\$5\.\d\d an hour\)$/m);
    expect(alarm?.text).toMatch(/^ {2}overcurrent kill apples --reason "\.\.\."$/m);
  });

  it("have each in the ledger why it was not acted on, once", async () => {
    const stage = await floodStage(fourAtOnce, TWO_AN_HOUR, inOneStack);
    await stage.playTo(FLOOD_BEGINS_MS + 15 * MINUTE_MS);
    for (const name of ["apples", "cherries"]) {
      const entries = await stage.guard.stores.ledger.list(name, 50);
      const held = entries.filter(({ event }) => event === "blast-radius.exceeded");
      expect(held).toHaveLength(1);
      expect(held[0]?.reason).toContain("already tripped 2 of 5 functions in the last hour");
    }
  });

  it("are not all tripped by two ticks at once, which each see only what was tripped before", async () => {
    const stage = await floodStage(fourAtOnce, TWO_AN_HOUR, inOneStack);
    await stage.playTo(FLOOD_BEGINS_MS);
    const atMs = FLOOD_BEGINS_MS + 4 * MINUTE_MS;
    await Promise.all([stage.tickAt(atMs), stage.tickAt(atMs)]);
    await stage.tickAt(atMs + MINUTE_MS);
    expect(limitedIn(stage)).toHaveLength(2);
  });

  it("are acted on when the hour is over, if they still run away", async () => {
    const stage = await floodStage(fourAtOnce, TWO_AN_HOUR, inOneStack);
    await stage.playTo(FLOOD_BEGINS_MS + HOUR_MS + 15 * MINUTE_MS);
    expect(limitedIn(stage)).toEqual(["apples", "berries", "cherries", "dates"]);
  });
});
