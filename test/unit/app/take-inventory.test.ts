import { describe, expect, it } from "vitest";
import { takeInventory } from "../../../lib/app/take-inventory.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import type { InventoryOrder } from "../../../lib/domain/inventory-order.ts";
import { type Clock, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../lib/domain/time.ts";
import { catalogueObjection } from "../../../lib/policy/catalogue-objection.ts";
import type { FunctionDirectory } from "../../../lib/ports/function-directory.ts";
import { memoryStores } from "../../../lib/sim/memory/memory-stores.ts";
import { aDirectory } from "../../support/a-directory.ts";
import { aCatalogue, anIncident, aProfile, NOW_MS } from "../../support/builders.ts";
import { silentLog } from "../../support/silent-log.ts";

/** Takes the inventory of this directory into stores of its own. */
function inventoryOver(directory: FunctionDirectory, clock: Clock = () => NOW_MS) {
  const stores = memoryStores();
  const deps = { ...stores, clock, log: silentLog(), directory };
  return { stores, takeInventory: (order?: InventoryOrder) => takeInventory(deps, order) };
}

const unanswered = [
  { functionName: "checkout", operation: "lambda:GetPolicy", reason: "AccessDeniedException" },
];
const describedNow = (functionName: string) => aProfile({ functionName, describedAtMs: NOW_MS });

describe("taking inventory", () => {
  it("replaces the catalogue and says what it could not ask", async () => {
    const account = aCatalogue([describedNow("checkout"), describedNow("search")], {
      unanswered,
      takenAtMs: NOW_MS,
    });
    const guard = inventoryOver(aDirectory(() => account));
    expect(await guard.takeInventory()).toEqual({ functions: 2, described: 2, undescribed: 0, unanswered });
    expect(await guard.stores.catalogue.load()).toEqual(account);
  });

  it("keeps the old catalogue when the functions cannot be listed, and fails loudly", async () => {
    const guard = inventoryOver(
      aDirectory(() => {
        throw new CloudCallError("lambda:ListFunctions", false, "AccessDeniedException");
      }),
    );
    await guard.stores.catalogue.save(aCatalogue());
    await expect(guard.takeInventory()).rejects.toThrow(CloudCallError);
    expect(await guard.stores.catalogue.load()).toEqual(aCatalogue());
  });

  it("describes just the functions that it is asked for, without a listing", async () => {
    const account = aCatalogue([aProfile({ reservedConcurrency: 5 }), aProfile({ functionName: "search" })]);
    const directory = aDirectory(
      () => account,
      () => NOW_MS,
    );
    const unlistable = { ...directory, listFunctions: () => Promise.reject(new Error("nobody should list")) };
    const guard = inventoryOver(unlistable);
    const old = { describedAtMs: NOW_MS - 5 * HOUR_MS };
    await guard.stores.catalogue.save(
      aCatalogue([aProfile(old), aProfile({ ...old, functionName: "search" })]),
    );
    await guard.takeInventory({ of: "functions", functionNames: ["checkout", "unheard-of"] });
    expect((await guard.stores.catalogue.load())?.functions).toEqual([
      aProfile({ describedAtMs: NOW_MS, reservedConcurrency: 5 }),
      aProfile({ ...old, functionName: "search" }),
    ]);
  });
});

/** A fleet of which one in a thousand ms can be asked about; time passes meanwhile. */
function largeFleet(size: number) {
  const names = Array.from({ length: size }, (_, index) => `f-${String(index).padStart(5, "0")}`);
  let functions: readonly FunctionProfile[] = names.map((functionName) => aProfile({ functionName }));
  let nowMs = NOW_MS;
  const directory = aDirectory(
    () => aCatalogue(functions, { takenAtMs: nowMs }),
    () => {
      nowMs += SECOND_MS;
      return nowMs;
    },
  );
  const guard = inventoryOver(directory, () => nowMs);
  return {
    guard,
    now: () => nowMs,
    waitUntil(atMs: number) {
      nowMs = Math.max(nowMs, atMs);
    },
    change(functionName: string, changes: Partial<FunctionProfile>) {
      functions = functions.map((each) =>
        each.functionName === functionName ? { ...each, ...changes } : each,
      );
    },
    add(functionName: string) {
      functions = [...functions, aProfile({ functionName, lastModifiedMs: nowMs })];
    },
    async find(functionName: string): Promise<FunctionProfile> {
      const stored = await guard.stores.catalogue.load();
      const profile = stored?.functions.find((each) => each.functionName === functionName);
      if (profile === undefined) throw new Error(`${functionName} is not in the catalogue`);
      return profile;
    },
  };
}

describe("the inventory of 400 functions", () => {
  it("asks about them in turns once it knows them all, since a run that waits is billed", async () => {
    const fleet = largeFleet(400);
    expect(await fleet.guard.takeInventory()).toMatchObject({ described: 400, undescribed: 0 });
    const oldest = async (): Promise<number> => {
      const stored = await fleet.guard.stores.catalogue.load();
      return Math.min(...(stored?.functions.map(({ describedAtMs }) => Number(describedAtMs)) ?? []));
    };
    for (let hour = 1; hour <= 3; hour += 1) {
      fleet.waitUntil(NOW_MS + hour * HOUR_MS);
      expect(await fleet.guard.takeInventory()).toMatchObject({ functions: 400, described: 150 });
    }
    expect(await oldest()).toBeGreaterThanOrEqual(NOW_MS + HOUR_MS);
  });
});

describe("the inventory of 3,000 functions", () => {
  it("lists all of them, describes what it has the time for, and goes on in the next hours", async () => {
    const fleet = largeFleet(3_000);
    // One a second for ten minutes.
    expect(await fleet.guard.takeInventory()).toMatchObject({
      functions: 3_000,
      described: 598,
      undescribed: 2_402,
    });
    expect(fleet.now() - NOW_MS).toBeLessThanOrEqual(10 * MINUTE_MS);
    let runs = 1;
    for (let undescribed = 2_402; undescribed > 0; runs += 1) {
      fleet.waitUntil(NOW_MS + runs * HOUR_MS);
      undescribed = (await fleet.guard.takeInventory()).undescribed;
    }
    expect(runs).toBe(6);
  });

  it("watches what is only listed, and does not act on it", async () => {
    const fleet = largeFleet(3_000);
    await fleet.guard.takeInventory();
    const catalogue = await fleet.guard.stores.catalogue.load();
    const objectionTo = async (name: string) =>
      catalogue && catalogueObjection(catalogue, await fleet.find(name), fleet.now());
    expect(await fleet.find("f-02999")).toMatchObject({ memoryMb: 1024, describedAtMs: "never" });
    expect(await objectionTo("f-02999")).toContain("not described it yet");
    expect(await objectionTo("f-00000")).toBeUndefined();
  });

  it("asks first about suspects, then about what is new or was deployed since", async () => {
    const fleet = largeFleet(3_000);
    await fleet.guard.takeInventory();
    await fleet.guard.stores.incidents.save(anIncident({ functionName: "f-02000" }));
    // Before the other was made.
    const deployed = { revisionId: "second", lastModifiedMs: NOW_MS + MINUTE_MS };
    fleet.change("f-00001", { ...deployed, reservedConcurrency: 3 });
    fleet.add("f-99999");
    fleet.waitUntil(NOW_MS + HOUR_MS);
    await fleet.guard.takeInventory({ of: "news" });
    expect((await fleet.find("f-02000")).describedAtMs).toBe(NOW_MS + HOUR_MS + SECOND_MS);
    expect(await fleet.find("f-00001")).toMatchObject({
      describedAtMs: NOW_MS + HOUR_MS + 3 * SECOND_MS,
      reservedConcurrency: 3,
    });
    expect((await fleet.find("f-99999")).describedAtMs).toBe(NOW_MS + HOUR_MS + 2 * SECOND_MS);
    // What was described before and is as it was waits for its turn.
    expect((await fleet.find("f-00000")).describedAtMs).toBe(NOW_MS + SECOND_MS);
  });

  it("keeps what another run has found meanwhile", async () => {
    const fleet = largeFleet(3_000);
    await fleet.guard.takeInventory();
    fleet.waitUntil(NOW_MS + 5 * HOUR_MS);
    fleet.change("f-00000", { reservedConcurrency: 4 });
    await Promise.all([
      fleet.guard.takeInventory(),
      fleet.guard.takeInventory({ of: "functions", functionNames: ["f-00000"] }),
    ]);
    expect(await fleet.find("f-00000")).toMatchObject({ reservedConcurrency: 4 });
    expect((await fleet.find("f-00000")).describedAtMs).toBeGreaterThan(NOW_MS + 5 * HOUR_MS);
    expect((await fleet.find("f-00700")).describedAtMs).toBeGreaterThan(NOW_MS + 5 * HOUR_MS);
  });
});
