import { describe, expect, it } from "vitest";
import { tend } from "../../../lib/app/tend.ts";
import type { ActuationRequest } from "../../../lib/domain/actuation.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import { ok } from "../../../lib/domain/result.ts";
import { memoryStores } from "../../../lib/sim/memory/memory-stores.ts";
import { tripped } from "../../contract/samples.ts";
import { aPolicy, NOW_MS } from "../../support/builders.ts";
import { scriptedMetrics } from "../../support/scripted-metrics.ts";
import { silentLog } from "../../support/silent-log.ts";

const MEMBER = "222222222222/eu-west-1";

/** A target with one tripped breaker, of which nothing else is known any more. */
async function heldTarget(ask: () => Promise<void> = async () => undefined) {
  const stores = memoryStores();
  await stores.breakers.save({ functionName: "checkout", state: tripped, version: 0 });
  const asked: ActuationRequest["kind"][] = [];
  const metrics = scriptedMetrics(() => 0);
  const actuator = {
    async ask({ kind, functionName }: ActuationRequest) {
      asked.push(kind);
      await ask();
      return ok({ functionName, state: tripped, settled: true, reason: "a flood" });
    },
  };
  const deps = {
    ...stores,
    ...{ clock: () => NOW_MS, log: silentLog(), metrics, actuator, policy: aPolicy() },
    ...({ ownNamePrefix: "overcurrent-", targetId: MEMBER } as const),
  };
  return { asked, metrics, stores, tend: () => tend(deps) };
}

describe("tending a target that the policy no longer names", () => {
  it("looks after its breakers, opens no incident, and notes that it was seen", async () => {
    const target = await heldTarget();
    expect(await target.tend()).toMatchObject([{ functionName: "checkout" }]);
    expect(target.asked).toHaveLength(1);
    expect(await target.stores.incidents.listOpen()).toEqual([]);
    expect(await target.stores.targets.find(MEMBER)).toEqual({
      targetId: MEMBER,
      lastTriedMs: NOW_MS,
      lastGoodReadMs: NOW_MS,
    });
  });

  it("notes that it could not look, and tends all the same", async () => {
    const target = await heldTarget();
    target.metrics.goDown();
    await target.tend();
    const record = await target.stores.targets.find(MEMBER);
    expect(record?.problem).toContain("InternalServiceFault");
    expect(record).not.toHaveProperty("lastGoodReadMs");
  });

  it("notes that its role to act is gone", async () => {
    const target = await heldTarget(() =>
      Promise.reject(new CloudCallError("sts:AssumeRole", false, "AccessDenied")),
    );
    await target.tend();
    expect(await target.stores.targets.find(MEMBER)).toMatchObject({
      problem: "sts:AssumeRole failed: AccessDenied",
    });
  });
});
