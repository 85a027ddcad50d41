import { describe, expect, it } from "vitest";
import { actuate } from "../../../../lib/app/actuate/actuate.ts";
import type { Breaker } from "../../../../lib/domain/breaker.ts";
import { ConcurrentChangeError } from "../../../../lib/domain/errors.ts";
import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import { convergeOrder, killOrder, stage, told, tripOrder } from "../../../support/builders-actuate.ts";
import { mortal } from "../../../support/builders-crash.ts";
import { CONCURRENCY, fakeControl, reserved } from "../../../support/fake-control.ts";

/** More calls than any of these orders makes; the loops stop at the first run that is not cut off. */
const MOST_CALLS = 60;

describe("a trip that is cut off", () => {
  it.each([true, false])(
    "at any call is finished by the next tick (call takes effect: %s)",
    async (takesEffect) => {
      for (let atCall = 0; atCall < MOST_CALLS; atCall++) {
        const on = await stage({ control: fakeControl([[CONCURRENCY, reserved(50)]]) });
        const isDone = await actuate(mortal(on.deps, { atCall, takesEffect }), tripOrder()).then(
          () => true,
          () => false,
        );
        on.later(2);
        const { state } = await on.deps.breakers.load("checkout");
        // Before it is on record nothing has been touched; afterwards the next tick finishes it and tells.
        if (state.kind === "armed") expect(on.control.value(CONCURRENCY)).toEqual(reserved(50));
        else {
          await on.ask(convergeOrder);
          expect(on.control.value(CONCURRENCY)).toEqual(reserved(0));
          expect(state).toMatchObject({ kind: "tripped", brakes: [{ prior: reserved(50) }] });
          expect(told(on)).toEqual(["tripped"]);
          const events = (await on.deps.ledger.list("checkout", 10)).map(({ event }) => event);
          expect(events).toEqual(["action.applied", "action.intended", "breaker.tripped"]);
        }
        if (isDone) return;
      }
      expect.unreachable("the trip makes more calls than expected");
    },
  );
});

describe("a kill that is cut off", () => {
  it("is the same kill when the person repeats it", async () => {
    for (let atCall = 0; atCall < MOST_CALLS; atCall++) {
      const on = await stage();
      const isDone = await actuate(mortal(on.deps, { atCall, takesEffect: true }), killOrder()).then(
        () => true,
        () => false,
      );
      on.later(2);
      await on.ask(killOrder());
      expect(on.control.trail).toEqual([{ setting: CONCURRENCY, value: reserved(0) }]);
      expect(told(on)).toEqual(["killed"]);
      expect((await on.deps.breakers.load("checkout")).version).toBe(1);
      if (isDone) return;
    }
    expect.unreachable("the kill makes more calls than expected");
  });
});

describe("a record that cannot be read back as it was written", () => {
  it.each([
    ["has another version", (breaker: Breaker) => ({ ...breaker, version: breaker.version + 1 })],
    [
      "has another prior state",
      (breaker: Breaker) => ({
        ...breaker,
        state:
          breaker.state.kind === "armed"
            ? breaker.state
            : {
                ...breaker.state,
                brakes: breaker.state.brakes.map((brake) => ({ ...brake, prior: reserved(9) })),
              },
      }),
    ],
    ["has no brakes", (breaker: Breaker) => ({ ...breaker, state: { kind: "armed", sinceMs: 0 } as const })],
  ])("and %s leaves every setting untouched", async (_name, garble) => {
    const on = await stage();
    const { load } = on.deps.breakers;
    Object.assign(on.deps.breakers, {
      load: async (functionName: string) => {
        const breaker = await load(functionName);
        return breaker.version === 0 ? breaker : garble(breaker);
      },
    });
    await expect(on.ask(tripOrder())).rejects.toThrow(ConcurrentChangeError);
    expect(on.control.trail).toEqual([]);
  });
});

describe("a run that outlives its lease", () => {
  it("changes nothing any more", async () => {
    const on = await stage();
    const { read } = on.control;
    const slow = Object.assign(on.control, {
      read: (...args: Parameters<typeof read>) => {
        on.nowMs += 2 * MINUTE_MS;
        return read(...args);
      },
    });
    await expect(on.ask(tripOrder())).rejects.toThrow(ConcurrentChangeError);
    expect(slow.trail).toEqual([]);
  });
});
