import { describe, expect, it } from "vitest";
import { type GuardUsage, NO_USAGE } from "../../lib/domain/guard-usage.ts";
import { DAY_MS } from "../../lib/domain/time.ts";
import type { UsageStore } from "../../lib/ports/stores.ts";
import { NOW_MS } from "./samples.ts";

const usage = (given: Partial<GuardUsage>): GuardUsage => ({ ...NO_USAGE, ...given });

export function describeUsageContract(makeSubject: () => Promise<UsageStore>): void {
  describe("usage", () => {
    it("is empty while nothing has run", async () => {
      expect(await (await makeSubject()).ofMonth(NOW_MS)).toEqual({});
    });

    it("adds up by part", async () => {
      const store = await makeSubject();
      await store.add("watch", usage({ getMetricDataMetrics: 20, lambdaInvocations: 1 }), NOW_MS);
      await store.add("watch", usage({ getMetricDataMetrics: 5, lambdaGbSeconds: 0.25 }), NOW_MS);
      await store.add("learn", usage({ costExplorerRequests: 2 }), NOW_MS);
      expect(await store.ofMonth(NOW_MS)).toEqual({
        watch: usage({ getMetricDataMetrics: 25, lambdaInvocations: 1, lambdaGbSeconds: 0.25 }),
        learn: usage({ costExplorerRequests: 2 }),
      });
    });

    it("loses nothing when runs end at the same time", async () => {
      const store = await makeSubject();
      const runs = Array.from({ length: 20 }, () => store.add("worker", usage({ sqsRequests: 1 }), NOW_MS));
      await Promise.all(runs);
      expect(await store.ofMonth(NOW_MS)).toEqual({ worker: usage({ sqsRequests: 20 }) });
    });

    it("begins anew with each calendar month in UTC", async () => {
      const store = await makeSubject();
      const newYearMs = Date.UTC(2027, 0, 1);
      await store.add("watch", usage({ logBytes: 700 }), newYearMs - 1);
      await store.add("watch", usage({ logBytes: 30 }), newYearMs);
      expect(await store.ofMonth(newYearMs - 30 * DAY_MS)).toEqual({ watch: usage({ logBytes: 700 }) });
      expect(await store.ofMonth(newYearMs + DAY_MS)).toEqual({ watch: usage({ logBytes: 30 }) });
    });
  });
}
