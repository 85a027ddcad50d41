import { expect, it } from "vitest";
import { sampleBill } from "../../support/sample-bill.ts";

it("the report of the guard's bill says what for, by which function, and where the month goes", () => {
  // $0.60 of metrics, 9,000 GB-s at $0.0000133334, $0.10 of Cost Explorer, 14,410 runs at $0.0000002.
  expect(sampleBill.billedUsd).toBeCloseTo(0.6 + 0.12 + 0.1 + 0.0029, 3);
  expect(sampleBill.services.map(({ item }) => item)).toEqual([
    "GetMetricData",
    "Lambda compute",
    "Cost Explorer",
    "Lambda requests",
  ]);
  expect(sampleBill.parts.map(({ part }) => part)).toEqual(["watch", "learn"]);
  // Three times ten days.
  expect(sampleBill.expectedUsd).toBeCloseTo(3 * sampleBill.billedUsd, 6);
  expect(sampleBill.reading.state).toBe("ample");
});
