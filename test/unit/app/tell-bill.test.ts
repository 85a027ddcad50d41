import { describe, expect, it } from "vitest";
import { tellBill } from "../../../lib/app/tell-bill.ts";
import { NO_USAGE } from "../../../lib/domain/guard-usage.ts";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { plainTextGuardAlerts } from "../../../lib/notify/guard-health-alert.ts";
import type { GuardMetric } from "../../../lib/ports/guard-metrics.ts";
import { memoryStores } from "../../../lib/sim/memory/memory-stores.ts";
import { aPolicy } from "../../support/builders.ts";
import { TENTH_NIGHT_MS, tenDaysOfUsage } from "../../support/sample-bill.ts";

/** A month in which watch has read so many metrics besides its usual work, at $0.01 per thousand. */
async function monthWith(metricsMore: number) {
  const stores = memoryStores();
  for (const [part, usage] of Object.entries(tenDaysOfUsage))
    await stores.usage.add(part as "watch" | "learn", usage, TENTH_NIGHT_MS);
  const readMore = (metrics: number) =>
    stores.usage.add("watch", { ...NO_USAGE, getMetricDataMetrics: metrics }, TENTH_NIGHT_MS);
  await readMore(metricsMore);
  const published: Partial<Record<GuardMetric, number>>[] = [];
  const tell = (sparser?: string, atMs = TENTH_NIGHT_MS) =>
    tellBill(
      {
        ...stores,
        policy: aPolicy(),
        guardMetrics: { put: (values) => void published.push(values) },
        guardAlerts: plainTextGuardAlerts,
      },
      sparser,
      atMs,
    );
  const told = async () => (await stores.outbox.listUnsent()).map(({ alertId }) => alertId).sort();
  return { tell, told, readMore, published };
}

describe("the guard's own bill", () => {
  it("is published each time, and tells nobody while less than half of the limit is spent", async () => {
    const { tell, told, published } = await monthWith(0);
    await tell();
    // $0.60 of metrics, $0.12 of Lambda, $0.10 of Cost Explorer.
    expect(published).toEqual([{ BillUsd: expect.closeTo(0.823, 3) }]);
    expect(await told()).toEqual([]);
  });

  it("is told once when half, four fifths and all of the limit are spent", async () => {
    // $0.82 and $1.80; then $1.50 and $1.00 more.
    const { tell, told, readMore } = await monthWith(180_000);
    await tell();
    await tell(undefined, TENTH_NIGHT_MS + MINUTE_MS);
    expect(await told()).toEqual(["guard-bill-2026-11-50"]);
    await readMore(150_000);
    await tell();
    expect(await told()).toEqual(["guard-bill-2026-11-50", "guard-bill-2026-11-80"]);
    await readMore(100_000);
    await tell();
    expect(await told()).toEqual([
      "guard-bill-2026-11-100",
      "guard-bill-2026-11-50",
      "guard-bill-2026-11-80",
    ]);
  });

  it("is told when reading gets sparser for it, however little is spent", async () => {
    const { tell, told } = await monthWith(0);
    await tell("3 reads a minute where 12 would be worth their price.");
    expect(await told()).toEqual(["guard-bill-2026-11-sparser"]);
  });
});
