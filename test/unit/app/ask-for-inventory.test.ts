import { describe, expect, it } from "vitest";
import { askForDescriptions } from "../../../lib/app/ask-for-inventory.ts";
import type { Verdict } from "../../../lib/domain/anomaly.ts";
import { CloudCallError } from "../../../lib/domain/errors.ts";
import type { FunctionProfile } from "../../../lib/domain/function-profile.ts";
import { type InventoryOrder, inventoryOrderOf } from "../../../lib/domain/inventory-order.ts";
import { HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import type { InventoryBell } from "../../../lib/ports/messaging.ts";
import { anAnomaly, aProfile, NOW_MS } from "../../support/builders.ts";
import { CONCURRENCY, fakeControl, reserved } from "../../support/fake-control.ts";
import { scriptedGuard } from "../../support/scripted-guard.ts";
import { silentLog } from "../../support/silent-log.ts";

const runsAway = (functionName: string): Verdict => ({
  kind: "anomalous",
  functionName,
  anomaly: { ...anAnomaly(), functionName },
});
const isCalm = (functionName: string): Verdict => ({ kind: "quiet", functionName, reason: "as usual" });
const described = (functionName: string, describedAtMs: FunctionProfile["describedAtMs"]) =>
  aProfile({ functionName, describedAtMs });

async function askedFor(verdicts: readonly Verdict[], functions: readonly FunctionProfile[]) {
  const orders: InventoryOrder[] = [];
  const inventoryBell: InventoryBell = { ring: async (order) => void orders.push(order) };
  const profileOf = new Map(functions.map((profile) => [profile.functionName, profile]));
  await askForDescriptions({ inventoryBell, log: silentLog() }, verdicts, profileOf, NOW_MS);
  return orders;
}

describe("asking for descriptions", () => {
  it("is for what runs away and was not described in the last hours", async () => {
    const fleet = [
      described("never", "never"),
      described("long-ago", NOW_MS - 4 * HOUR_MS),
      described("lately", NOW_MS - HOUR_MS),
      described("calm", "never"),
    ];
    const verdicts = [
      runsAway("long-ago"),
      runsAway("lately"),
      isCalm("calm"),
      runsAway("never"),
      runsAway("gone"),
    ];
    expect(await askedFor(verdicts, fleet)).toEqual([
      { of: "functions", functionNames: ["long-ago", "never"] },
    ]);
  });

  it("asks nobody when all of it is known", async () => {
    expect(await askedFor([runsAway("lately")], [described("lately", NOW_MS)])).toEqual([]);
  });

  it("asks for the dearest when a whole fleet runs away, and for the others with the next tick", async () => {
    const names = Array.from({ length: 100 }, (_, index) => `f-${index}`);
    const orders = await askedFor(
      names.map(runsAway),
      names.map((name) => described(name, "never")),
    );
    expect(orders).toEqual([{ of: "functions", functionNames: names.slice(0, 60) }]);
  });

  it("goes on when the bell cannot be rung", async () => {
    const inventoryBell: InventoryBell = {
      ring: () =>
        Promise.reject(new CloudCallError("lambda:InvokeFunction", true, "TooManyRequestsException")),
    };
    const log = silentLog();
    const profileOf = new Map([["checkout", described("checkout", "never")]]);
    await askForDescriptions({ inventoryBell, log }, [runsAway("checkout")], profileOf, NOW_MS);
    expect(log.lines).toContainEqual(expect.objectContaining({ level: "warn" }));
  });
});

describe("a function of a large fleet that runs away", () => {
  const checkout = aProfile({ describedAtMs: NOW_MS - 20 * HOUR_MS });
  const began = NOW_MS + 5 * MINUTE_MS;
  const flood = (_name: string | undefined, measurement: string, atMs: number) => {
    const runs = atMs >= began ? 60_000 : 60;
    return measurement === "durationMs" ? runs * 500 : runs;
  };

  it("is described at once, and acted upon by what that shows", async () => {
    const control = fakeControl([[CONCURRENCY, reserved("unreserved")]]);
    const { playTo } = await scriptedGuard(flood, [checkout], { inventory: () => [checkout], control });
    const reports = await playTo(began + 6 * MINUTE_MS);
    const said = reports.flatMap(({ responses }) =>
      responses.filter((each) => each.functionName === "checkout"),
    );
    const [first, ...later] = said.filter(({ did }) => did !== "none");
    expect(first?.reason).toContain("described the function 20.1 hours ago");
    expect(later.map(({ did }) => did)).toContain("act");
  });

  it("is not acted upon as long as nobody can describe it", async () => {
    const { playTo } = await scriptedGuard(flood, [checkout]);
    const reports = await playTo(began + 6 * MINUTE_MS);
    expect(reports.flatMap(({ responses }) => responses.map(({ did }) => did))).not.toContain("act");
  });
});

describe("an order for the inventory", () => {
  it.each([
    [{ of: "news" }, { of: "news" }],
    [
      { of: "functions", functionNames: ["checkout"] },
      { of: "functions", functionNames: ["checkout"] },
    ],
    [{ of: "functions", functionNames: "checkout" }, { of: "everything" }],
    [{ "detail-type": "Scheduled Event", detail: {} }, { of: "everything" }],
    [undefined, { of: "everything" }],
  ])("written as %j is read as %j", (event, order) => {
    expect(inventoryOrderOf(event)).toEqual(order);
  });
});
