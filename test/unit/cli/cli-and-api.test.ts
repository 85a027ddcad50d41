import type { LambdaEvent } from "hono/aws-lambda";
import { describe, expect, it } from "vitest";
import type { OperatorCommands } from "../../../lib/app/operator-commands.ts";
import type { OperatorOrder } from "../../../lib/app/operator-order.ts";
import { ok, refused } from "../../../lib/domain/result.ts";
import { createApi } from "../../../lib/http/api.ts";
import { iamCaller } from "../../../lib/http/authenticate.ts";
import { incident, killed, guard as overview, run, status } from "./fake-io.ts";
import { plan, savings } from "./fake-reports.ts";

const ANA = "arn:aws:iam::123456789012:user/ana";
/** Only what the authenticator reads of API Gateway's event. */
const provenEvent = { requestContext: { authorizer: { iam: { userArn: ANA } } } } as unknown as LambdaEvent;

/** The command line against the real API, with nothing but the network left out. */
function guard(overrides: Partial<OperatorCommands> = {}) {
  const orders: OperatorOrder[] = [];
  const asked: (string | undefined)[] = [];
  const api = createApi({
    authenticate: iamCaller,
    reportFault: () => {},
    overview: async () => overview,
    commandsAt: (target) => ({
      status: async () => {
        asked.push(target);
        return status;
      },
      incidents: async (limit) => ({ open: [], resolved: Array(limit).fill(incident) }),
      plan: async (functionGlob) => ({
        ...plan,
        functions: plan.functions.slice(functionGlob === "*" ? 0 : 1),
      }),
      savings: async (days) => ({ ...savings, days }),
      order: async (order) => {
        orders.push(order);
        return ok(killed);
      },
      ...overrides,
    }),
  });
  const fetch = async (request: Request): Promise<Response> => api.fetch(request, { event: provenEvent });
  return { orders, asked, command: (...argv: string[]) => run(argv, { fetch }) };
}

describe("the command line and the API", () => {
  it.each(["kill", "hold", "exempt", "restore", "release", "approve", "reject"] as const)(
    "understand each other about %s",
    async (verb) => {
      const { command, orders } = guard();
      expect((await command(verb, "checkout", "--reason", "leaked key", "--yes")).code).toBe(0);
      expect(orders).toEqual([
        { verb, functionName: "checkout", reason: "leaked key", by: { kind: "person", name: ANA } },
      ]);
    },
  );

  it("understand each other about the target, and about one that there is none of", async () => {
    const { command, asked } = guard();
    expect((await command("status", "--target", "222222222222/eu-west-1")).code).toBe(0);
    expect((await command("--target", "111111111111/eu-west-1", "status")).code).toBe(0);
    expect(asked).toEqual(["222222222222/eu-west-1", undefined]);
    const { code, stderr } = await command("status", "--target", "eu-west-1");
    expect(code).toBe(1);
    expect(stderr).toContain("The guard looks after no account and region eu-west-1.");
    expect(stderr).toContain("222222222222/eu-west-1");
  });

  it("understand each other about all targets", async () => {
    expect((await guard().command("targets")).stdout).toContain("2 of 3 accounts and regions are seen");
  });

  it("understand each other about the expiry", async () => {
    const { command, orders } = guard();
    await command("hold", "checkout", "--reason", "migration", "--expires", "2d", "--yes");
    expect(orders).toMatchObject([{ expiresInMinutes: 2_880 }]);
  });

  it("understand each other about putting back what somebody changed", async () => {
    const { command, orders } = guard();
    await command("restore", "checkout", "--reason", "my own test", "--force", "--yes");
    expect(orders).toMatchObject([{ verb: "restore", force: true }]);
  });

  it("understand each other about plan and savings", async () => {
    const { command } = guard();
    expect(JSON.parse((await command("plan", "--json")).stdout)).toEqual(plan);
    const { functions } = JSON.parse((await command("plan", "shop-*", "--json")).stdout);
    expect(functions).toHaveLength(plan.functions.length - 1);
    expect(JSON.parse((await command("savings", "--days", "7", "--json")).stdout)).toEqual({
      ...savings,
      days: 7,
    });
  });

  it("understand each other about status and incidents", async () => {
    const { command } = guard();
    expect(JSON.parse((await command("status", "--json")).stdout)).toEqual(status);
    const { stdout } = await command("incidents", "--limit", "3", "--json");
    expect(JSON.parse(stdout).resolved).toHaveLength(3);
  });

  it("show of an incident whose function was deleted that it was", async () => {
    const deleted = { ...incident, status: "resolved", endedBy: "function-deleted" } as const;
    const { command } = guard({ incidents: async () => ({ open: [], resolved: [deleted] }) });
    expect((await command("incidents")).stdout).toMatch(/^thumbnails +deleted /m);
  });

  it("pass a refusal on in words that tell what to do", async () => {
    const { command } = guard({
      order: async () => refused({ kind: "exempt", why: "protected by tag" }),
    });
    const { code, stderr } = await command("kill", "checkout", "--reason", "leaked key", "--yes");
    expect(code).toBe(1);
    expect(stderr).toContain("The function is exempt: protected by tag.");
    expect(stderr).toContain("overcurrent:protect");
  });

  it("name a function that Lambda could not have", async () => {
    const { code, stderr } = await guard().command("kill", "a/b", "--reason", "leaked key", "--yes");
    expect(code).toBe(1);
    expect(stderr).toContain("functionName: must be the plain name of a function");
  });
});
