import { describe, expect, it } from "vitest";
import { actuate } from "../../../../lib/app/actuate/actuate.ts";
import { CloudCallError } from "../../../../lib/domain/errors.ts";
import { aProfile, aQueue } from "../../../support/builders.ts";
import {
  convergeOrder,
  guardOrder,
  restoreOrder,
  type Stage,
  stage,
  told,
  tripOrder,
} from "../../../support/builders-actuate.ts";
import { aMapping, CONCURRENCY, fakeControl, reserved, source } from "../../../support/fake-control.ts";

const QUEUE_OFF = { setting: aMapping(), wanted: source(false), allowances: [source(true, 2)], reason: "" };

/** Its queue is switched off and its callers are refused; then its owner deletes it. What is reserved goes with it. */
async function deletedUnderTheBrake() {
  const control = fakeControl([
    [CONCURRENCY, reserved(50)],
    [aMapping(), source(true)],
  ]);
  const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
  await on.ask(tripOrder({ changes: [QUEUE_OFF, ...tripOrder().changes] }));
  on.later(10);
  control.setByHand(CONCURRENCY, undefined);
  return { on, control };
}

const letGo = async (on: Stage) => ({ ...(await guardOrder(on, "restore")), isDeleted: true }) as const;
const stateOf = async ({ deps }: Stage) => (await deps.breakers.load("checkout")).state;
const endsOf = ({ news }: Stage) => [...news.values()].find(({ kind }) => kind === "deleted")?.ends;
const eventsOf = async ({ deps }: Stage) =>
  (await deps.ledger.list("checkout", 50)).map(({ event }) => event);

describe("the breaker of a function that was deleted", () => {
  it("puts back the event source, which outlives its function, and ends without a word of a restored function", async () => {
    const { on, control } = await deletedUnderTheBrake();
    expect(await on.ask(await letGo(on))).toMatchObject({ value: { state: { kind: "armed" } } });
    expect(control.value(aMapping())).toEqual(source(true));
    expect(control.value(CONCURRENCY)).toBeUndefined();
    expect(told(on)).toEqual(["tripped", "deleted"]);
    expect(endsOf(on)).toEqual([{ kind: "gone" }, { kind: "put-back" }]);
    expect(await eventsOf(on)).toContain("breaker.function-deleted");
    expect(await eventsOf(on)).not.toContain("breaker.restored");
  });

  it("ends in the same way when the restore was begun for another reason", async () => {
    const { on } = await deletedUnderTheBrake();
    await on.ask(restoreOrder);
    expect(told(on)).toEqual(["tripped", "deleted"]);
    expect((await stateOf(on)).kind).toBe("armed");
  });

  it("names an event source that went with its function as gone", async () => {
    const { on, control } = await deletedUnderTheBrake();
    control.setByHand(aMapping(), undefined);
    await on.ask(await letGo(on));
    expect(endsOf(on)).toEqual([{ kind: "gone" }, { kind: "gone" }]);
  });

  it("tells what AWS does not let it put back, and does not try for ever", async () => {
    const { on, control } = await deletedUnderTheBrake();
    control.rejectWrites(() => "Function not found");
    await on.ask(await letGo(on));
    expect(endsOf(on)).toEqual([
      { kind: "gone" },
      { kind: "left", why: expect.stringContaining("not found") },
    ]);
    expect(control.value(aMapping())).toEqual(source(false));
    expect((await stateOf(on)).kind).toBe("armed");
    expect(await eventsOf(on)).toContain("action.failed");
  });

  it("does not mistake an event source that misses its function for one that is gone", async () => {
    const { on, control } = await deletedUnderTheBrake();
    control.wantFunctionForMappings();
    await on.ask(await letGo(on));
    expect(endsOf(on)).toEqual([
      { kind: "gone" },
      { kind: "left", why: expect.stringContaining("its function is gone") },
    ]);
  });

  it("leaves an event source as somebody else has set it, and says so", async () => {
    const { on, control } = await deletedUnderTheBrake();
    control.setByHand(aMapping(), source(true, 9));
    await on.ask(await letGo(on));
    expect(control.value(aMapping())).toEqual(source(true, 9));
    expect(endsOf(on)?.[1]).toMatchObject({
      kind: "left",
      why: expect.stringContaining("somebody changed it"),
    });
  });

  it("waits for an event source that is still moving", async () => {
    const control = fakeControl(
      [
        [CONCURRENCY, reserved("unreserved")],
        [aMapping(), source(true)],
      ],
      { slowMappings: true },
    );
    const on = await stage({ control, profile: aProfile({ triggers: [aQueue()] }) });
    await on.ask(tripOrder({ changes: [QUEUE_OFF] }));
    control.finishTransitions();
    control.setByHand(CONCURRENCY, undefined);
    await on.ask(await letGo(on));
    expect((await stateOf(on)).kind).toBe("restoring");
    control.finishTransitions();
    await on.ask(convergeOrder);
    expect(told(on)).toEqual(["tripped", "deleted"]);
  });

  it("stays as it is when Lambda cannot be asked, which is no answer", async () => {
    const { on, control } = await deletedUnderTheBrake();
    const order = await letGo(on);
    const deps = {
      ...on.deps,
      control: {
        ...control,
        read: () => Promise.reject(new CloudCallError("lambda:GetFunctionConcurrency", true, "Throttling")),
      },
    };

    await expect(actuate(deps, order)).rejects.toThrow(CloudCallError);
    expect((await stateOf(on)).kind).toBe("tripped");
    expect(control.value(aMapping())).toEqual(source(false));
  });
});

describe("a function that was deleted and made anew under the brake", () => {
  it("is not let go of as deleted, whatever the inventory believes", async () => {
    const { on, control } = await deletedUnderTheBrake();
    control.setByHand(CONCURRENCY, reserved(0));
    expect(await on.ask(await letGo(on))).toMatchObject({ error: { kind: "nothing-to-do" } });
    expect((await stateOf(on)).kind).toBe("tripped");
  });

  it("does not get the reservation that the old one had", async () => {
    const { on, control } = await deletedUnderTheBrake();
    control.setByHand(CONCURRENCY, reserved("unreserved"));
    expect(await on.ask(await guardOrder(on, "restore"))).toMatchObject({ error: { kind: "drifted" } });
    expect(control.value(CONCURRENCY)).toEqual(reserved("unreserved"));
    expect(told(on)).toContain("drifted");
  });
});
