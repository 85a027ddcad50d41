import { describe, expect, it } from "vitest";
import type { GuardOverview } from "../../../lib/app/guard-overview.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { guard, NOW_MS, run } from "./fake-io.ts";

const sinceMs = NOW_MS - 14 * MINUTE_MS;
const problem = "sts:AssumeRole failed: AccessDenied";
const oneIsBlind: GuardOverview = {
  ...guard,
  targets: guard.targets.map((target) =>
    target.kind === "member account"
      ? { ...target, state: "blind", functions: 12, lastGoodReadMs: sinceMs, problem }
      : target,
  ),
  troubles: [
    { kind: "blind-target", targetId: "222222222222/eu-west-1", isHome: false, sinceMs, problem },
    { kind: "no-subscriber", pending: 0, sinceMs },
  ],
};
const targets = (overview: GuardOverview, ...options: string[]) =>
  run(["targets", ...options], { answers: { "GET /targets": { status: 200, body: overview } } });

describe("overcurrent targets", () => {
  it("lists every target with its kind, its functions and when it was last seen", async () => {
    const { code, stdout } = await targets(guard);
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "2 of 3 accounts and regions are seen",
      "",
      "TARGET                  STATE  SEEN       KIND            FUNCTIONS",
      "111111111111/eu-west-1  ok     1 min ago  home            37",
      "111111111111/us-east-1  ok     2 min ago  idle region     0",
      "222222222222/eu-west-1  new    never      member account  ?",
    ]);
  });

  it("says of one that is not seen since when, why and what to do, and ends with 1", async () => {
    const { code, stdout } = await targets(oneIsBlind);
    expect(code).toBe(1);
    expect(stdout).toMatch(/222222222222\/eu-west-1 +BLIND +14 min ago +member account +12/);
    const text = stdout.replace(/\s+/g, " ");
    expect(text).toContain(`222222222222/eu-west-1 could not be looked at since 02:46 UTC: ${problem}`);
    expect(text).toContain("Look whether the stack of the spoke still exists");
  });

  it("leaves what is no matter of a target to the status", async () => {
    expect((await targets(oneIsBlind)).stdout).not.toContain("subscribed");
  });

  it("says of a home that nobody looks at that its watch is silent", async () => {
    const [home, ...rest] = guard.targets;
    if (home === undefined) throw new Error("the fake guard has a home");
    const { code, stdout } = await targets({
      ...guard,
      targets: [{ ...home, state: "blind" }, ...rest],
      troubles: [{ kind: "silent-part", part: "watch", sinceMs }],
    });
    expect(code).toBe(1);
    expect(stdout).toContain("The guard's watch function has not come to a good end since 02:46 UTC.");
  });

  it("prints all that is known for programs", async () => {
    const { code, stdout } = await targets(oneIsBlind, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual(oneIsBlind);
  });

  it("says of one that was taken out of the policy what is still limited there", async () => {
    const takenOut: GuardOverview = {
      ...guard,
      targets: guard.targets.map((target) =>
        target.kind === "member account"
          ? { ...target, kind: "taken out", state: "seen", heldBreakers: 2 }
          : target,
      ),
    };
    const text = (await targets(takenOut)).stdout.replace(/\s+/g, " ");
    expect(text).toContain(
      "222222222222/eu-west-1 is no longer in the policy; 2 breakers are still held there.",
    );
  });
});
