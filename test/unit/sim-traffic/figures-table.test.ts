import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fleet } from "../../../lib/sim/fleet/fleet.ts";
import { figuresTable } from "./figures-table.ts";
import { fleetFigures } from "./fleet-figures.ts";

it("docs/traffic.md shows the figures of the present fleet, seed 1", () => {
  const startMs = Date.UTC(2026, 9, 27);
  const table = figuresTable(fleetFigures(fleet({ seed: 1, startMs }), startMs));
  expect(readFileSync(new URL("../../../docs/traffic.md", import.meta.url), "utf8")).toContain(table);
});
