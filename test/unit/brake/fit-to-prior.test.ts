import { describe, expect, it } from "vitest";
import { fitToPrior } from "../../../lib/brake/fit-to-prior.ts";
import { aMapping, CONCURRENCY, reserved, source } from "../../support/fake-control.ts";

const throttle = { setting: CONCURRENCY, wanted: reserved(1), allowances: [reserved(4)], reason: "" };
const pause = { setting: aMapping(), wanted: source(false), allowances: [source(true, 2)], reason: "" };

describe("a change fitted to what is really set", () => {
  it("stays as planned where nothing is reserved", () => {
    expect(fitToPrior(throttle, reserved("unreserved"))).toMatchObject({
      ...throttle,
      prior: reserved("unreserved"),
    });
  });
  it("never raises a reservation, neither tripped nor probing", () => {
    expect(fitToPrior(throttle, reserved(3))).toMatchObject({
      wanted: reserved(1),
      allowances: [reserved(3)],
    });
    expect(fitToPrior({ ...throttle, allowances: [reserved("unreserved")] }, reserved(3))).toMatchObject({
      allowances: [reserved(3)],
    });
  });
  it.each([1, 0])("drops out where %i is reserved already", (value) => {
    expect(fitToPrior(throttle, reserved(value))).toBeUndefined();
  });
  it("keeps the ceiling of a mapping while it is off", () => {
    expect(fitToPrior(pause, source(true, 20))).toMatchObject({
      wanted: source(false, 20),
      allowances: [source(true, 2)],
    });
    expect(fitToPrior({ ...pause, allowances: [source(true)] }, source(true, 20))).toMatchObject({
      allowances: [source(true, 20)],
    });
  });
  it("keeps each stage once and leaves out what is the prior state", () => {
    const stages = { ...throttle, allowances: [reserved(2), reserved(8), reserved(40)] };
    expect(fitToPrior(stages, reserved(9))?.allowances).toEqual([reserved(2), reserved(8)]);
    expect(fitToPrior(stages, reserved(5))?.allowances).toEqual([reserved(2)]);
    expect(fitToPrior(stages, reserved(2))?.allowances).toEqual([reserved(2)]);
  });
  it("has a cap only below what is set", () => {
    const capped = { ...throttle, cap: reserved(4) };
    expect(fitToPrior(capped, reserved(9))?.cap).toEqual(reserved(4));
    expect(fitToPrior(capped, reserved(4))?.cap).toBeUndefined();
    expect(fitToPrior({ ...pause, cap: source(true, 8) }, source(true, 5))?.cap).toBeUndefined();
  });
  it("leaves a mapping alone that is off", () => {
    expect(fitToPrior(pause, source(false))).toBeUndefined();
  });
  it("makes nothing of a value of another kind", () => {
    expect(fitToPrior(pause, reserved(3))).toBeUndefined();
  });
});
