import { describe, expect, it } from "vitest";
import { CONFIRM, surgeOf, type Usual } from "../../../lib/detect/surge.ts";
import { minutes } from "./scene.ts";

const usual: Usual = {
  expected: 20,
  record: 60,
  spread: { overdispersion: 1, relativeSpread: 0.2 },
  unit: 1,
};
const scoreOf = (at: (age: number) => number, lateMinutes = 0): number =>
  surgeOf(minutes(30, at), usual, CONFIRM, lateMinutes).score;

describe("a surge", () => {
  it("is ten times the record in one minute", () => {
    expect(scoreOf((age) => (age === 0 ? 600 : 20))).toBe(1);
    expect(scoreOf((age) => (age === 0 ? 590 : 20))).toBeLessThan(1);
  });

  it("is five times the record in two minutes of three", () => {
    expect(scoreOf((age) => (age === 0 || age === 2 ? 300 : 20))).toBe(1);
    expect(scoreOf((age) => (age === 0 || age === 3 ? 300 : 20))).toBeLessThan(1);
  });

  it("is twice the record where it is fifteen times what this hour expects", () => {
    expect(scoreOf((age) => (age < 3 ? 300 : 20))).toBe(1);
    const night: Usual = { ...usual, expected: 4 };
    expect(
      surgeOf(
        minutes(30, (age) => (age < 3 ? 120 : 4)),
        night,
        CONFIRM,
      ).score,
    ).toBe(1);
    expect(
      surgeOf(
        minutes(30, (age) => (age < 3 ? 120 : 20)),
        usual,
        CONFIRM,
      ).score,
    ).toBeLessThan(1);
  });

  it("is no record that is reached again, nor three times the record for as long as you like", () => {
    expect(scoreOf((age) => (age % 5 === 0 ? 60 : 20))).toBeLessThan(1);
    expect(scoreOf(() => 180)).toBeLessThan(1);
  });

  it("is also seen before the minutes whose runs have not ended yet", () => {
    const at = (age: number): number => (age < 5 ? 0 : age < 8 ? 400 : 20);
    expect(scoreOf(at)).toBeLessThan(1);
    expect(scoreOf(at, 5)).toBeGreaterThan(1);
  });

  it("of an idle function takes more than a run or two", () => {
    const idle: Usual = { ...usual, expected: 0, record: 0 };
    expect(
      surgeOf(
        minutes(30, (age) => (age === 0 ? 3 : 0)),
        idle,
        CONFIRM,
      ).score,
    ).toBeLessThan(1);
    expect(
      surgeOf(
        minutes(30, (age) => (age < 3 ? 20 : 0)),
        idle,
        CONFIRM,
      ).score,
    ).toBeGreaterThan(1);
  });
});
