import { describe, expect, it } from "vitest";
import { run } from "./fake-io.ts";
import { plan, sharePreview, shipmentSync } from "./fake-reports.ts";

const answering = (functions = plan.functions) => ({
  answers: {
    "GET /plan": { status: 200, body: { ...plan, functions } },
    "GET /plan?function=share-preview": { status: 200, body: { ...plan, functions: [sharePreview] } },
    "GET /plan?function=shipment-sync": { status: 200, body: { ...plan, functions: [shipmentSync] } },
    "GET /plan?function=shop-*": { status: 200, body: { ...plan, functions } },
  },
});

describe("overcurrent plan", () => {
  it("shows what would be done to each function and why, and what would not and why", async () => {
    const { code, stdout, stderr } = await run(["plan"], answering());
    expect(stdout.split("\n")).toEqual([
      "enforce mode, plan for 4 functions (inventory 12 min ago)",
      "2 have a brake: 1 used at once, 1 used after a person's yes",
      "1 unprotected, 1 exempt; 1 would not be braked at this moment",
      "",
      "With a brake",
      "FUNCTION       CALLED BY                MODE     BRAKE                   WHAT THEN",
      "share-preview  its public function URL  enforce  concurrency 20, then 0  callers are refused with 429; nothing waits, so nothing is lost",
      "shipment-sync  queue shipments          approve  queue shipments off     queue shipments is no longer read; its messages are lost after 4",
      "                                                                         d",
      "",
      "Unprotected: a person is told, nothing is braked",
      "FUNCTION  CALLED BY            WHY",
      "sign-in   a Cognito user pool  the sign-in that calls it would break with it",
      "",
      "Exempt: a person is told, nothing is braked",
      "FUNCTION       CALLED BY       WHY",
      "payments-book  queue payments  rule payments exempts it: no bill is worse",
      "",
      "Not at this moment",
      "FUNCTION       WHY NOT NOW",
      "shipment-sync  it is on probation: 1.5 of 3 days of history",
    ]);
    expect([code, stderr]).toEqual([0, ""]);
  });

  it.each([
    ["acts", ["share-preview"]],
    ["waits", ["shipment-sync"]],
    ["unprotected", ["sign-in"]],
    ["exempt", ["payments-book"]],
  ])("--only %s leaves the others out, and counts them all the same", async (only, expected) => {
    const shown = await run(["plan", "--only", only], answering());
    expect(shown.stdout).toContain("plan for 4 functions");
    for (const { functionName } of plan.functions)
      expect(shown.stdout.includes(functionName)).toBe(expected.includes(functionName));
    const { stdout } = await run(["plan", "--only", only, "--json"], answering());
    expect(
      JSON.parse(stdout).functions.map(({ functionName }: { functionName: string }) => functionName),
    ).toEqual(expected);
  });

  it("tells everything about one function", async () => {
    const { stdout } = await run(["plan", "share-preview"], answering());
    expect(stdout.split("\n")).toEqual([
      "share-preview",
      "  called by its public function URL",
      "  mode      enforce (the policy's own)",
      "  acts      above $8.00 at risk over 8 hours, when two signals agree",
      "  flood     first reserved concurrency 20: 20 executions at a time, as in a busy minute",
      "  brake     reserved concurrency 0",
      "            where that is not enough, and at once for what feeds itself",
      "  why       callers are refused with 429; nothing waits, so nothing is lost",
      "  way back  1, 4, 20, then as it was",
    ]);
  });

  it("tells of one function how long it may wait, who is asked and why not now", async () => {
    const { stdout } = await run(["plan", "shipment-sync"], answering());
    expect(stdout.split("\n")).toEqual([
      "shipment-sync",
      "  called by   queue shipments",
      "  mode        approve (rule queues)",
      "  acts        above $8.00 at risk over 8 hours, when two signals agree, once somebody has approved it;",
      "              unanswered for 15 min: only tells",
      "  brake       queue shipments: event source off",
      "  why         the full brake at once, since what it holds back waits",
      "  before loss a person is warned at half of the time; then what waits is let through in a trickle",
      "  way back    at most 2 at once, then as it was",
      "  not now     it is on probation: 1.5 of 3 days of history",
    ]);
  });

  it("shows all that fit a glob", async () => {
    const { stdout } = await run(["plan", "shop-*"], answering());
    expect(stdout).toContain("plan for 4 functions");
  });

  it("says so when nothing was listed yet", async () => {
    const { catalogueTakenAtMs: _, ...young } = plan;
    const { code, stdout } = await run(["plan"], {
      answers: { "GET /plan": { status: 200, body: { ...young, functions: [] } } },
    });
    expect([code, stdout]).toEqual([0, "No inventory was taken yet, so there is no function to plan for."]);
  });

  it("fails with the next step for a function that nobody knows", async () => {
    const { code, stderr } = await run(["plan", "nobody"], {
      answers: {
        "GET /plan?function=nobody": {
          status: 404,
          body: { error: { code: "unknown-function", message: "There is no nobody.", next: "Check it." } },
        },
      },
    });
    expect([code, stderr]).toEqual([1, "There is no nobody.\nCheck it."]);
  });

  it("explains itself with an example, and refuses an unknown choice", async () => {
    const help = await run(["plan", "--help"]);
    expect([help.code, help.accounts]).toEqual([0, 0]);
    expect(help.stdout).toContain("$ overcurrent plan share-preview");
    expect((await run(["plan", "--only", "brave"])).code).toBe(2);
  });
});
