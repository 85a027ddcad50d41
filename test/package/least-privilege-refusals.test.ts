import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PackagedGuard, packageGuard } from "./packaged-guard.ts";
import type { RoleRequest } from "./role-request.ts";
import { DEPLOYMENT, decide } from "./role-simulation.ts";
import { FUNCTIONS } from "./role-statements.ts";

let guard: PackagedGuard;
beforeAll(async () => {
  guard = await packageGuard(DEPLOYMENT);
});
afterAll(() => guard.remove());

const { accountId, region, tableArn, topicArn } = DEPLOYMENT;
const functionArn = (functionName: string): string =>
  `arn:aws:lambda:${region}:${accountId}:function:${functionName}`;
const pipeArn = (pipeName: string): string => `arn:aws:pipes:${region}:${accountId}:pipe/${pipeName}`;
const MAPPING_ARN = `arn:aws:lambda:${region}:${accountId}:event-source-mapping:a1b2c3d4-0000-4000-8000-000000000001`;
const PROTECTED = { "aws:ResourceTag/overcurrent:protect": "true" };

const setting = (functionName: string, context: RoleRequest["context"] = {}): RoleRequest[] =>
  ["lambda:PutFunctionConcurrency", "lambda:DeleteFunctionConcurrency"].map((action) => ({
    action,
    resource: functionArn(functionName),
    context,
  }));
const switching = (functionName: string, context: RoleRequest["context"] = {}): RoleRequest => ({
  action: "lambda:UpdateEventSourceMapping",
  resource: MAPPING_ARN,
  context: { "lambda:FunctionArn": functionArn(functionName), ...context },
});
const stopping = (pipeName: string, context: RoleRequest["context"] = {}): RoleRequest => ({
  action: "pipes:StopPipe",
  resource: pipeArn(pipeName),
  context,
});
const starting = (pipeName: string, context: RoleRequest["context"] = {}): RoleRequest => ({
  ...stopping(pipeName, context),
  action: "pipes:StartPipe",
});
const writing = (pk: string): RoleRequest[] =>
  ["dynamodb:PutItem", "dynamodb:DeleteItem"].map((action) => ({
    action,
    resource: tableArn,
    context: { "dynamodb:LeadingKeys": [pk] },
  }));

const limitingAt = (where: string, functionName: string): RoleRequest => ({
  action: "lambda:PutFunctionConcurrency",
  resource: `arn:aws:lambda:${where}:${accountId}:function:${functionName}`,
  context: {},
});

const CHANGES = [...setting("checkout"), switching("checkout"), stopping("paid"), starting("paid")];
const BREAKERS = ["BREAKER#checkout", "BREAKER#ACTIVE"].flatMap(writing);

/** What cannot be undone, widens the guard's rights, or silences it. */
const DISASTERS: readonly RoleRequest[] = [
  ["lambda:DeleteFunction", functionArn("checkout")],
  ["lambda:UpdateFunctionCode", functionArn("checkout")],
  ["lambda:UpdateFunctionConfiguration", functionArn("checkout")],
  ["lambda:AddPermission", functionArn("checkout")],
  ["lambda:InvokeFunction", functionArn("checkout")],
  ["lambda:DeleteEventSourceMapping", MAPPING_ARN],
  ["pipes:DeletePipe", pipeArn("paid")],
  ["pipes:UpdatePipe", pipeArn("paid")],
  ["dynamodb:DeleteTable", tableArn],
  ["dynamodb:Scan", tableArn],
  ["dynamodb:GetItem", `${tableArn}-of-somebody-else`],
  ["sns:Unsubscribe", topicArn],
  ["sns:Publish", `${topicArn}-of-somebody-else`],
  ["iam:PassRole", `arn:aws:iam::${accountId}:role/admin`],
  ["iam:PutRolePolicy", `arn:aws:iam::${accountId}:role/overcurrent-demo-actuate`],
  ["sts:AssumeRole", `arn:aws:iam::${accountId}:role/admin`],
].map(([action = "", resource = ""]) => ({ action, resource, context: {} }));

async function allowed(name: string, requests: readonly RoleRequest[]): Promise<RoleRequest[]> {
  const found: RoleRequest[] = [];
  for (const request of requests)
    if ((await decide(guard.template, name, request)) === "Allowed") found.push(request);
  return found;
}

const decisions = (name: string, requests: readonly RoleRequest[]) =>
  Promise.all(requests.map((request) => decide(guard.template, name, request)));

describe("IAM, asked with the packaged roles", () => {
  it.each(FUNCTIONS)(
    "lets %s do nothing that cannot be undone, widens its rights or silences it",
    async (name) => {
      expect(await allowed(name, DISASTERS)).toEqual([]);
    },
  );

  it.each(FUNCTIONS.filter((name) => name !== "actuate"))(
    "lets %s change no function and write no breaker",
    async (name) => {
      expect(await allowed(name, [...CHANGES, ...BREAKERS])).toEqual([]);
    },
  );

  it("lets actuate change an ordinary function, so that the refusals below mean something", async () => {
    expect(await allowed("actuate", CHANGES)).toEqual(CHANGES);
  });

  it("denies actuate to limit what is tagged as protected, and lets it take a limit away", async () => {
    const [limit, unlimit] = setting("checkout", PROTECTED);
    const limiting = [
      ...(limit ? [limit] : []),
      switching("checkout", PROTECTED),
      stopping("paid", PROTECTED),
    ];
    expect(new Set(await decisions("actuate", limiting))).toEqual(new Set(["ExplicitlyDenied"]));
    const freeing = [...(unlimit ? [unlimit] : []), starting("paid", PROTECTED)];
    expect(await decisions("actuate", freeing)).toEqual(["Allowed", "Allowed"]);
  });

  it("lets actuate change an event source that feeds an alias", async () => {
    expect(await decisions("actuate", [switching("checkout:live")])).toEqual(["Allowed"]);
  });

  describe("where only shop-* is guarded, in every region", () => {
    let confined: PackagedGuard;
    beforeAll(async () => {
      const parameters = ["guardedFunctions=shop-*", "guardedPipes=shop-*", "guardedRegions=*"].map(
        (parameter) => `--param=${parameter}`,
      );
      confined = await packageGuard({ ...DEPLOYMENT, parameters });
    });
    afterAll(() => confined.remove());

    const changesOf = (name: string) => [
      ...setting(name),
      switching(name),
      switching(`${name}:live`),
      stopping(name),
      starting(name),
    ];
    const decided = async (name: string) =>
      new Set(
        await Promise.all(changesOf(name).map((request) => decide(confined.template, "actuate", request))),
      );

    it("lets actuate change what is", async () => {
      expect(await decided("shop-checkout")).toEqual(new Set(["Allowed"]));
    });

    it("lets actuate change it in other regions, too, but never a guard", async () => {
      const decidedThere = (functionName: string) =>
        decide(confined.template, "actuate", limitingAt("sa-east-1", functionName));
      expect(await decidedThere("shop-checkout")).toBe("Allowed");
      expect(await decidedThere("checkout")).toBe("ImplicitlyDenied");
      expect(await decidedThere("overcurrent-demo-watch")).toBe("ExplicitlyDenied");
    });

    it("lets actuate change nothing else", async () => {
      expect(await decided("checkout")).toEqual(new Set(["ImplicitlyDenied"]));
    });
  });

  it("denies actuate the guard's own functions and their event sources", async () => {
    const own = FUNCTIONS.map((name) => `overcurrent-demo-${name}`);
    const requests = own.flatMap((functionName) => [...setting(functionName), switching(functionName)]);
    expect(new Set(await decisions("actuate", requests))).toEqual(new Set(["ExplicitlyDenied"]));
  });

  it("keeps every function to its own records", async () => {
    const writers: [string, string[]][] = [
      ["LEASE", ["actuate"]],
      ["SNAPSHOT#catalogue", ["inventory"]],
      ["SNAPSHOT#baselines", ["learn"]],
      ["ALERT#SENT#1", ["notify"]],
      ["INCIDENT#OPEN", ["watch", "actuate", "api"]],
    ];
    for (const [pk, expected] of writers) {
      const found: string[] = [];
      for (const name of FUNCTIONS) if ((await allowed(name, writing(pk))).length > 0) found.push(name);
      expect(found, pk).toEqual(expected);
    }
  });

  describe("in other accounts and regions", () => {
    const assuming = (role: string): RoleRequest => ({
      action: "sts:AssumeRole",
      resource: `arn:aws:iam::222222222222:role/${role}`,
      context: {},
    });
    const recordsOf = (pk: string) => writing(`@222222222222/eu-west-1#${pk}`);
    const whoMay = async (requests: readonly RoleRequest[]): Promise<string[]> => {
      const found: string[] = [];
      for (const name of FUNCTIONS) if ((await allowed(name, requests)).length > 0) found.push(name);
      return found;
    };

    it("lets only the worker take the role that looks, and only actuate the one that acts", async () => {
      expect(await whoMay([assuming("overcurrent-demo-spoke-read")])).toEqual(["worker"]);
      expect(await whoMay([assuming("overcurrent-demo-spoke-actuate")])).toEqual(["actuate"]);
      expect(await whoMay([assuming("overcurrent-prod-spoke-read"), assuming("admin")])).toEqual([]);
    });

    it("keeps the records of other targets to the worker, to actuate and to whoever answers operators", async () => {
      const writers: [string, string[]][] = [
        ["BREAKER#checkout", ["actuate"]],
        ["LEASE", ["actuate"]],
        ["SNAPSHOT#catalogue", ["worker"]],
        ["SNAPSHOT#baselines", ["worker"]],
        ["LEDGER#checkout", ["worker", "actuate"]],
        ["INCIDENT#OPEN", ["worker", "actuate", "api"]],
      ];
      for (const [pk, expected] of writers) expect(await whoMay(recordsOf(pk)), pk).toEqual(expected);
    });

    it("lets the worker read what functions are in every region of the own account, and of no other", async () => {
      const reading = (resource: string): RoleRequest => ({
        action: "lambda:GetPolicy",
        resource,
        context: {},
      });
      const own = reading(`arn:aws:lambda:sa-east-1:${accountId}:function:checkout`);
      const foreign = reading("arn:aws:lambda:sa-east-1:222222222222:function:checkout");
      expect(await decisions("worker", [own, foreign])).toEqual(["Allowed", "ImplicitlyDenied"]);
    });

    it("lets actuate change nothing in other regions as long as they are not guarded", async () => {
      expect(await decisions("actuate", [limitingAt("sa-east-1", "checkout")])).toEqual(["ImplicitlyDenied"]);
    });
  });
});
