import { array, assert, double, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { complementaryError } from "../../../../scripts/bench/detect/peers/complementary-error.ts";
import { medianOf } from "../../../../scripts/bench/detect/peers/median.ts";
import { studentTail } from "../../../../scripts/bench/detect/peers/student-t.ts";
import { quantile } from "../../../../scripts/bench/detect/quantile.ts";

const relativeError = (found: number, truth: number): number => Math.abs(found / truth - 1);

describe("studentTail", () => {
  // scipy.stats.t.isf of scipy 1.17.
  it.each([
    [0.2, 3, 0.9784723123633038],
    [0.00625, 2, 8.8602000346543],
    [0.05 / 60, 28, 3.4785877427930947],
    [0.05 / 4032, 2016, 4.226437653190263],
    [0.05 / 43_200, 21_598, 4.725072098380424],
  ])("is exceeded with probability %d at %d degrees of freedom", (tail, degrees, truth) => {
    expect(relativeError(studentTail(tail, degrees), truth)).toBeLessThan(1e-10);
  });
});

describe("complementaryError", () => {
  // scipy.special.erfc of scipy 1.17.
  it.each([
    [0, 1],
    [0.5, 0.4795001221869535],
    [1.9, 0.007209570764742531],
    [2, 0.004677734981047266],
    [5, 1.5374597944280347e-12],
    [20, 5.395865611607901e-176],
  ])("of %d keeps its digits far out", (x, truth) => {
    expect(relativeError(complementaryError(x), truth)).toBeLessThan(1e-12);
  });
});

describe("medianOf", () => {
  it("is the middle of the sorted values, or the mean of the two in the middle", () => {
    const values = array(double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), {
      minLength: 1,
      maxLength: 50,
    });
    assert(
      property(values, (numbers) => {
        expect(medianOf(numbers)).toBeCloseTo(quantile(Float64Array.from(numbers).sort(), 0.5), 5);
      }),
    );
  });
});
