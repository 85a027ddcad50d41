import { describe, expect, it } from "vitest";
import { actuate } from "../../../lib/app/actuate/actuate.ts";
import { type OperatorOrder, operatorCommands } from "../../../lib/app/operator-commands.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { memoryStores } from "../../../lib/sim/memory/memory-stores.ts";
import { aBaseline, anIncident, aPolicy, NOW_MS } from "../../support/builders.ts";
import { ALICE, stage, tripOrder } from "../../support/builders-actuate.ts";
import { CONCURRENCY, reserved } from "../../support/fake-control.ts";

async function office() {
  const on = await stage({ policy: aPolicy() });
  const { outbox } = memoryStores();
  const commands = operatorCommands({
    ...on.deps,
    outbox,
    actuator: { ask: (request) => actuate(on.deps, request) },
  });
  const order = (verb: OperatorOrder["verb"], changes: Partial<OperatorOrder> = {}) =>
    commands.order({ verb, functionName: "checkout", reason: "because", by: ALICE, ...changes });
  const expiresAfterMs = async () => {
    const { state } = await on.deps.breakers.load("checkout");
    return state.kind === "armed" ? undefined : state.expiresAtMs - NOW_MS;
  };
  return { on, commands, order, outbox, expiresAfterMs };
}

describe("status", () => {
  it("is honest about an account that nobody has looked at yet", async () => {
    const commands = operatorCommands({
      ...memoryStores(),
      clock: () => NOW_MS,
      policy: aPolicy(),
      actuator: { ask: () => Promise.reject(new Error("nobody asked")) },
    });
    expect(await commands.status()).toEqual({
      atMs: NOW_MS,
      mode: "observe",
      functions: 0,
      baselines: 0,
      breakers: [],
      openIncidents: [],
      unanswered: [],
      unsentAlerts: 0,
    });
  });

  it("shows what is known, what is limited, what is open and what was not told yet", async () => {
    const { on, commands, order, outbox } = await office();
    await on.deps.baselines.save([
      aBaseline(),
      { ...aBaseline({ learnedAtMs: NOW_MS }), functionName: "cart" },
    ]);
    await outbox.put({
      alertId: "1",
      createdAtMs: NOW_MS,
      functionName: "checkout",
      severity: "critical",
      subject: "",
      text: "",
    });
    await order("kill");
    expect(await commands.status()).toMatchObject({
      functions: 1,
      catalogueTakenAtMs: NOW_MS - 10 * MINUTE_MS,
      baselines: 2,
      baselinesLearnedAtMs: NOW_MS,
      breakers: [{ functionName: "checkout", state: { kind: "held" } }],
      openIncidents: [{ incidentId: "incident-1" }],
      unsentAlerts: 1,
    });
  });

  it("does not count the account's total as a function", async () => {
    const { on, commands } = await office();
    const { functionName: _, ...total } = aBaseline();
    await on.deps.baselines.save([aBaseline(), total]);
    expect((await commands.status()).baselines).toBe(1);
  });
});

describe("incidents", () => {
  it("shows all that are open and the newest of the resolved ones", async () => {
    const { on, commands } = await office();
    for (const minutesAgo of [3, 1, 2]) {
      const functionName = `cart-${minutesAgo}`;
      const incident = await on.deps.incidents.save(anIncident({ functionName, incidentId: functionName }));
      await on.deps.incidents.save({
        ...incident,
        status: "resolved",
        resolvedAtMs: NOW_MS - minutesAgo * MINUTE_MS,
      });
    }
    const { open, resolved } = await commands.incidents(2);
    expect(open.map(({ incidentId }) => incidentId)).toEqual(["incident-1"]);
    expect(resolved.map(({ incidentId }) => incidentId)).toEqual(["cart-1", "cart-2"]);
  });
});

describe("an order", () => {
  it("kills for four hours unless the person says otherwise, less than events wait", async () => {
    const usual = await office();
    expect(await usual.order("kill")).toMatchObject({ ok: true });
    expect(usual.on.control.value(CONCURRENCY)).toEqual(reserved(0));
    expect(await usual.expiresAfterMs()).toBe(4 * HOUR_MS);
    const short = await office();
    await short.order("kill", { expiresInMinutes: 5 });
    expect(await short.expiresAfterMs()).toBe(5 * MINUTE_MS);
  });

  it("holds for a day unless the person says otherwise", async () => {
    const { order, expiresAfterMs } = await office();
    await order("hold");
    expect(await expiresAfterMs()).toBe(24 * HOUR_MS);
  });

  it("releases and restores", async () => {
    const { on, order } = await office();
    await order("kill");
    expect(await order("release")).toMatchObject({ value: { state: { kind: "tripped" } } });
    expect(await order("restore")).toMatchObject({ value: { state: { kind: "armed" } } });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect(await on.ask(tripOrder())).toMatchObject({ ok: false });
  });

  it.each([4, 10_081, Number.NaN])(
    "that would last %d minutes is not passed on",
    async (expiresInMinutes) => {
      const { order, expiresAfterMs } = await office();
      await expect(order("kill", { expiresInMinutes })).rejects.toThrow(
        "expiresInMinutes must be 5 to 10080",
      );
      expect(await expiresAfterMs()).toBeUndefined();
    },
  );
});
