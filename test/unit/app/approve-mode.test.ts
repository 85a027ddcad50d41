import { describe, expect, it } from "vitest";
import type { Operator } from "../../../lib/domain/operator.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { reserved } from "../../support/fake-control.ts";
import { CAP, FLOOD_BEGINS_MS, type FloodStage, floodOn, floodStage } from "../../support/flood.ts";

const MARIA: Operator = { kind: "person", name: "maria" };
const approve = (otherwise: "act" | "alert") =>
  ["mode: approve", `approval: { withinMinutes: 20, otherwise: ${otherwise} }`].join("\n");

async function asked(otherwise: "act" | "alert" = "alert"): Promise<FloodStage> {
  const stage = await floodStage(floodOn, approve(otherwise));
  await stage.playTo(FLOOD_BEGINS_MS + 6 * MINUTE_MS);
  return stage;
}
const answer = (stage: FloodStage, verb: "approve" | "reject") =>
  stage.guard.order({ verb, functionName: "checkout", reason: "looked at it", by: MARIA });
const incidentOf = async ({ guard }: FloodStage) => (await guard.stores.incidents.listOpen())[0];
const subjectsOf = ({ guard }: FloodStage) => guard.received.map(({ subject }) => subject);
const HALF_AN_HOUR_LATER_MS = FLOOD_BEGINS_MS + 36 * MINUTE_MS;

describe("approve mode", () => {
  it("asks at once and once, with both answers as commands and with what happens without one", async () => {
    const stage = await asked();
    expect(subjectsOf(stage)).toEqual([
      expect.stringContaining("[Overcurrent] MAY I STOP checkout: a flood of calls"),
    ]);
    const text = stage.guard.received[0]?.text ?? "";
    expect(text).toMatch(/^ {2}overcurrent approve checkout --reason "\.\.\."$/m);
    expect(text).toMatch(/^ {2}overcurrent reject checkout --reason "\.\.\."$/m);
    const incident = await incidentOf(stage);
    const deadline = new Date((incident?.approval?.askedAtMs ?? 0) + 20 * MINUTE_MS);
    expect(text).toContain(
      `If nobody answers by ${deadline.toISOString().slice(11, 16)} UTC, the guard does`,
    );
    expect(stage.control.trail).toEqual([]);
  });

  it("keeps the time of the question from tick to tick, and has it in the ledger once", async () => {
    const stage = await asked();
    const first = await incidentOf(stage);
    await stage.playTo(FLOOD_BEGINS_MS + 12 * MINUTE_MS);
    const later = await incidentOf(stage);
    expect(later?.approval).toEqual(first?.approval);
    expect(later?.plan).toMatchObject({
      kind: "ask",
      deadlineMs: (first?.approval?.askedAtMs ?? 0) + 20 * MINUTE_MS,
    });
    const entries = await stage.guard.stores.ledger.list("checkout", 50);
    expect(entries.filter(({ event }) => event === "plan.decided")).toHaveLength(1);
  });

  it("trips when somebody approves, and tells who did", async () => {
    const stage = await asked();
    expect((await answer(stage, "approve")).ok).toBe(true);
    expect(stage.concurrency("checkout")).toEqual(CAP);
    await stage.playTo(FLOOD_BEGINS_MS + 8 * MINUTE_MS);
    expect(subjectsOf(stage)[1]).toContain("CAPPED checkout");
    expect(stage.guard.received[1]?.text.replace(/\s+/g, " ")).toContain("approved by maria: looked at it");
  });

  it("leaves the function alone after a rejection, and sends no mail about it", async () => {
    const stage = await asked("act");
    await answer(stage, "reject");
    await stage.playTo(HALF_AN_HOUR_LATER_MS);
    expect(stage.control.trail).toEqual([]);
    expect(subjectsOf(stage)).toHaveLength(1);
    expect(await incidentOf(stage)).toMatchObject({
      plan: { kind: "alert", reason: expect.stringContaining("maria told the guard") },
    });
  });

  it("acts when nobody answers and the policy says act, and says that nobody answered", async () => {
    const stage = await asked("act");
    await stage.playTo(HALF_AN_HOUR_LATER_MS);
    expect(stage.concurrency("checkout")).not.toEqual(reserved("unreserved"));
    expect(subjectsOf(stage)[1]).toContain("CAPPED checkout");
    expect(stage.guard.received[1]?.text.replace(/\s+/g, " ")).toContain("nobody answered by");
  });

  it("leaves it at one more alert when nobody answers and the policy says alert", async () => {
    const stage = await asked("alert");
    await stage.playTo(HALF_AN_HOUR_LATER_MS);
    expect(stage.control.trail).toEqual([]);
    expect(subjectsOf(stage).slice(1)).toEqual([expect.stringContaining("NOT STOPPED checkout")]);
    expect(stage.guard.received[1]?.text.replace(/\s+/g, " ")).toContain("nobody answered by");
  });

  it("counts what the brake would have spared for as long as the question is open", async () => {
    const stage = await asked();
    const open = await incidentOf(stage);
    expect(open?.wouldHave?.savedUsd).toBeGreaterThan(0);
    await answer(stage, "reject");
    await stage.playTo(HALF_AN_HOUR_LATER_MS);
    expect((await incidentOf(stage))?.wouldHave).toEqual(open?.wouldHave);
  });
});
