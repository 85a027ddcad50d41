import { describe, expect, it } from "vitest";
import type { Change } from "../../../../lib/sim/spec.ts";
import { calmChanges } from "../../../../scripts/bench/loop/calm-changes.ts";
import { ATTACK_BEGINS_MS, minutesLater, smallScenario } from "./small-scenario.ts";

const at = { atMs: ATTACK_BEGINS_MS };
const traffic = { ...at, untilMs: minutesLater(60), trigger: 0, arrivals: () => 100 };

const calmOf = (...changes: Change[]) => calmChanges(smallScenario({ changes }));

describe("calmChanges", () => {
  it("leaves out what nobody wants, wherever it goes", () => {
    expect(
      calmOf(
        { ...traffic, kind: "extra-traffic", functionName: "shop", legitimate: false },
        {
          ...at,
          kind: "self-feeding",
          functionName: "pictures",
          trigger: 0,
          eventsPerRun: 2,
          propagatesTrace: false,
        },
        { ...at, kind: "fan-out", functionName: "orders", toFunction: "shop", toTrigger: 0, eventsPerRun: 2 },
      ),
    ).toEqual([]);
  });

  it("leaves out the bad version of an attacked function, and keeps those of the others", () => {
    const bad: Change = { ...at, kind: "deploy", functionName: "shop", durationFactor: 10 };
    const good: Change = { ...at, kind: "deploy", functionName: "orders", durationFactor: 1.2 };
    expect(calmOf(bad, good)).toEqual([good]);
  });

  it("keeps a busy day of customers, also of the attacked function", () => {
    const busy: Change = { ...traffic, kind: "extra-traffic", functionName: "shop", legitimate: true };
    expect(calmOf(busy)).toEqual([busy]);
  });
});
