import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { globMatches } from "../../lib/policy/glob.ts";
import type { GuardCall } from "./call-recorder.ts";
import { type GuardedHours, playGuardedHours } from "./guarded-hours.ts";
import { type PackagedGuard, packageGuard } from "./packaged-guard.ts";
import { DEPLOYMENT, decide, deployedStatements } from "./role-simulation.ts";
import { actionsOf, FUNCTIONS } from "./role-statements.ts";

/** What works for one account and region alone; the others have nothing to do there. */
const AT_HOME = FUNCTIONS.filter((name) => name !== "dispatch" && name !== "worker");
/** Rights that are for other accounts and regions: their records have keys that begin with @. */
const isForOthers = (action: string, pattern: string): boolean =>
  pattern.startsWith("@") || action === "sts:AssumeRole";

let guard: PackagedGuard;
let hours: GuardedHours;
beforeAll(async () => {
  guard = await packageGuard(DEPLOYMENT);
  hours = await playGuardedHours();
}, 120_000);
afterAll(() => guard.remove());

const callsOf = (name: string): readonly GuardCall[] => hours.calls.filter(({ by }) => by === name);
const leadingKeyOf = ({ context }: GuardCall): string => String(context["dynamodb:LeadingKeys"]);

/** Rights of a role, one for each action, resource and pattern of partition keys, that none of its calls needed. */
function unneeded(name: string): string[] {
  const allowed = deployedStatements(guard.template, name).filter(
    ({ Effect, Sid }) => Effect === "Allow" && Sid !== "WriteItsLog",
  );
  return allowed.flatMap((statement) => {
    const keys = statement.Condition?.["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"];
    const patterns = Array.isArray(keys) ? keys.map(String) : ["*"];
    return actionsOf(statement).flatMap((action) =>
      patterns
        .filter(
          (pattern) =>
            !isForOthers(action, pattern) &&
            !callsOf(name).some(
              (call) =>
                call.action === action &&
                globMatches(String(statement.Resource), call.resource) &&
                globMatches(pattern, leadingKeyOf(call)),
            ),
        )
        .map((pattern) => `${statement.Sid}: ${action} ${pattern}`),
    );
  });
}

describe("two hours with a flood, a failing queue and a person, through the built bundles", () => {
  it("go by without trouble, and every function has its part in them", () => {
    expect(hours.troubles).toEqual([]);
    expect(AT_HOME.filter((name) => callsOf(name).length === 0)).toEqual([]);
  });

  it("bring every change that the guard can make", () => {
    const changes = callsOf("actuate").map(({ action }) => action);
    expect(changes).toEqual(
      expect.arrayContaining([
        "lambda:PutFunctionConcurrency",
        "lambda:DeleteFunctionConcurrency",
        "lambda:UpdateEventSourceMapping",
      ]),
    );
  });

  it.each(AT_HOME)("%s makes no call that its role does not allow", async (name) => {
    const refused: GuardCall[] = [];
    for (const call of callsOf(name)) {
      // STS answers this to everybody; no policy can allow or deny it.
      if (call.action === "sts:GetCallerIdentity") continue;
      if ((await decide(guard.template, name, call)) !== "Allowed") refused.push(call);
    }
    expect(refused).toEqual([]);
  });

  it.each(AT_HOME)("%s has no right that it does not use", (name) => {
    expect(unneeded(name)).toEqual([]);
  });
});
