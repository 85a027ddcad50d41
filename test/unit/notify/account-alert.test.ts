import { describe, expect, it } from "vitest";
import { ACCOUNT_TOTAL } from "../../../lib/domain/account-subject.ts";
import type { Cause } from "../../../lib/domain/anomaly.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { plainTextAlerts } from "../../../lib/notify/plain-text-alerts.ts";
import { NOW_MS, sampleIncident } from "../../contract/samples.ts";

const { latest } = sampleIncident();
const alertOf = (cause: Cause, atMs = NOW_MS) =>
  plainTextAlerts.aboutAccount(
    sampleIncident({
      functionName: ACCOUNT_TOTAL,
      latest: {
        ...latest,
        functionName: ACCOUNT_TOTAL,
        cause,
        causeSentence: "31 of 40 functions do more than usual.",
      },
    }),
    atMs,
  );

describe("an alert about the account as a whole", () => {
  it("says in the subject what happens and what it may cost", () => {
    expect(alertOf("many-small-rises").subject).toBe(
      "[Overcurrent] MANY SMALL RISES in the account: $100.00 at risk",
    );
    expect(alertOf("awakened").subject).toBe("[Overcurrent] AN IDLE REGION WOKE UP: $100.00 at risk");
    expect(alertOf("unknown-function").subject).toBe(
      "[Overcurrent] UNKNOWN FUNCTIONS run in the account: $100.00 at risk",
    );
  });

  it("says that nothing was stopped, and offers no brake for what is no function", () => {
    const { text } = alertOf("many-small-rises");
    expect(text).toContain("Nothing has been stopped.");
    expect(text).not.toContain("overcurrent kill");
    expect(text).toContain("31 of 40 functions do more than usual.");
  });

  it("tells how to find out who made what runs, where keys may be stolen", () => {
    for (const cause of ["awakened", "unknown-function"] as const)
      expect(alertOf(cause).text).toMatch(/^ {2}aws cloudtrail lookup-events .*CreateFunction20150331$/m);
  });

  it("has one id for as long as its incident lasts", () => {
    expect(alertOf("awakened", NOW_MS + 30 * MINUTE_MS).alertId).toBe(alertOf("awakened").alertId);
  });
});
