import { describe, expect, it } from "vitest";
import type { GuardStatus } from "../../../lib/app/guard-overview.ts";
import type { BreakerState } from "../../../lib/domain/breaker.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { guard, NOW_MS, run, status, tripped } from "./fake-io.ts";
import { question } from "./fake-question.ts";

const shown = async (changes: Partial<GuardStatus>): Promise<string> =>
  (await run(["status"], { answers: { "GET /status": { status: 200, body: { ...status, ...changes } } } }))
    .stdout;

const { state } = tripped;
if (state.kind !== "tripped") throw new Error("the fake breaker is tripped");

describe("the status of a breaker", () => {
  it.each<[string, BreakerState]>([
    ["tripped, capped", { ...state, grade: "cap" }],
    ["tripped, stopped", { ...state, grade: "full" }],
    ["tripped, in a trickle", { ...state, grade: "trickle" }],
    [
      "probing, stage 2 of 3",
      {
        ...state,
        kind: "probing",
        stage: 1,
        probedSinceMs: NOW_MS,
        judgeAtMs: NOW_MS,
        brakes: state.brakes.map((brake) => ({
          ...brake,
          allowances: [1, 4, 20].map((reserved) => ({ kind: "concurrency" as const, reserved })),
        })),
      },
    ],
    ["recovering", { kind: "armed", sinceMs: NOW_MS, recoveringUntilMs: NOW_MS + HOUR_MS }],
  ])("is told as %s", async (expected, present) => {
    expect(await shown({ breakers: [{ ...tripped, state: present }] })).toContain(`thumbnails  ${expected}`);
  });

  it("tells when what waits is lost, and that it is let go before", async () => {
    const lossClocks = [
      { functionName: "thumbnails", lossAtMs: NOW_MS + 6 * HOUR_MS, letGoAtMs: NOW_MS + 5 * HOUR_MS },
    ];
    expect(await shown({ lossClocks })).toContain(
      "thumbnails: what waits is lost from 09:00 UTC on; let go at 08:00 UTC at the latest.",
    );
  });

  it("tells that the policy would rather lose what waits", async () => {
    const lossClocks = [{ functionName: "thumbnails", lossAtMs: NOW_MS + 6 * HOUR_MS }];
    expect(await shown({ lossClocks })).toContain("the policy keeps it braked all the same.");
  });
});

describe("the status of the guard", () => {
  it("says in one line that the guard itself is well, and when it last looked", async () => {
    expect(await shown({})).toContain("The guard is well: last look 1 min ago, 3 targets.");
  });

  it("names the gravest of what is wrong with the guard itself, and how much more there is", async () => {
    const sinceMs = NOW_MS - 20 * MINUTE_MS;
    const troubles = [
      { kind: "silent-part", part: "watch", sinceMs },
      { kind: "unsent-alerts", alerts: 2, sinceMs },
    ] as const;
    expect(await shown({ guard: { ...guard, lastLookMs: sinceMs, troubles } })).toContain(
      "The guard is NOT well: last look 20 min ago. The guard's watch function has not come to a good end since 02:40 UTC. And 1 more: `overcurrent status --json`.",
    );
  });

  it("asks what was not answered yet, with the commands that answer it", async () => {
    const answers = (await shown({ openIncidents: [question] })).split("\n");
    const begin = answers.findIndex((line) => line.startsWith("The guard asks"));
    expect(answers.slice(begin, begin + 4)).toEqual([
      "The guard asks whether to brake share-preview (reserved concurrency 20), until 03:10 UTC; then it only tells:",
      "  mode is approve. $40.00 at risk",
      '  overcurrent approve share-preview --reason "..."',
      '  overcurrent reject share-preview --reason "..."',
    ]);
  });

  it("asks nothing any more once somebody has answered", async () => {
    const answer = {
      decision: "rejected",
      by: { kind: "person", name: "ana" },
      atMs: NOW_MS - MINUTE_MS,
      reason: "all ours",
    } as const;
    const answered = { ...question, approval: { askedAtMs: NOW_MS - 5 * MINUTE_MS, answer } };
    expect(await shown({ openIncidents: [answered] })).not.toContain("The guard asks");
  });

  it("says which functions it does not fully know", async () => {
    const question = { operation: "lambda:GetPolicy", reason: "AccessDeniedException" };
    const unanswered = ["orders", "checkout"].map((functionName) => ({ functionName, ...question }));
    expect(await shown({ unanswered })).toContain(
      "Not fully known and so never acted on: checkout, orders. --json says why.",
    );
  });

  it("says what AWS did not tell about the account as a whole, and why", async () => {
    const unanswered = [
      { operation: "scheduler:ListSchedules", reason: "TooManySchedules" },
      { operation: "pipes:ListPipes", reason: "AccessDeniedException" },
    ];
    const text = await shown({ unanswered });
    expect(text).toContain(
      "no answer to pipes:ListPipes (AccessDeniedException), scheduler:ListSchedules (TooManySchedules).",
    );
    expect(text).not.toContain("Not fully known");
  });

  it("says nothing of the inventory when every question was answered", async () => {
    expect(await shown({ unanswered: [] })).not.toContain("no answer");
  });

  it("counts what nothing protects", async () => {
    expect(await shown({ unprotected: ["sign-in", "edge"] })).toContain("2 functions unprotected");
    expect(await shown({ unprotected: [] })).not.toContain("unprotected");
  });
});

describe("the guard's own bill", () => {
  it("stands in the status by service and by function, with the limit and what it means for reading", async () => {
    expect(await shown({})).toContain(
      [
        "The guard itself has cost $0.82 so far this month, limit $5.00; at this pace the month will cost $2.47.",
        "  by service: GetMetricData $0.60, Lambda compute $0.12, Cost Explorer $0.10, Lambda requests $0.0029",
        "  by function: watch $0.72, learn $0.10",
        "  reading: ample; $0.82 of $5.00 is spent this month",
      ].join("\n"),
    );
  });
});
