import { describe, expect, it } from "vitest";
import type { ActuationRequest } from "../../../../lib/domain/actuation.ts";
import type { Plan } from "../../../../lib/domain/plan.ts";
import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import { anIncident, aPolicy, NOW_MS } from "../../../support/builders.ts";
import { ALICE, releaseOrder, type Stage, stage, tripOrder } from "../../../support/builders-actuate.ts";
import { CONCURRENCY, reserved } from "../../../support/fake-control.ts";

const { changes, grade } = tripOrder();
const question: Plan = {
  kind: "ask",
  grade,
  changes,
  reason: "a flood",
  deadlineMs: NOW_MS + 15 * MINUTE_MS,
  otherwise: "alert",
};
const answer = (kind: "operator-approve" | "operator-reject"): ActuationRequest => ({
  ...releaseOrder,
  kind,
});

async function asked(plan: Plan = question): Promise<Stage> {
  const on = await stage({ policy: aPolicy({ mode: "approve" }) });
  const open = await on.deps.incidents.findOpen("checkout");
  await on.deps.incidents.save({ ...anIncident(), ...open, plan, approval: { askedAtMs: NOW_MS } });
  return on;
}
const incidentOf = ({ deps }: Stage) => deps.incidents.findOpen("checkout");

describe("a question of the guard", () => {
  it("keeps it from acting until it is answered", async () => {
    const on = await asked();
    expect(await on.ask(tripOrder())).toMatchObject({ ok: false, error: { kind: "exempt" } });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
  });

  it("that is approved stops the function at once, with the prior state on record", async () => {
    const on = await asked();
    expect(await on.ask(answer("operator-approve"))).toMatchObject({
      ok: true,
      value: { state: { kind: "tripped", brakes: [{ prior: reserved("unreserved") }] } },
    });
    expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
    expect(await incidentOf(on)).toMatchObject({ approval: { answer: { decision: "approved", by: ALICE } } });
  });

  it("that is approved twice stops it once", async () => {
    const on = await asked();
    await on.ask(answer("operator-approve"));
    expect(await on.ask(answer("operator-approve"))).toMatchObject({ ok: true });
    expect(on.control.trail).toHaveLength(1);
  });

  it("that is rejected leaves the function alone for this incident", async () => {
    const on = await asked();
    expect(await on.ask(answer("operator-reject"))).toMatchObject({ ok: true });
    expect(await on.ask(tripOrder())).toMatchObject({ ok: false, error: { kind: "stood-down", by: ALICE } });
    expect(await on.ask(answer("operator-approve"))).toMatchObject({
      ok: false,
      error: { kind: "stood-down", by: ALICE },
    });
    expect(on.control.trail).toEqual([]);
  });

  it("cannot be answered before it was asked", async () => {
    const on = await stage({ policy: aPolicy({ mode: "approve" }) });
    expect(await on.ask(answer("operator-approve"))).toMatchObject({
      ok: false,
      error: { kind: "nothing-to-do" },
    });
  });

  it("says what else can be done when the time to answer is over", async () => {
    const on = await asked({ kind: "alert", reason: "nobody answered" });
    expect(await on.ask(answer("operator-approve"))).toMatchObject({
      ok: false,
      error: { kind: "nothing-to-do", why: expect.stringContaining("kill stops it") },
    });
  });

  it("cannot be answered for a function that does not exist", async () => {
    const on = await asked();
    expect(await on.ask({ ...answer("operator-approve"), functionName: "chekout" })).toMatchObject({
      error: { kind: "unknown-function" },
    });
  });

  it("that nobody answers leads to the stated default", async () => {
    const afterDeadline = async (otherwise: "act" | "alert") => {
      const on = await stage({
        policy: aPolicy({ mode: "approve", approval: { withinMinutes: 15, otherwise } }),
      });
      const open = await incidentOf(on);
      await on.deps.incidents.save({
        ...anIncident(),
        ...open,
        plan: question,
        approval: { askedAtMs: NOW_MS },
      });
      on.later(15);
      return (await on.ask(tripOrder())).ok;
    };
    expect(await afterDeadline("act")).toBe(true);
    expect(await afterDeadline("alert")).toBe(false);
  });
});
