import { describe, expect, it } from "vitest";
import { actuate } from "../../../lib/app/actuate/actuate.ts";
import { operatorCommands } from "../../../lib/app/operator-commands.ts";
import type { OperatorOrder, OrderVerb } from "../../../lib/app/operator-order.ts";
import { NO_USAGE } from "../../../lib/domain/guard-usage.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { memoryStores } from "../../../lib/sim/memory/memory-stores.ts";
import { aBaseline, aCatalogue, anIncident, aPolicy, aProfile, NOW_MS } from "../../support/builders.ts";
import { ALICE, stage, tripOrder } from "../../support/builders-actuate.ts";
import { CONCURRENCY, reserved } from "../../support/fake-control.ts";

async function office(policy = aPolicy()) {
  const on = await stage({ policy });
  const { outbox } = memoryStores();
  const commands = operatorCommands({
    ...on.deps,
    outbox,
    actuator: { ask: (request) => actuate(on.deps, request) },
  });
  const order = (verb: OrderVerb, changes: Partial<OperatorOrder> = {}) =>
    commands.order({ verb, functionName: "checkout", reason: "because", by: ALICE, ...changes });
  const expiresAfterMs = async () => {
    const { state } = await on.deps.breakers.load("checkout");
    return state.kind === "armed" ? undefined : state.expiresAtMs - NOW_MS;
  };
  const ask = async () => {
    const incident = await on.deps.incidents.findOpen("checkout");
    if (incident === undefined) throw new Error("the stage has an open incident");
    const { changes } = tripOrder();
    await on.deps.incidents.save({
      ...incident,
      approval: { askedAtMs: NOW_MS },
      plan: {
        kind: "ask",
        grade: "full",
        changes,
        reason: "a flood",
        deadlineMs: NOW_MS + 15 * MINUTE_MS,
        otherwise: "alert",
      },
    });
  };
  return { on, commands, order, outbox, expiresAfterMs, ask };
}

describe("status", () => {
  it("is honest about an account that nobody has looked at yet", async () => {
    const commands = operatorCommands({
      ...memoryStores(),
      clock: () => NOW_MS,
      policy: aPolicy(),
      ownNamePrefix: "overcurrent-",
      actuator: { ask: () => Promise.reject(new Error("nobody asked")) },
    });
    expect(await commands.status()).toEqual({
      atMs: NOW_MS,
      mode: "observe",
      functions: 0,
      baselines: 0,
      breakers: [],
      lossClocks: [],
      openIncidents: [],
      unanswered: [],
      unsentAlerts: 0,
      bill: expect.objectContaining({ billedUsd: 0, limitUsd: 5, services: [], parts: [] }),
    });
  });

  it("tells what the guard itself has cost this month, against the owner's limit", async () => {
    const { usage, ...stores } = memoryStores();
    // 123,000 metrics at $0.01 per thousand.
    await usage.add("watch", { ...NO_USAGE, getMetricDataMetrics: 123_000 }, NOW_MS);
    const commands = operatorCommands({
      ...stores,
      usage,
      clock: () => NOW_MS,
      policy: aPolicy({ guardBill: { limitUsdPerMonth: 20, freeCloudWatchRequests: 0 } }),
      ownNamePrefix: "overcurrent-",
      actuator: { ask: () => Promise.reject(new Error("nobody asked")) },
    });
    expect((await commands.status()).bill).toMatchObject({
      billedUsd: expect.closeTo(1.23, 9),
      limitUsd: 20,
      services: [{ item: "GetMetricData", billedUsd: expect.closeTo(1.23, 9) }],
      parts: [{ part: "watch", billedUsd: expect.closeTo(1.23, 9) }],
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

  it("names the functions that nothing protects", async () => {
    const { on, commands } = await office();
    expect((await commands.status()).unprotected).toEqual([]);
    const signIn = aProfile({
      functionName: "sign-in",
      triggers: [{ kind: "cognito", sourceArn: "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/p" }],
    });
    await on.deps.catalogue.save(aCatalogue([aProfile(), signIn]));
    expect((await commands.status()).unprotected).toEqual(["sign-in"]);
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

describe("plan", () => {
  it("shows all functions, or those that fit a name or a glob", async () => {
    const { on, commands } = await office();
    await on.deps.catalogue.save(aCatalogue([aProfile({ functionName: "cart" }), aProfile()]));
    const names = async (glob: string) =>
      (await commands.plan(glob)).functions.map(({ functionName }) => functionName);
    expect(await names("*")).toEqual(["cart", "checkout"]);
    expect(await names("check*")).toEqual(["checkout"]);
    expect(await names("cart")).toEqual(["cart"]);
    expect(await names("nobody")).toEqual([]);
  });

  it("says so when there was no inventory yet", async () => {
    const commands = operatorCommands({
      ...memoryStores(),
      clock: () => NOW_MS,
      policy: aPolicy(),
      ownNamePrefix: "overcurrent-",
      actuator: { ask: () => Promise.reject(new Error("nobody asked")) },
    });
    expect(await commands.plan("*")).toEqual({ atMs: NOW_MS, mode: "observe", functions: [] });
  });
});

describe("savings", () => {
  it("adds up what was not stopped in the days asked for, and shows what was", async () => {
    const { on, commands, order } = await office();
    const wouldHave = { savedUsd: 12, refusedCalls: 30 };
    const daysAgo = (days: number) => NOW_MS - days * 24 * HOUR_MS;
    for (const days of [2, 20]) {
      const functionName = `cart-${days}`;
      const incident = await on.deps.incidents.save(anIncident({ functionName, incidentId: functionName }));
      await on.deps.incidents.save({
        ...incident,
        status: "resolved",
        resolvedAtMs: daysAgo(days),
        wouldHave: { ...wouldHave, sinceMs: daysAgo(days) - HOUR_MS, untilMs: daysAgo(days) },
      });
    }
    await order("kill");
    const week = await commands.savings(7);
    expect(week).toMatchObject({
      savedUsd: 12,
      refusedCalls: 30,
      days: 7,
      fromMs: daysAgo(7),
      untilMs: NOW_MS,
    });
    expect(week.wouldHave.map(({ functionName }) => functionName)).toEqual(["cart-2"]);
    expect(week.trips).toMatchObject([{ functionName: "checkout", by: ALICE, reason: "because" }]);
    expect(await commands.savings(30)).toMatchObject({ savedUsd: 24, refusedCalls: 60 });
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

  it("exempts for a week unless the person says otherwise, and puts everything back first", async () => {
    const { on, order, expiresAfterMs } = await office();
    await order("kill");
    await order("exempt");
    await on.ask({ kind: "converge", functionName: "checkout" });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect(await expiresAfterMs()).toBe(7 * 24 * HOUR_MS);
    expect((await on.deps.breakers.load("checkout")).state).toMatchObject({ kind: "held", brakes: [] });
  });

  it("puts back what somebody changed since the trip only when it is forced", async () => {
    const { on, order } = await office();
    await order("kill");
    await on.control.write(CONCURRENCY, reserved(40));
    expect(await order("restore")).toMatchObject({ ok: false, error: { kind: "drifted" } });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(40));
    expect(await order("restore", { force: true })).toMatchObject({ ok: true });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
  });

  it("answers what the guard asked: a yes trips it, a no keeps the guard off", async () => {
    const yes = await office(aPolicy({ mode: "approve" }));
    await yes.ask();
    expect(await yes.order("approve")).toMatchObject({ ok: true });
    expect(yes.on.control.value(CONCURRENCY)).toEqual(reserved(0));
    expect(await yes.order("approve")).toMatchObject({ ok: true });
    const no = await office(aPolicy({ mode: "approve" }));
    await no.ask();
    expect(await no.order("reject")).toMatchObject({ ok: true });
    expect(no.on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect((await no.on.deps.incidents.findOpen("checkout"))?.standDown).toMatchObject({ by: ALICE });
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
