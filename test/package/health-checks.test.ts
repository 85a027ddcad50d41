import { describe, expect, it } from "vitest";
import { CloudCallError } from "../../lib/domain/errors.ts";
import { type HealthCheck, judgeLimits, runHealthChecks } from "../../scripts/health-checks.ts";

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
  // 100 is what AWS keeps unreserved; the guard's own reservations add up to 8.
  it.each([
    [10, "note", "Nothing can be reserved here"],
    [100, "note", "Nothing can be reserved here"],
    [101, "note", "no room"],
    [107, "note", "no room"],
  ])("of %i unreserved is a note with a cure", (unreserved, kind, cure) => {
    const finding = judgeLimits({ concurrentExecutions: 1_000, unreservedConcurrentExecutions: unreserved });
    expect(finding).toMatchObject({ kind, cure: expect.stringContaining(cure) });
  });

  it("of 108 unreserved is enough for everything", () => {
    expect(judgeLimits({ concurrentExecutions: 1_000, unreservedConcurrentExecutions: 108 }).kind).toBe("ok");
  });
});
