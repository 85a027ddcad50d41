import { describe, expect, it } from "vitest";
import { guardBillAlert } from "../../../lib/notify/guard-bill-alert.ts";
import { sampleBill, TENTH_NIGHT_MS } from "../../support/sample-bill.ts";

const SPARSER =
  "The limit of the guard's own bill allows 3 reads a minute where 12 would be worth their price.";

describe("the alert about the guard's own bill", () => {
  it("says how much of the limit is spent, on what, where the month goes, and which key to change", () => {
    const alert = guardBillAlert({ kind: "step", percent: 50, bill: sampleBill }, TENTH_NIGHT_MS);
    expect(alert).toMatchObject({
      alertId: "guard-bill-2026-11-50",
      severity: "info",
      subject: "[Overcurrent] THE GUARD'S OWN BILL: 50 % of its $5.00 are spent",
    });
    expect(alert.text).toContain("The guard has cost $0.82 so far this month; its limit is $5.00.");
    expect(alert.text).toContain("FOR     GetMetricData $0.60, Lambda compute $0.12, Cost Explorer $0.10");
    expect(alert.text).toContain("guardBill.limitUsdPerMonth");
    expect(alert.text).toContain("READING All that is worth its price is still read.");
  });

  it("says how much less is read when it gets sparser", () => {
    const alert = guardBillAlert({ kind: "sparser", sparser: SPARSER, bill: sampleBill }, TENTH_NIGHT_MS);
    expect(alert).toMatchObject({ alertId: "guard-bill-2026-11-sparser", severity: "warning" });
    expect(alert.text.replace(/\s+/g, " ")).toContain(SPARSER);
  });

  it("is critical when all of it is spent, and says what is still seen", () => {
    const alert = guardBillAlert(
      { kind: "step", percent: 100, bill: sampleBill, sparser: SPARSER },
      TENTH_NIGHT_MS,
    );
    expect(alert.severity).toBe("critical");
    expect(alert.text).toContain("The account's total is still read every minute");
  });

  it("is the same one within a month and another one in the next", () => {
    const news = { kind: "step", percent: 80, bill: sampleBill } as const;
    const idAt = (atMs: number) => guardBillAlert(news, atMs).alertId;
    expect(idAt(Date.UTC(2026, 10, 30, 23))).toBe(idAt(TENTH_NIGHT_MS));
    expect(idAt(Date.UTC(2026, 11, 1))).toBe("guard-bill-2026-12-80");
  });

  it("fits into a mail: lines of at most 100 characters", () => {
    const { text } = guardBillAlert({ kind: "step", percent: 100, bill: sampleBill }, TENTH_NIGHT_MS);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
