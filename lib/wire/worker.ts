import { inventoryInTurn } from "../app/inventory-in-turn.ts";
import { learn } from "../app/learn.ts";
import { probe } from "../app/probe.ts";
import { tend } from "../app/tend.ts";
import { tick } from "../app/tick.ts";
import type { TargetJobs, WorkDeps } from "../app/work.ts";
import type { InventoryOrder } from "../domain/inventory-order.ts";
import { type Target, targetId } from "../domain/target.ts";
import { atTarget } from "./at-target.ts";
import { wireInventory } from "./inventory.ts";
import { wireLearn } from "./learn.ts";
import { perTarget } from "./per-target.ts";
import { wireProbe } from "./probe.ts";
import type { Surroundings } from "./surroundings.ts";
import { wireWatch } from "./watch.ts";

export function wireWorker(home: Surroundings): WorkDeps {
  const jobs = perTarget((target) => jobsAt(home, target));
  return {
    clock: home.clock,
    log: home.log,
    targets: home.stores.targets,
    jobsAt: jobs.at,
    beginAnewAt: jobs.forget,
  };
}

function jobsAt(home: Surroundings, target: Target): TargetJobs {
  const there = atTarget(home, target, "read");
  const inventory = wireInventory(there);
  const probing = wireProbe(there);
  const learning = wireLearn(there);
  const watching = {
    ...wireWatch(there),
    targetId: targetId(target),
    targets: home.stores.targets,
    // The worker has the time that a tick at home has not, and the rights to ask.
    inventoryBell: { ring: async (order: InventoryOrder) => void (await inventoryInTurn(inventory, order)) },
  };
  return {
    watch: (moneyShare) => tick({ ...watching, moneyShare }),
    probe: () => probe(probing),
    tend: () => tend({ ...probing, targetId: targetId(target), targets: home.stores.targets }),
    takeInventory: () => inventoryInTurn(inventory, { of: "everything" }),
    learn: (moneyShare) => learn({ ...learning, moneyShare }),
  };
}
