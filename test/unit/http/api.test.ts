import { handle, type LambdaEvent } from "hono/aws-lambda";
import { describe, expect, it } from "vitest";
import type { GuardOverview } from "../../../lib/app/guard-overview.ts";
import type { OperatorCommands } from "../../../lib/app/operator-commands.ts";
import type { OperatorOrder } from "../../../lib/app/operator-order.ts";
import type { FunctionPlan, PlanReport } from "../../../lib/app/plan-report.ts";
import type { SavingsReport } from "../../../lib/app/savings-report.ts";
import type { ActuationOutcome, Refusal } from "../../../lib/domain/actuation.ts";
import { CloudCallError, ConcurrentChangeError } from "../../../lib/domain/errors.ts";
import { ok, refused } from "../../../lib/domain/result.ts";
import { createApi } from "../../../lib/http/api.ts";
import { iamCaller } from "../../../lib/http/authenticate.ts";
import { sampleBill } from "../../support/sample-bill.ts";

const OPERATOR_ARN = "arn:aws:sts::123456789012:assumed-role/on-call/ana";

/** What API Gateway hands over for an HTTP API route with the `aws_iam` authorizer (payload format 2.0). */
function event(method: string, path: string, options: { body?: string; userArn?: string | null } = {}) {
  const [rawPath = "", rawQueryString = ""] = path.split("?");
  const userArn = options.userArn === undefined ? OPERATOR_ARN : options.userArn;
  return {
    version: "2.0",
    routeKey: `${method} ${rawPath}`,
    rawPath,
    rawQueryString,
    headers: { host: "api.example", "content-type": "application/json" },
    body: options.body ?? null,
    isBase64Encoded: false,
    requestContext: {
      accountId: "123456789012",
      apiId: "a1b2c3",
      domainName: "api.example",
      domainPrefix: "api",
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "test" },
      requestId: "r1",
      routeKey: `${method} ${rawPath}`,
      stage: "$default",
      time: "22/Nov/2026:03:00:00 +0000",
      timeEpoch: 1_795_316_400_000,
      authorizer: userArn === null ? {} : { iam: { userArn } },
    },
  } as unknown as LambdaEvent;
}

const outcome: ActuationOutcome = {
  functionName: "thumbnails",
  state: { kind: "armed", sinceMs: 1_795_316_400_000 },
  settled: true,
  reason: "put back as it was",
};

const noPlan: PlanReport = { atMs: 1_795_316_400_000, mode: "observe", functions: [] };
const noSavings: SavingsReport = {
  fromMs: 1_795_316_400_000,
  untilMs: 1_795_316_400_000,
  days: 0,
  wouldHave: [],
  savedUsd: 0,
  refusedCalls: 0,
  trips: [],
};

const overview: GuardOverview = {
  atMs: 1_795_316_400_000,
  lastLookMs: 1_795_316_400_000,
  troubles: [],
  targets: ["111111111111/eu-west-1", "222222222222/us-east-1"].map((id, index) => {
    const [accountId = "", region = ""] = id.split("/");
    const kind = index === 0 ? "home" : "member account";
    return { targetId: `${accountId}/${region}`, accountId, region, kind, state: "seen" };
  }),
};

/** The guard behind the API, remembering the orders it was given. */
function guard(overrides: Partial<OperatorCommands> = {}) {
  const orders: OperatorOrder[] = [];
  const orderedAt: (string | undefined)[] = [];
  const faults: unknown[] = [];
  const commands: OperatorCommands = {
    status: async () => ({
      atMs: 1_795_316_400_000,
      mode: "observe",
      functions: 3,
      baselines: 2,
      breakers: [],
      lossClocks: [],
      openIncidents: [],
      unanswered: [],
      unsentAlerts: 0,
      bill: sampleBill,
    }),
    incidents: async () => ({ open: [], resolved: [] }),
    plan: async () => noPlan,
    savings: async (days) => ({ ...noSavings, days }),
    order: async (order) => {
      orders.push(order);
      return ok(outcome);
    },
    ...overrides,
  };
  const api = createApi({
    commandsAt: (target) => ({
      ...commands,
      order: (order) => {
        orderedAt.push(target);
        return commands.order(order);
      },
    }),
    overview: async () => overview,
    authenticate: iamCaller,
    reportFault: (fault) => void faults.push(fault),
  });
  const ask = async (...request: Parameters<typeof event>) => {
    const answer = await handle(api)(event(...request));
    return { ...answer, json: JSON.parse(answer.body) };
  };
  return { ask, orders, orderedAt, faults };
}

const body = (fields: object) => JSON.stringify(fields);

describe("the targets of the api", () => {
  const reason = body({ reason: "leaked key" });

  it("are listed, with whether each is seen", async () => {
    const answer = await guard().ask("GET", "/targets");
    expect(answer.statusCode).toBe(200);
    expect(answer.json.targets).toEqual(overview.targets);
  });

  it("come with the status, so that nobody takes a dead guard for a quiet day", async () => {
    expect((await guard().ask("GET", "/status")).json).toMatchObject({ mode: "observe", guard: overview });
  });

  it("get the orders that name them, and home those that name none", async () => {
    const { ask, orderedAt } = guard();
    await ask("POST", "/functions/thumbnails/kill?target=222222222222/us-east-1", { body: reason });
    await ask("POST", "/functions/thumbnails/kill?target=222222222222%2Fus-east-1", { body: reason });
    await ask("POST", "/functions/thumbnails/kill?target=111111111111/eu-west-1", { body: reason });
    await ask("POST", "/functions/thumbnails/kill", { body: reason });
    expect(orderedAt).toEqual(["222222222222/us-east-1", "222222222222/us-east-1", undefined, undefined]);
  });

  it.each(["/status", "/incidents", "/plan", "/savings"])("answer %s of one that is named", async (route) => {
    const answer = await guard().ask("GET", `${route}?target=222222222222/us-east-1`);
    expect(answer.statusCode).toBe(200);
  });

  it.each(["333333333333/eu-west-1", "222222222222", "", "@"])(
    "refuse %j, which is none of them, do nothing at home, and say which there are",
    async (target) => {
      const { ask, orders } = guard();
      const answer = await ask("POST", `/functions/thumbnails/kill?target=${target}`, { body: reason });
      expect(answer.statusCode).toBe(404);
      expect(answer.json.error).toMatchObject({
        code: "unknown-target",
        next: "Name one of 111111111111/eu-west-1, 222222222222/us-east-1.",
      });
      expect(orders).toEqual([]);
    },
  );
});

describe("api", () => {
  it("answers the status to a proven caller and lets nobody cache it", async () => {
    const answer = await guard().ask("GET", "/status");
    expect(answer.statusCode).toBe(200);
    expect(answer.json).toMatchObject({ mode: "observe", functions: 3 });
    expect(answer.headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });

  it.each([
    ["GET", "/status", {}],
    ["POST", "/functions/thumbnails/kill", { body: body({ reason: "flood" }) }],
    ["GET", "/nowhere", {}],
  ])("refuses %s %s without a proven caller, and gives no order", async (method, path, options) => {
    const { ask, orders } = guard();
    const answer = await ask(method, path, { ...options, userArn: null });
    expect(answer.statusCode).toBe(403);
    expect(answer.json.error).toMatchObject({ code: "not-authenticated" });
    expect(answer.headers?.["cache-control"]).toBe("no-store");
    expect(orders).toEqual([]);
  });

  it("refuses a caller whose ARN is empty", async () => {
    expect((await guard().ask("GET", "/status", { userArn: "" })).statusCode).toBe(403);
  });

  it("passes an order on with the caller's ARN as the operator, whatever the body claims", async () => {
    const { ask, orders } = guard();
    const answer = await ask("POST", "/functions/thumbnails/kill", {
      body: body({ reason: "  flood from one client ", expiresInMinutes: 30 }),
    });
    expect(answer.statusCode).toBe(200);
    expect(answer.json).toEqual(outcome);
    expect(orders).toEqual([
      {
        verb: "kill",
        functionName: "thumbnails",
        reason: "flood from one client",
        expiresInMinutes: 30,
        by: { kind: "person", name: OPERATOR_ARN },
      },
    ]);
    const forged = await ask("POST", "/functions/thumbnails/kill", {
      body: body({ reason: "flood", by: { kind: "guard" } }),
    });
    expect(forged.statusCode).toBe(400);
    expect(forged.json.error.message).toContain("by: not a field of this order");
  });

  it.each([
    ["no body", "kill", undefined, "the body must be a JSON object"],
    ["broken JSON", "kill", "{", "the body must be a JSON object"],
    ["no reason", "kill", body({}), "reason: must be a text that says why"],
    ["a reason of spaces", "kill", body({ reason: "    " }), "reason: must have at least 3 characters"],
    ["an endless reason", "kill", body({ reason: "x".repeat(501) }), "at most 500 characters"],
    ["too short an expiry", "hold", body({ reason: "flood", expiresInMinutes: 1 }), "at least 5 minutes"],
    ["an expiry as text", "hold", body({ reason: "flood", expiresInMinutes: "30" }), 'quotes, got "30"'],
    [
      "an expiry of a restore",
      "restore",
      body({ reason: "flood", expiresInMinutes: 30 }),
      "expiresInMinutes: not",
    ],
    ["force as text", "restore", body({ reason: "flood", force: "yes" }), "force: must be true or false"],
    ["force of a kill", "kill", body({ reason: "flood", force: true }), "force: not a field of this order"],
    ["too long an exemption", "exempt", body({ reason: "launch", expiresInMinutes: 10_081 }), "(7 days)"],
  ])("names field and cure for %s", async (_what, verb, text, expected) => {
    const { ask, orders } = guard();
    const answer = await ask(
      "POST",
      `/functions/thumbnails/${verb}`,
      text === undefined ? {} : { body: text },
    );
    expect(answer.statusCode).toBe(400);
    expect(answer.json.error.message).toContain(expected);
    expect(orders).toEqual([]);
  });

  it.each<[string, object, Partial<OperatorOrder>]>([
    ["exempt", { expiresInMinutes: 60 }, { expiresInMinutes: 60 }],
    ["exempt", {}, {}],
    ["restore", { force: true }, { force: true }],
    ["approve", {}, {}],
    ["reject", {}, {}],
  ])("passes on %s with %j", async (verb, fields, expected) => {
    const { ask, orders } = guard();
    const answer = await ask("POST", `/functions/thumbnails/${verb}`, {
      body: body({ reason: "because", ...fields }),
    });
    expect(answer.statusCode).toBe(200);
    expect(orders).toEqual([
      {
        verb,
        functionName: "thumbnails",
        reason: "because",
        by: { kind: "person", name: OPERATOR_ARN },
        ...expected,
      },
    ]);
  });

  it("does not take an ARN for the name of a function", async () => {
    const arn = encodeURIComponent("arn:aws:lambda:eu-west-1:123456789012:function:thumbnails");
    const answer = await guard().ask("POST", `/functions/${arn}/kill`, { body: body({ reason: "flood" }) });
    expect(answer.statusCode).toBe(400);
    expect(answer.json.error.message).toContain("functionName: must be the plain name");
  });

  it.each<[number, Refusal]>([
    [404, { kind: "unknown-function", functionName: "thumbnails" }],
    [422, { kind: "exempt", why: "protected by tag" }],
    [422, { kind: "no-safe-brake", why: "a load balancer calls it" }],
    [422, { kind: "rejected-by-aws", operation: "lambda:PutFunctionConcurrency", message: "below minimum" }],
    [409, { kind: "busy", leaseUntilMs: 1_795_316_460_000 }],
    [409, { kind: "stale", judgedVersion: 3, presentVersion: 4 }],
    [409, { kind: "nothing-to-do", why: "it is armed" }],
    [409, { kind: "blast-radius", why: "5 functions in this hour" }],
    [409, { kind: "stood-down", by: { kind: "person", name: OPERATOR_ARN } }],
    [
      409,
      {
        kind: "drifted",
        setting: { kind: "concurrency", functionName: "thumbnails" },
        expected: { kind: "concurrency", reserved: 1 },
        found: { kind: "concurrency", reserved: 40 },
        suspect: "a deployment",
      },
    ],
  ])("answers %i with the next step when the order is refused: %o", async (status, refusal) => {
    const { ask } = guard({ order: async () => refused(refusal) });
    const answer = await ask("POST", "/functions/thumbnails/restore", {
      body: body({ reason: "all clear" }),
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.json.error.code).toBe(refusal.kind);
    expect(answer.json.error.message).not.toBe("");
    expect(answer.json.error.next).not.toBe("");
    expect(answer.headers?.["retry-after"]).toBe(refusal.kind === "busy" ? "15" : undefined);
  });

  it.each([
    [503, new CloudCallError("dynamodb:Query", true, "ThrottlingException")],
    [503, new ConcurrentChangeError("incident of thumbnails")],
    [502, new CloudCallError("dynamodb:Query", false, "AccessDeniedException")],
    [500, new TypeError("x is not a function")],
  ])("answers %i when the guard could not ask: %s", async (status, fault) => {
    const { ask, faults } = guard({
      status: async () => {
        throw fault;
      },
    });
    const answer = await ask("GET", "/status");
    expect(answer.statusCode).toBe(status);
    expect(answer.headers?.["retry-after"]).toBe(status === 503 ? "15" : undefined);
    expect(answer.headers?.["cache-control"]).toBe("no-store");
    expect(answer.body).not.toContain("x is not a function");
    expect(faults).toEqual([fault]);
  });

  it.each([["0"], ["101"], ["-1"], ["many"], ["1e2"]])("refuses the limit %s", async (limit) => {
    const answer = await guard().ask("GET", `/incidents?limit=${limit}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json.error.message).toContain(`1 to 100, got ${limit}`);
  });

  it("shows twenty resolved incidents unless asked for another number", async () => {
    const { ask } = guard({
      incidents: async (limit) => ({ open: [], resolved: [], limit }),
    });
    expect((await ask("GET", "/incidents")).json.limit).toBe(20);
    expect((await ask("GET", "/incidents?limit=3")).json.limit).toBe(3);
  });

  it("tells what somebody changed since the trip, whose change it looks like, and both ways on", async () => {
    const { ask } = guard({
      order: async () =>
        refused({
          kind: "drifted",
          setting: { kind: "concurrency", functionName: "thumbnails" },
          expected: { kind: "concurrency", reserved: 1 },
          found: { kind: "concurrency", reserved: 40 },
          suspect: "it looks like a deployment",
        }),
    });
    const { json } = await ask("POST", "/functions/thumbnails/restore", {
      body: body({ reason: "all clear" }),
    });
    expect(json.error.message).toBe(
      "Its reserved concurrency was changed since the trip: the guard had set reserved concurrency 1, found reserved concurrency 40; it looks like a deployment.",
    );
    expect(json.error.next).toContain("restore --force");
    expect(json.error.next).toContain("release");
  });

  it("plans for every function unless a name or a glob is given", async () => {
    const { ask } = guard({
      plan: async (functionGlob) => ({
        ...noPlan,
        functions: [{ functionName: functionGlob } as FunctionPlan],
      }),
    });
    expect((await ask("GET", "/plan")).json.functions[0].functionName).toBe("*");
    expect((await ask("GET", "/plan?function=shop-*")).json.functions[0].functionName).toBe("shop-*");
  });

  it("asks for a glob where a fleet is too large for one answer", async () => {
    const functions = Array<FunctionPlan>(5_001).fill({ functionName: "one-of-many" } as FunctionPlan);
    const answer = await guard({ plan: async () => ({ ...noPlan, functions }) }).ask("GET", "/plan");
    expect(answer.statusCode).toBe(400);
    expect(answer.json.error.message).toContain("fits 5001 functions");
    expect(answer.json.error.next).toContain("shop-*");
  });

  it("answers 404 for the plan of a function that the inventory does not list", async () => {
    const { ask } = guard({ plan: async () => ({ ...noPlan, catalogueTakenAtMs: noPlan.atMs }) });
    expect((await ask("GET", "/plan")).statusCode).toBe(200);
    const answer = await ask("GET", "/plan?function=nobody");
    expect(answer.statusCode).toBe(404);
    // Without an inventory nobody can tell.
    expect((await guard().ask("GET", "/plan?function=nobody")).statusCode).toBe(200);
    expect(answer.json.error).toMatchObject({ code: "unknown-function" });
  });

  it("counts the savings of thirty days unless asked for others, up to ninety", async () => {
    const { ask } = guard();
    expect((await ask("GET", "/savings")).json.days).toBe(30);
    expect((await ask("GET", "/savings?days=90")).json.days).toBe(90);
    const answer = await ask("GET", "/savings?days=91");
    expect(answer.statusCode).toBe(400);
    expect(answer.json.error.message).toBe("days: must be a whole number from 1 to 90, got 91");
  });

  it("gives no order on GET, nor for a verb it does not know", async () => {
    const { ask, orders } = guard();
    expect((await ask("GET", "/functions/thumbnails/kill")).statusCode).toBe(404);
    expect(
      (await ask("POST", "/functions/thumbnails/delete", { body: body({ reason: "flood" }) })).statusCode,
    ).toBe(404);
    expect(orders).toEqual([]);
  });
});
