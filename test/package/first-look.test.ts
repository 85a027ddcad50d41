import { describe, expect, it } from "vitest";
import type { StatusReport } from "../../lib/app/operator-commands.ts";
import { CloudCallError } from "../../lib/domain/errors.ts";
import { takeFirstLook } from "../../scripts/first-look.ts";
import { sampleBill } from "../support/sample-bill.ts";

const young: StatusReport = {
  atMs: 0,
  mode: "observe",
  functions: 0,
  baselines: 0,
  breakers: [],
  lossClocks: [],
  openIncidents: [],
  unanswered: [],
  unsentAlerts: 0,
  bill: sampleBill,
};

/** A fresh deployment whose inventory is done after so many seconds, if ever. */
function fresh(inventoryTakesMs: number, before: Partial<StatusReport> = {}, refusesForMs = 0) {
  const deployedAtMs = 1_795_316_400_000;
  let nowMs = deployedAtMs;
  const started: string[] = [];
  const said: string[] = [];
  const look = () =>
    takeFirstLook({
      api: {
        status: async () => {
          if (nowMs < deployedAtMs + refusesForMs) throw new CloudCallError("the API", true, "403 Forbidden");
          return nowMs >= deployedAtMs + inventoryTakesMs
            ? { ...young, functions: 37, catalogueTakenAtMs: nowMs }
            : { ...young, ...before };
        },
      },
      start: (name) => {
        started.push(name);
        return 0;
      },
      clock: () => nowMs,
      pause: async (ms) => {
        nowMs += ms;
      },
      say: (text) => void said.push(text),
    });
  return { look, started, said };
}

describe("the first look after a deployment", () => {
  it("waits for an API that refuses at first, since rights take some seconds to be known everywhere", async () => {
    const { look, started } = fresh(20_000, {}, 15_000);
    expect(await look()).toBe(0);
    expect(started).toEqual(["inventory", "learn"]);
  });

  it("takes the inventory, waits for it, and then learns", async () => {
    const { look, started, said } = fresh(20_000);
    expect(await look()).toBe(0);
    expect(started).toEqual(["inventory", "learn"]);
    expect(said.join("\n")).toContain("37 functions found");
  });

  it("does not take the inventory of an earlier deployment for its own", async () => {
    const { look, started, said } = fresh(3_600_000, { catalogueTakenAtMs: 1, functions: 12 });
    expect(await look()).toBe(0);
    expect(started).toEqual(["inventory"]);
    expect(said.join("\n")).toContain("The guard learns tonight");
  });
});
