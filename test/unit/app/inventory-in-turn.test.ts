import { describe, expect, it } from "vitest";
import { inventoryInTurn } from "../../../lib/app/inventory-in-turn.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import type { InventoryOrder } from "../../../lib/domain/inventory-order.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../lib/domain/time.ts";
import { memoryStores } from "../../../lib/sim/memory/memory-stores.ts";
import { aDirectory } from "../../support/a-directory.ts";
import { aCatalogue, aProfile, NOW_MS } from "../../support/builders.ts";
import { silentLog } from "../../support/silent-log.ts";

const NEWS: InventoryOrder = { of: "news" };
const EVERYTHING: InventoryOrder = { of: "everything" };
const functionsNamed = (...functionNames: string[]): InventoryOrder => ({ of: "functions", functionNames });

/** An account whose functions are asked about at one a second, by runs that share a table and know nothing else of each other. */
function account(size: number) {
  let nowMs = NOW_MS;
  let functions: readonly FunctionProfile[] = Array.from({ length: size }, (_, index) =>
    aProfile({ functionName: `f-${String(index).padStart(4, "0")}` }),
  );
  const stores = memoryStores();
  const log = silentLog();
  let runs = 0;
  let asked = 0;
  let listings = 0;
  let beforeListing = async (): Promise<void> => undefined;
  const happenings = new Map<number, () => Promise<unknown>>();
  const directory = aDirectory(
    () => aCatalogue(functions, { takenAtMs: nowMs }),
    () => {
      nowMs += SECOND_MS;
      asked += 1;
      return nowMs;
    },
  );
  const clock = () => nowMs;
  const deps = {
    ...stores,
    clock,
    log,
    newLeaseHolder: () => `run-${++runs}`,
    directory: {
      ...directory,
      async listFunctions() {
        listings += 1;
        await beforeListing();
        return directory.listFunctions();
      },
      /** Asked for one by one, so that something can happen in the middle. */
      async describeFunctions(listed: readonly FunctionProfile[], untilMs?: number) {
        const found: FunctionProfile[] = [];
        for (const profile of listed) {
          await happenings.get(asked)?.();
          const { functions } = await directory.describeFunctions([profile], untilMs);
          if (functions.length === 0) break;
          found.push(...functions);
        }
        return { functions: found, unanswered: [] };
      },
    },
  };
  return {
    deps,
    stores,
    clock,
    listings: () => listings,
    take: (order: InventoryOrder) => inventoryInTurn(deps, order),
    /** Something happens once so many functions were asked about. */
    whenAsked: (count: number, happening: () => Promise<unknown>) => void happenings.set(count, happening),
    whenEachListing(happening: () => Promise<void>) {
      beforeListing = happening;
    },
    wait: (ms: number) => {
      nowMs += ms;
    },
    deploy(functionName: string) {
      functions = [...functions, aProfile({ functionName, lastModifiedMs: nowMs })];
    },
    async describedAtMs(functionName: string) {
      const stored = await stores.catalogue.load();
      return stored?.functions.find((each) => each.functionName === functionName)?.describedAtMs;
    },
    storeOld: () =>
      stores.catalogue.save(
        aCatalogue(functions.map((each) => ({ ...each, describedAtMs: NOW_MS - 5 * HOUR_MS }))),
      ),
  };
}

describe("an inventory in its turn", () => {
  it("takes the inventory when nobody else is at it, and lets the next one in", async () => {
    const there = account(3);
    expect(await there.take(EVERYTHING)).toMatchObject({ kind: "taken", functions: 3, described: 3 });
    expect(await there.take(EVERYTHING)).toMatchObject({ kind: "taken", described: 3 });
  });

  it("asks nothing while another one is at it", async () => {
    const there = account(100);
    await there.storeOld();
    let second: unknown;
    let listingsBefore = 0;
    there.whenAsked(10, async () => {
      listingsBefore = there.listings();
      second = await there.take(NEWS);
      expect(there.listings()).toBe(listingsBefore);
    });
    await there.take(EVERYTHING);
    expect(second).toEqual({ kind: "left", leaseUntilMs: expect.any(Number) });
  });

  it("describes within a minute what another one was asked for meanwhile, and goes on", async () => {
    const there = account(400);
    await there.storeOld();
    let askedAtMs = 0;
    there.whenAsked(20, async () => {
      askedAtMs = there.clock();
      await there.take(functionsNamed("f-0399"));
    });
    expect(await there.take(EVERYTHING)).toMatchObject({ kind: "taken", described: 150 });
    expect(Number(await there.describedAtMs("f-0399")) - askedAtMs).toBeLessThanOrEqual(MINUTE_MS);
    expect(await there.stores.inventoryWishes.list()).toEqual([]);
  });

  it("finds what was deployed after its own listing, when somebody asks for news", async () => {
    const there = account(200);
    await there.storeOld();
    there.whenAsked(5, async () => {
      there.deploy("new-one");
      await there.take(NEWS);
    });
    await there.take(EVERYTHING);
    expect(await there.describedAtMs("new-one")).toBeLessThanOrEqual(NOW_MS + 2 * MINUTE_MS);
  });

  it("does everything when it was only at news and the hour comes meanwhile", async () => {
    const there = account(100);
    await there.storeOld();
    there.deploy("new-one");
    there.whenAsked(0, () => there.take(EVERYTHING));
    await there.take(NEWS);
    expect(await there.describedAtMs("f-0000")).toBeGreaterThan(NOW_MS);
    expect(await there.stores.inventoryWishes.list()).toEqual([]);
  });

  it("answers what it is asked for in its last moment, before it leaves", async () => {
    const there = account(2);
    const { settle } = there.stores.inventoryWishes;
    let isAsked = false;
    // The describing is over by then, and nobody would look for a wish any more.
    there.deps.inventoryWishes.settle = async (wishes) => {
      await settle(wishes);
      if (isAsked) return;
      isAsked = true;
      there.deploy("new-one");
      expect(await there.take(NEWS)).toMatchObject({ kind: "left" });
    };
    await there.take(EVERYTHING);
    expect(await there.describedAtMs("new-one")).toEqual(expect.any(Number));
  });

  it("answers what it was asked for while it gave the lease back", async () => {
    const there = account(2);
    const { leases } = there.stores;
    let isAsked = false;
    there.deps.leases = {
      ...leases,
      release: async (name, holder) => {
        if (!isAsked) {
          isAsked = true;
          there.deploy("new-one");
          await there.take(NEWS);
        }
        await leases.release(name, holder);
      },
    };
    await there.take(EVERYTHING);
    expect(await there.describedAtMs("new-one")).toEqual(expect.any(Number));
  });

  it("does itself what it has wished for when the other one has just ended", async () => {
    const there = account(2);
    await there.stores.leases.take("#inventory", "other", NOW_MS + MINUTE_MS, NOW_MS);
    const { leave } = there.stores.inventoryWishes;
    there.deps.inventoryWishes.leave = async (wish) => {
      await leave(wish);
      await there.stores.leases.release("#inventory", "other");
    };
    expect(await there.take(EVERYTHING)).toMatchObject({ kind: "taken", described: 2 });
    expect(await there.stores.inventoryWishes.list()).toEqual([]);
  });
});

describe("an inventory that dies", () => {
  it("holds up the next one for seven minutes, which then does what was wished for meanwhile", async () => {
    const there = account(100);
    await there.storeOld();
    // Killed: it neither ends nor gives anything back.
    const killed = new Promise<never>(() => undefined);
    const isDead = new Promise<void>((resolve) => {
      there.whenAsked(3, () => {
        resolve();
        there.whenAsked(3, async () => undefined);
        return killed;
      });
    });
    void there.take(EVERYTHING);
    await isDead;
    there.deploy("new-one");
    expect(await there.take(NEWS)).toMatchObject({ kind: "left" });
    there.wait(7 * MINUTE_MS);
    expect(await there.take(functionsNamed("f-0001"))).toMatchObject({ kind: "taken", described: 1 });
    expect(await there.describedAtMs("new-one")).toEqual(expect.any(Number));
  });

  it("of a listing that is refused lets the next one in at once, and fails loudly", async () => {
    const there = account(2);
    there.whenEachListing(() =>
      Promise.reject(new CloudCallError("lambda:ListFunctions", true, "throttled")),
    );
    await expect(there.take(EVERYTHING)).rejects.toThrow(CloudCallError);
    there.whenEachListing(async () => undefined);
    expect(await there.take(EVERYTHING)).toMatchObject({ kind: "taken" });
  });
});

describe("a wish that cannot be answered", () => {
  it("costs the inventory in whose middle it comes nothing, and waits for the next one", async () => {
    const there = account(100);
    await there.storeOld();
    there.whenAsked(10, () => there.take(NEWS));
    let isThrottled = false;
    there.whenEachListing(async () => {
      if (isThrottled) throw new CloudCallError("lambda:ListFunctions", true, "throttled");
      isThrottled = true;
    });
    expect(await there.take(EVERYTHING)).toMatchObject({ kind: "taken", described: 100 });
    expect(await there.stores.inventoryWishes.list()).toHaveLength(1);
    there.wait(HOUR_MS);
    there.whenEachListing(async () => undefined);
    await there.take(EVERYTHING);
    expect(await there.stores.inventoryWishes.list()).toEqual([]);
  });
});
