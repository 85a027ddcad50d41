import { describe, expect, it } from "vitest";
import type { GuardOverview } from "../../lib/app/guard-overview.ts";
import { CloudCallError } from "../../lib/domain/errors.ts";
import {
  type HealthCheck,
  judgeGuard,
  judgeLimits,
  judgeSubscribers,
  runHealthChecks,
} from "../../scripts/health-checks.ts";

const fine: HealthCheck = {
  name: "region",
  cure: "Give --region.",
  look: async () => ({ kind: "ok", detail: "eu-west-1" }),
};

async function doctor(checks: readonly HealthCheck[]) {
  const said: string[] = [];
  const exitCode = await runHealthChecks(checks, (text) => void said.push(text));
  return { exitCode, said };
}

describe("doctor", () => {
  it("says one line for each thing that is well, and that all is ready", async () => {
    expect(await doctor([fine])).toEqual({ exitCode: 0, said: ["ok       region: eu-west-1", "Ready."] });
  });

  it("shows the cure of what is not, looks at the rest all the same, and fails", async () => {
    const broken: HealthCheck = {
      name: "credentials",
      cure: "Sign in.",
      look: async () => {
        throw new CloudCallError("sts:GetCallerIdentity", false, "ExpiredToken");
      },
    };
    expect(await doctor([broken, fine])).toEqual({
      exitCode: 1,
      said: [
        "problem  credentials: sts:GetCallerIdentity failed: ExpiredToken",
        "         Sign in.",
        "ok       region: eu-west-1",
        "1 to mend first.",
      ],
    });
  });

  it("stops where the rest would only find the same problem again", async () => {
    const unknown: HealthCheck = {
      ...fine,
      restNeedsIt: true,
      look: async () => ({ kind: "problem", detail: "none is set", cure: "Give --region." }),
    };
    expect((await doctor([unknown, fine])).said).toEqual([
      "problem  region: none is set",
      "         Give --region.",
      "1 to mend first.",
    ]);
  });

  it("does not fail on what is only worth knowing", async () => {
    const note: HealthCheck = { ...fine, look: async () => ({ kind: "note", detail: "a", cure: "b" }) };
    expect((await doctor([note])).exitCode).toBe(0);
  });

  it("hides no bug of its own behind a cure", async () => {
    const bug: HealthCheck = {
      ...fine,
      look: async () => {
        throw new TypeError("x is not a function");
      },
    };
    await expect(doctor([bug])).rejects.toThrow(TypeError);
  });
});

describe("the account's concurrency", () => {
  // 100 is what AWS keeps unreserved; the guard's own reservations add up to 9.
  it.each([
    [10, "note", "Nothing can be reserved here"],
    [100, "note", "Nothing can be reserved here"],
    [101, "note", "no room"],
    [108, "note", "no room"],
  ])("of %i unreserved is a note with a cure", (unreserved, kind, cure) => {
    const finding = judgeLimits({ concurrentExecutions: 1_000, unreservedConcurrentExecutions: unreserved });
    expect(finding).toMatchObject({ kind, cure: expect.stringContaining(cure) });
  });

  it("of 109 unreserved is enough for everything", () => {
    expect(judgeLimits({ concurrentExecutions: 1_000, unreservedConcurrentExecutions: 109 }).kind).toBe("ok");
  });
});

describe("the health of a deployed guard", () => {
  /** 2026-11-22T03:00:00Z */
  const nowMs = 1_795_316_400_000;
  const well: GuardOverview = {
    atMs: nowMs,
    lastLookMs: nowMs - 60_000,
    troubles: [],
    subscribers: { confirmed: 2, pending: 0 },
    targets: [
      {
        ...{ targetId: "111111111111/eu-west-1", accountId: "111111111111", region: "eu-west-1" },
        ...{ kind: "home", state: "seen" },
      },
    ],
  };
  const { lastLookMs: _look, subscribers: _subscribers, ...young } = well;

  it("is fine when it has looked lately and is heard", () => {
    expect(judgeGuard(well, nowMs)).toMatchObject({ kind: "ok", detail: "looked 1 min ago, 1 target" });
    expect(judgeSubscribers(well)).toEqual({ kind: "ok", detail: "2 confirmed, 0 pending" });
  });

  it("is a problem when a part of it is silent, with what to do", () => {
    const troubles = [{ kind: "silent-part", part: "watch", sinceMs: nowMs - 600_000 }] as const;
    expect(judgeGuard({ ...well, troubles }, nowMs)).toEqual({
      kind: "problem",
      detail: "The guard's watch function has not come to a good end since 02:50 UTC.",
      cure: expect.stringContaining("Read the log of its watch function."),
    });
  });

  it("is a problem when nobody has confirmed that they want to hear of alerts, and one problem only", () => {
    const unheard = { ...well, subscribers: { confirmed: 0, pending: 1 } };
    const troubles = [{ kind: "no-subscriber", pending: 1, sinceMs: nowMs }] as const;
    expect(judgeSubscribers(unheard)).toMatchObject({
      kind: "problem",
      cure: expect.stringContaining("Follow the link in the mail"),
    });
    expect(judgeGuard({ ...unheard, troubles }, nowMs)).toMatchObject({ kind: "ok" });
  });

  it("is not known yet right after the deployment", () => {
    expect(judgeGuard(young, nowMs)).toMatchObject({ kind: "note" });
    expect(judgeSubscribers(young)).toMatchObject({ kind: "note" });
  });
});
