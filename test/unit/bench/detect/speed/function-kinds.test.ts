import { describe, expect, it } from "vitest";
import { kindAt } from "../../../../../scripts/bench/detect/speed/function-kinds.ts";

const namesOf = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, offset) => kindAt(from + offset).name);

describe("kindAt", () => {
  it("mixes each hundred functions as published, and attacks one of them", () => {
    for (const from of [0, 100, 99_900]) {
      const names = namesOf(from, 100);
      const counts = Object.fromEntries(
        [...new Set(names)].map((name) => [name, names.filter((each) => each === name).length]),
      );
      // docs/traffic.md: 45 % at most once an hour, 81 % at most once a minute.
      expect(counts).toEqual({ idle: 45, light: 36, busy: 15, bursty: 3, attacked: 1 });
    }
  });

  it("lets no kind stand together, so that a part of a hundred is mixed, too", () => {
    const idle = namesOf(0, 20).filter((name) => name === "idle").length;
    expect(idle).toBeGreaterThanOrEqual(7);
    expect(idle).toBeLessThanOrEqual(11);
  });
});
