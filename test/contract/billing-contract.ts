import { describe, expect, it } from "vitest";
import type { BillingReader } from "../../lib/ports/billing.ts";

/** @param makeReader an account that began on 2026-11-20 and has seen traffic until 2026-11-23T01:00Z */
export function describeBillingContract(name: string, makeReader: () => Promise<BillingReader>): void {
  describe(name, () => {
    it("lists every day asked for, the last one excluded, with what is known of it", async () => {
      const costs = await (await makeReader()).readDailyLambdaCost("2026-11-19", "2026-11-24");
      expect(costs.map(({ day }) => day)).toEqual([
        "2026-11-19",
        "2026-11-20",
        "2026-11-21",
        "2026-11-22",
        "2026-11-23",
      ]);
      // A day is final once it is wholly older than the 24 hours by which bills are late.
      expect(costs.map(({ usd, estimated }) => [usd > 0, estimated])).toEqual([
        [false, expect.any(Boolean)],
        [true, false],
        [true, false],
        [true, true],
        [false, true],
      ]);
    });

    it("reads quarters, which take several pages", async () => {
      const costs = await (await makeReader()).readDailyLambdaCost("2026-09-01", "2026-12-01");
      expect(costs).toHaveLength(91);
      expect(costs.filter(({ usd }) => usd > 0)).toHaveLength(3);
    });
  });
}
