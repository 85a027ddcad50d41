import { describe, expect, it } from "vitest";
import type { StatusReport } from "../../lib/app/operator-commands.ts";
import { CommandError } from "../../lib/cli/command-error.ts";
import type { Breaker } from "../../lib/domain/breaker.ts";
import { type GuardedPlace, removeGuard } from "../../scripts/remove-guard.ts";
import { sampleBill } from "../support/sample-bill.ts";

const limiting = {
  sinceMs: 0,
  startedAtMs: 0,
  reason: "flood",
  by: { kind: "guard" },
  expiresAtMs: 1,
  brakes: [
    {
      setting: { kind: "concurrency", functionName: "thumbnails" },
      prior: { kind: "concurrency", reserved: "unreserved" },
      wanted: { kind: "concurrency", reserved: 1 },
      tripped: { kind: "concurrency", reserved: 1 },
      allowances: [{ kind: "concurrency", reserved: 5 }],
      ours: [],
    },
  ],
} as const;
const tripped: Breaker = {
  functionName: "thumbnails",
  version: 1,
  state: { kind: "tripped", grade: "full", attempt: 1, probeAtMs: 1, ...limiting },
};
const heldRunning: Breaker = {
  functionName: "checkout",
  version: 1,
  state: { kind: "held", ...limiting, brakes: [] },
};

/** A deployed guard that restores what it is told to, unless somebody else has changed the function. */
function deployed(
  breakers: readonly Breaker[],
  options: { drifted?: boolean; stackFails?: boolean; elsewhere?: readonly Breaker[] } = {},
) {
  const world = {
    breakers: [...breakers],
    breakersElsewhere: [...(options.elsewhere ?? [])],
    watching: true,
    stack: "standing",
    said: [] as string[],
    waitedMs: 0,
  };
  const status: StatusReport = {
    atMs: 0,
    mode: "enforce",
    functions: 2,
    baselines: 2,
    breakers: [],
    lossClocks: [],
    openIncidents: [],
    unanswered: [],
    unsentAlerts: 0,
    bill: sampleBill,
  };
  const apiOf = (place: "breakers" | "breakersElsewhere"): GuardedPlace["api"] => ({
    status: async () => ({ ...status, breakers: world[place] }),
    order: async ({ functionName, verb, reason }) => {
      if (options.drifted === true) throw new CommandError("drifted", "Somebody changed it.", "x");
      if (verb === "restore")
        world[place] = world[place].filter((breaker) => breaker.functionName !== functionName);
      return { functionName, state: { kind: "armed", sinceMs: 0 }, settled: true, reason };
    },
  });
  const remove = () =>
    removeGuard({
      places: [
        { api: apiOf("breakers") },
        { target: "222222222222/eu-west-1", api: apiOf("breakersElsewhere") },
      ],
      watch: {
        stop: async () => {
          world.watching = false;
        },
        goOn: async () => {
          world.watching = true;
        },
      },
      removeStack: () => {
        if (options.stackFails === true) return 1;
        world.stack =
          world.watching ||
          [...world.breakers, ...world.breakersElsewhere].some(({ state }) => state.kind === "tripped")
            ? "removed too early"
            : "removed";
        return 0;
      },
      pause: async (ms) => {
        world.waitedMs += ms;
      },
      say: (text) => void world.said.push(text),
    });
  return { world, remove };
}

describe("removing the guard", () => {
  it("restores what is limited before the stack goes", async () => {
    const { world, remove } = deployed([tripped]);
    expect(await remove()).toBe(0);
    expect(world.stack).toBe("removed");
  });

  it("restores what is limited in other accounts and regions, too", async () => {
    const { world, remove } = deployed([], { elsewhere: [tripped] });
    expect(await remove()).toBe(0);
    expect(world.stack).toBe("removed");
    expect(world.said).toContain("Restoring thumbnails in 222222222222/eu-west-1.");
  });

  it("says of what it could not restore where it is", async () => {
    const { world, remove } = deployed([], { elsewhere: [tripped], drifted: true });
    expect(await remove()).toBe(1);
    expect(world.said.join("\n")).toContain(
      "Still limited by the guard: thumbnails in 222222222222/eu-west-1 (tripped, stopped)",
    );
  });

  it("lets the last look of the watch end first: it might still trip something", async () => {
    const { world, remove } = deployed([]);
    await remove();
    expect(world.waitedMs).toBeGreaterThanOrEqual(60_000);
  });

  it("refuses while something cannot be restored, says what, and lets the guard go on", async () => {
    const { world, remove } = deployed([tripped], { drifted: true });
    expect(await remove()).toBe(1);
    expect(world).toMatchObject({ stack: "standing", watching: true });
    expect(world.said.filter((text) => text === "  thumbnails: Somebody changed it.")).toHaveLength(1);
    expect(world.said.join("\n")).toContain("Still limited by the guard: thumbnails (tripped, stopped)");
  });

  it("does not mind a function that a person keeps the guard's hands off", async () => {
    const { world, remove } = deployed([heldRunning]);
    expect(await remove()).toBe(0);
    expect(world.stack).toBe("removed");
  });

  it("lets the guard go on when the stack could not be deleted", async () => {
    const { world, remove } = deployed([], { stackFails: true });
    expect(await remove()).toBe(1);
    expect(world.watching).toBe(true);
  });
});
