import { describe, expect, it } from "vitest";
import {
  convergeOrder,
  guardOrder,
  type Stage,
  stage,
  tripOrder,
} from "../../../support/builders-actuate.ts";
import { CONCURRENCY, fakeControl, reserved } from "../../../support/fake-control.ts";

const capOrder = () =>
  tripOrder({
    grade: "cap",
    changes: tripOrder().changes.map((change) => ({ ...change, cap: reserved(3) })),
  });

/** Two guards that know nothing of each other, over one function that has no reservation. */
async function twoGuards(): Promise<readonly [Stage, Stage]> {
  const control = fakeControl([[CONCURRENCY, reserved("unreserved")]]);
  return [await stage({ control }), await stage({ control })];
}
const restore = async (on: Stage) => on.ask(await guardOrder(on, "restore"));

describe("two guards over one function", () => {
  it("do not brake twice what is stopped already", async () => {
    const [one, other] = await twoGuards();
    await one.ask(tripOrder());
    expect(await other.ask(tripOrder())).toMatchObject({ ok: false, error: { kind: "nothing-to-do" } });
    await restore(one);
    expect(one.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
  });

  it.each(["the one that came first", "the one that came last"])(
    "leave behind what the owner had set, also when %s lets go first",
    async (first) => {
      const [one, other] = await twoGuards();
      await one.ask(capOrder());
      await other.ask(tripOrder());
      expect(one.control.value(CONCURRENCY)).toEqual(reserved(0));
      for (const on of first === "the one that came first" ? [one, other] : [other, one]) await restore(on);
      // The next minute finishes whatever the other one stood in the way of.
      for (const on of [one, other]) {
        on.later(2);
        await on.ask(convergeOrder);
      }
      expect(one.control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    },
  );
});
