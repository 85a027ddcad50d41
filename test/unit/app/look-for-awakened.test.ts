import { describe, expect, it } from "vitest";
import { knownAccount } from "../../../lib/app/known-account.ts";
import { type Listing, lookForAwakened } from "../../../lib/app/look-for-awakened.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { aCatalogue, aProfile, NOW_MS } from "../../support/builders.ts";
import { scriptedMetrics } from "../../support/scripted-metrics.ts";

const catalogue = aCatalogue([aProfile({ functionName: "silent" }), aProfile({ functionName: "asleep" })]);

/** What comes of a list, where everything that is asked about runs. */
const looked = (active: Listing["active"], runs = 5) =>
  lookForAwakened(
    {
      ...knownAccount(catalogue, [], NOW_MS),
      ...{ catalogue, nowMs: NOW_MS, untilMs: NOW_MS + MINUTE_MS, read: new Map() },
      metrics: scriptedMetrics(() => runs),
      ask: async (functionNames) => new Map(functionNames.map((name) => [name, "no answer"])),
      judge: (functionName) => ({ kind: "could-not-look", functionName, reason: "no answer" }),
    },
    { active, everyMinutes: 15, mostMetrics: 8 },
  );

describe("what is said of a list", () => {
  it("tells how many woke, and of how many that ran", async () => {
    expect(await looked({ functionNames: new Set(["silent"]) })).toEqual({
      functions: 1,
      foundUnknown: false,
      everyMinutes: 15,
      reason: "1 of 1 functions that woke, of 1 that ran in the last hours",
    });
  });

  it("tells that nobody woke apart from that nobody said", async () => {
    const nobody = await looked({ functionNames: new Set() });
    const unasked = await looked("AccessDenied");
    expect(nobody.reason).toBe("0 of 0 functions that woke, of 0 that ran in the last hours");
    expect(unasked.reason).toBe("CloudWatch was asked who ran, and gave no answer: AccessDenied");
  });

  it("tells when the list was cut short", async () => {
    const { reason } = await looked({
      functionNames: new Set(["silent"]),
      cutShort: "no time left this minute",
    });
    expect(reason).toContain("; more may have run: no time left this minute");
  });

  it("finds a name that ran since the inventory, and none that did not, nor a replica of another region", async () => {
    const unknown = { functionNames: new Set(["stranger"]) };
    expect((await looked(unknown)).foundUnknown).toBe(true);
    expect((await looked(unknown, 0)).foundUnknown).toBe(false);
    expect((await looked({ functionNames: new Set(["us-east-1.edge"]) })).foundUnknown).toBe(false);
  });
});
