import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { NOW_MS } from "../../support/builders.ts";
import { CONCURRENCY, fakeControl, reserved } from "../../support/fake-control.ts";
import { CAP, FLOOD, FLOOD_BEGINS_MS, floodOn, floodStage, USUAL } from "../../support/flood.ts";
import { type Guard, guardOver } from "../../support/guard.ts";
import { type Script, scriptedMetrics } from "../../support/scripted-metrics.ts";

const incidentsOf = ({ stores }: Guard) => stores.incidents.listOpen();

describe("watch", () => {
  it("leaves a function alone that does what it always does, and reads it for nothing", async () => {
    const { guard, metrics, control, playTo } = await floodStage(floodOn);
    await playTo(FLOOD_BEGINS_MS);
    expect(await incidentsOf(guard)).toEqual([]);
    expect(control.trail).toEqual([]);
    expect(metrics.asked).toHaveLength(10);
    expect(metrics.paid).toEqual([]);
  });

  it("caps a flood on a synchronous function at what it needs in a busy minute, and tells its owner once", async () => {
    const { guard, control, playTo } = await floodStage(floodOn);
    await playTo(FLOOD_BEGINS_MS + 5 * MINUTE_MS);
    expect(control.value(CONCURRENCY)).toEqual(CAP);
    expect(await incidentsOf(guard)).toMatchObject([{ functionName: "checkout", status: "mitigated" }]);
    expect(guard.received.map(({ subject }) => subject)).toEqual([
      expect.stringContaining("[Overcurrent] CAPPED checkout: a flood of calls"),
    ]);
  });

  it("only tells what it would have done in observe mode", async () => {
    const { guard, control, playTo } = await floodStage(floodOn, "mode: observe");
    await playTo(FLOOD_BEGINS_MS + 5 * MINUTE_MS);
    expect(control.trail).toEqual([]);
    expect(await incidentsOf(guard)).toMatchObject([{ status: "open", plan: { kind: "would-act" } }]);
    expect(guard.received).toHaveLength(1);
    expect(guard.received[0]?.text).toContain("cap it at reserved concurrency 4; reserved concurrency 0 if");
  });

  it("sends no second mail when a flood that it would have stopped loses its second witness", async () => {
    const calmsDownMs = FLOOD_BEGINS_MS + 6 * MINUTE_MS;
    const script: Script = (functionName, measurement, minuteMs) =>
      measurement === "maxConcurrency" && minuteMs >= calmsDownMs
        ? 3
        : floodOn(functionName, measurement, minuteMs);
    const { guard, playTo } = await floodStage(script, "mode: observe");
    await playTo(calmsDownMs + 15 * MINUTE_MS);
    expect(guard.received).toHaveLength(1);
    expect(await incidentsOf(guard)).toMatchObject([{ plan: { kind: "would-act" } }]);
  });

  it("keeps a declared launch on record, and neither stops it nor tells anybody", async () => {
    const launch = [
      "mode: enforce",
      'planned: [{ name: launch, match: { name: "check*" }, because: the new shop, upToTimes: 600,',
      "  from: 2026-11-22T00:00:00Z, until: 2026-11-22T12:00:00Z }]",
    ].join("\n");
    // Five hundred times the usual, where the flood is a thousand.
    const halfTheFlood: Script = (_function, measurement, minuteMs) =>
      minuteMs < FLOOD_BEGINS_MS ? (USUAL[measurement] ?? 0) : (FLOOD[measurement] ?? 0) / 2;
    const { guard, control, playTo } = await floodStage(halfTheFlood, launch);
    await playTo(FLOOD_BEGINS_MS + 15 * MINUTE_MS);
    expect(control.trail).toEqual([]);
    expect(guard.received).toEqual([]);
    expect(await incidentsOf(guard)).toMatchObject([
      {
        status: "open",
        plan: { kind: "none", reason: expect.stringContaining("plan launch (the new shop") },
      },
    ]);
  });

  it("changes nothing twice when two ticks run at once", async () => {
    const { guard, control, playTo, tickAt } = await floodStage(floodOn);
    await playTo(FLOOD_BEGINS_MS);
    const atMs = FLOOD_BEGINS_MS + 4 * MINUTE_MS;
    await Promise.all([tickAt(atMs), tickAt(atMs), tickAt(atMs)]);
    await tickAt(atMs + MINUTE_MS);
    expect(control.trail).toEqual([{ setting: CONCURRENCY, value: CAP }]);
    expect(await incidentsOf(guard)).toHaveLength(1);
    expect(new Set(guard.received.map(({ alertId }) => alertId)).size).toBe(1);
  });

  it("tries again every minute when the one function that may act cannot be reached, and says so", async () => {
    const { guard, control, playTo, tickAt } = await floodStage(floodOn);
    guard.cutOffActuate = true;
    await playTo(FLOOD_BEGINS_MS + 5 * MINUTE_MS);
    expect(control.trail).toEqual([]);
    expect(guard.received.map(({ text }) => text).join()).toContain("The brake could not be reached");
    guard.cutOffActuate = false;
    await tickAt(FLOOD_BEGINS_MS + 6 * MINUTE_MS);
    expect(control.value(CONCURRENCY)).toEqual(CAP);
  });

  it("concludes nothing about a function whose metrics it could not read", async () => {
    const { guard, control, tickAt } = await floodStage((name, measurement, minuteMs) =>
      name === "checkout" ? "unread" : floodOn(name, measurement, minuteMs),
    );
    const { report } = await tickAt(FLOOD_BEGINS_MS + 5 * MINUTE_MS);
    expect(report.blind).toEqual(["checkout"]);
    expect(control.trail).toEqual([]);
    expect(await incidentsOf(guard)).toEqual([]);
  });

  it("alerts but does not act while the witnesses cannot be read", async () => {
    const { guard, control, playTo } = await floodStage((name, measurement, minuteMs) =>
      name === "checkout" && measurement === "maxConcurrency"
        ? "unread"
        : floodOn(name, measurement, minuteMs),
    );
    await playTo(FLOOD_BEGINS_MS + 8 * MINUTE_MS);
    expect(control.trail).toEqual([]);
    expect(await incidentsOf(guard)).toMatchObject([{ plan: { kind: "alert" } }]);
  });

  it("sends no mail about a blip of one minute", async () => {
    const { guard, playTo } = await floodStage((_name, measurement, minuteMs) =>
      minuteMs === FLOOD_BEGINS_MS && measurement !== "maxConcurrency"
        ? (FLOOD[measurement] ?? 0)
        : (USUAL[measurement] ?? 0),
    );
    await playTo(FLOOD_BEGINS_MS + 40 * MINUTE_MS);
    expect(guard.received).toEqual([]);
    expect(await incidentsOf(guard)).toEqual([]);
  });

  it("looks at every function when the account's totals cannot be read", async () => {
    const { metrics, tickAt } = await floodStage((name, measurement, minuteMs) =>
      name === undefined ? "unread" : floodOn(name, measurement, minuteMs),
    );
    const { report } = await tickAt(NOW_MS + MINUTE_MS);
    expect(report.tripwire).toContain("could not be read");
    expect(metrics.asked).toEqual([["checkout"]]);
  });

  it("says honestly that it is blind when CloudWatch is gone, and goes on at the next tick", async () => {
    const { metrics, tickAt } = await floodStage(floodOn);
    metrics.goDown();
    const { report } = await tickAt(NOW_MS + 5 * MINUTE_MS);
    expect(report.blind).toEqual(["checkout"]);
  });

  it("tells its owner once an hour that it sees nothing at all", async () => {
    const { guard, metrics, tickAt } = await floodStage(floodOn);
    metrics.goDown();
    for (let minute = 0; minute < 59; minute += 1) await tickAt(NOW_MS + minute * MINUTE_MS);
    expect(guard.received.map(({ subject }) => subject)).toEqual([
      "[Overcurrent] BLIND: none of 1 functions could be looked at",
    ]);
    expect(guard.received[0]?.text).toContain("InternalServiceFault");
    await tickAt(NOW_MS + 65 * MINUTE_MS);
    expect(guard.received).toHaveLength(2);
  });

  it("does nothing before the first inventory", async () => {
    const clock = () => NOW_MS;
    const guard = guardOver({ clock, metrics: scriptedMetrics(floodOn), control: fakeControl([]) });
    expect((await guard.tick()).report.tripwire).toContain("no inventory yet");
  });

  it("never undoes a person's restore for the same incident", async () => {
    const { guard, control, playTo } = await floodStage(floodOn);
    await playTo(FLOOD_BEGINS_MS + 5 * MINUTE_MS);
    const by = { kind: "person", name: "maria" } as const;
    await guard.order({ verb: "restore", functionName: "checkout", reason: "we sell tickets today", by });
    await playTo(FLOOD_BEGINS_MS + 90 * MINUTE_MS);
    expect(control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect(await incidentsOf(guard)).toMatchObject([{ standDown: { by, reason: "we sell tickets today" } }]);
  });

  it("resolves the incident and restores exactly when the flood is over", async () => {
    const endsMs = FLOOD_BEGINS_MS + 20 * MINUTE_MS;
    const { guard, control, playTo } = await floodStage((name, measurement, minuteMs) =>
      minuteMs >= endsMs ? (USUAL[measurement] ?? 0) : floodOn(name, measurement, minuteMs),
    );
    await playTo(endsMs + 90 * MINUTE_MS);
    expect(control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect(await incidentsOf(guard)).toEqual([]);
    expect(await guard.stores.incidents.listResolved(10)).toMatchObject([{ status: "resolved" }]);
    expect(guard.received.map(({ subject }) => subject)).toEqual([
      expect.stringContaining("CAPPED checkout"),
      expect.stringContaining("RESTORED checkout"),
    ]);
  });
});
