import { describe, expect, it } from "vitest";
import { evenPace } from "../../../lib/aws/control-plane-pace.ts";

/** A clock that a pause moves on, unless it is held. */
function clockwork({ held = false } = {}) {
  let nowMs = 1_000_000;
  const pauses: number[] = [];
  return {
    pauses,
    clock: () => nowMs,
    pass: (ms: number) => {
      nowMs += ms;
    },
    pause: async (ms: number) => {
      pauses.push(ms);
      if (!held) nowMs += ms;
    },
  };
}

describe("evenPace", () => {
  it("lets the first request go at once and spaces the others", async () => {
    const { clock, pause, pauses } = clockwork();
    const pace = evenPace(10, clock, pause);
    for (let request = 0; request < 4; request += 1) await pace();
    expect(pauses).toEqual([100, 100, 100]);
  });

  it("never holds up a caller that is slower anyway", async () => {
    const { clock, pause, pauses, pass } = clockwork();
    const pace = evenPace(10, clock, pause);
    for (let request = 0; request < 4; request += 1) {
      await pace();
      pass(100);
    }
    expect(pauses).toEqual([]);
  });

  it("waits no longer each time where the clock stands still", async () => {
    const { clock, pause, pauses } = clockwork({ held: true });
    const pace = evenPace(10, clock, pause);
    for (let request = 0; request < 4; request += 1) await pace();
    expect(pauses).toEqual([100, 100, 100]);
  });

  it("spaces requests that are asked for at the same time", async () => {
    const { clock, pause, pauses } = clockwork({ held: true });
    const pace = evenPace(10, clock, pause);
    await Promise.all([pace(), pace(), pace()]);
    expect(pauses).toEqual([100, 200]);
  });
});
