import { describe, expect, it } from "vitest";
import type { Plan } from "../../../lib/domain/plan.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { planOnRecord } from "../../../lib/policy/plan-on-record.ts";
import { NOW_MS } from "../../support/builders.ts";

const brake = { grade: "full", changes: [], reason: "a flood" } as const;
const wouldAct: Plan = { kind: "would-act", ...brake };
const ask: Plan = { kind: "ask", ...brake, deadlineMs: NOW_MS + MINUTE_MS, otherwise: "alert" };
const alert: Plan = { kind: "alert", reason: "one signal alone is not enough to act on" };
const none: Plan = { kind: "none", reason: "the function is already tripped" };
const answered = {
  askedAtMs: NOW_MS,
  answer: {
    decision: "rejected",
    by: { kind: "person", name: "alice" },
    atMs: NOW_MS,
    reason: "no",
  },
} as const;

describe("the plan on record", () => {
  it.each<[string, Plan, Plan]>([
    ["nothing more to do", none, wouldAct],
    ["nothing more to do about what is asked", none, ask],
    ["fewer signals than when it would have acted", alert, wouldAct],
    ["fewer signals while somebody is asked", alert, ask],
  ])("stays what it was when the new one says %s", (_name, plan, before) => {
    expect(planOnRecord(plan, { plan: before }, NOW_MS)).toBe(before);
  });

  it.each<[string, Plan, Plan]>([
    ["it would act now", wouldAct, alert],
    ["somebody is asked now", ask, wouldAct],
    ["it cannot act after all", alert, { kind: "act", ...brake }],
    ["the first look finds nothing to do", none, { kind: "none", reason: "not decided yet" }],
  ])("is the new one when %s", (_name, plan, before) => {
    expect(planOnRecord(plan, { plan: before }, NOW_MS)).toBe(plan);
  });

  it("is the new one when a question is over", () => {
    expect(planOnRecord(alert, { plan: ask }, NOW_MS + MINUTE_MS)).toBe(alert);
    expect(planOnRecord(alert, { plan: ask, approval: answered }, NOW_MS)).toBe(alert);
  });
});
