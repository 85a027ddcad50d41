import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../../../../lib/domain/time.ts";
import { billMeter } from "../../../../scripts/bench/loop/hourly-bill.ts";
import { START_MS } from "./small-scenario.ts";

/** A meter whose function costs a dollar more in each hour than in the one before. */
function threeHours(earlier?: Parameters<typeof billMeter>[2]) {
  let usd = 100;
  const meter = billMeter(["shop"], () => usd, earlier);
  [1, 2, 3].forEach((hour) => {
    usd += hour;
    meter.closeHour(START_MS + hour * HOUR_MS);
  });
  return meter;
}

describe("billMeter", () => {
  it("books what each hour cost, and nothing from before it began", () => {
    const bill = threeHours();
    expect(bill.functionUsd("shop", START_MS, START_MS + HOUR_MS)).toBe(1);
    expect(bill.functionUsd("shop", START_MS - HOUR_MS, START_MS + 3 * HOUR_MS)).toBe(6);
  });

  it("shows no hour before it has ended", () => {
    expect(threeHours().functionUsd("shop", START_MS, START_MS + 1.9 * HOUR_MS)).toBe(1);
  });

  it("goes on with the earlier bill", () => {
    const earlier = { functionUsd: () => 50 };
    expect(threeHours(earlier).functionUsd("shop", START_MS - 2 * HOUR_MS, START_MS + HOUR_MS)).toBe(101);
  });
});
