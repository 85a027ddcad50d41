import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { globMatches } from "../../lib/policy/glob.ts";
import type { GuardCall } from "./call-recorder.ts";
import { type GuardedHours, playGuardedHours } from "./guarded-hours.ts";
import { type GuardedOrganization, playGuardedOrganization } from "./guarded-organization.ts";
import { type PackagedGuard, packageGuard } from "./packaged-guard.ts";
import { DEPLOYMENT, decide, deployedStatements } from "./role-simulation.ts";
import { actionsOf, FUNCTIONS } from "./role-statements.ts";

/**
 * Of what acts both at home and elsewhere, the rights for elsewhere: records whose keys begin with @, and roles of others. What was
 * played there exercises a part of them.
 */
const isForOthers = (name: string, action: string, pattern: string): boolean =>
  (name === "actuate" || name === "api") && (pattern.startsWith("@") || action === "sts:AssumeRole");
/** Statements by which Lambda itself works for a function: it writes the log and takes what waits in the queue. */
const OF_LAMBDA = ["WriteItsLog", "TakeOrders"];

let guard: PackagedGuard;
let hours: GuardedHours;
let organization: GuardedOrganization;
beforeAll(async () => {
  guard = await packageGuard({ ...DEPLOYMENT, parameters: ["--param=guardedRegions=*"] });
  hours = await playGuardedHours();
  organization = await playGuardedOrganization();
}, 240_000);
afterAll(() => guard.remove());

const callsOf = (name: string): readonly GuardCall[] =>
  [...hours.calls, ...organization.calls].filter(({ by }) => by === name);
const leadingKeyOf = ({ context }: GuardCall): string => String(context["dynamodb:LeadingKeys"]);

/** Rights of a role, one for each action, resource and pattern of partition keys, that none of its calls needed. */
function unneeded(name: string): string[] {
  const allowed = deployedStatements(guard.template, name).filter(
    ({ Effect, Sid }) => Effect === "Allow" && !OF_LAMBDA.includes(Sid ?? ""),
  );
  return allowed.flatMap((statement) => {
    const keys = statement.Condition?.["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"];
    const patterns = Array.isArray(keys) ? keys.map(String) : ["*"];
    return actionsOf(statement).flatMap((action) =>
      patterns
        .filter(
          (pattern) =>
            !isForOthers(name, action, pattern) &&
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

describe("two hours with a flood, a failing queue and a person, and one of two accounts, through the built bundles", () => {
  it("go by without trouble, and every function has its part in them", () => {
    expect(hours.troubles).toEqual([]);
    expect(organization.troubles).toEqual([]);
    expect(FUNCTIONS.filter((name) => callsOf(name).length === 0)).toEqual([]);
  });

  it("leave nothing limited in the region that was taken out of the policy", () => {
    expect(organization.limitedThere).toEqual({ breakers: 0, reserved: "unreserved" });
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

  it.each(FUNCTIONS)("%s makes no call that its role does not allow", async (name) => {
    const refused: GuardCall[] = [];
    for (const call of callsOf(name)) {
      // STS answers this to everybody; no policy can allow or deny it.
      if (call.action === "sts:GetCallerIdentity") continue;
      if ((await decide(guard.template, name, call)) !== "Allowed") refused.push(call);
    }
    expect(refused).toEqual([]);
  });

  it.each(FUNCTIONS)("%s has no right that it does not use", (name) => {
    expect(unneeded(name)).toEqual([]);
  });
});
