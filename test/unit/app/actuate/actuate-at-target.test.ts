import { describe, expect, it } from "vitest";
import { actuateAtTarget } from "../../../../lib/app/actuate/actuate-at-target.ts";
import type { TargetId } from "../../../../lib/domain/target.ts";
import {
  guardOrder,
  killOrder,
  restoreOrder,
  type Stage,
  stage,
  tripOrder,
} from "../../../support/builders-actuate.ts";
import { CONCURRENCY, reserved } from "../../../support/fake-control.ts";
import { silentLog } from "../../../support/silent-log.ts";

const MEMBER: TargetId = "222222222222/eu-west-1";

async function homeAndMember() {
  const [home, member] = await Promise.all([stage(), stage()]);
  const depsAt = (target: TargetId | undefined) =>
    target === undefined ? home.deps : target === MEMBER ? member.deps : undefined;
  const depsAtDropped = async () => undefined;
  return { home, member, deps: { log: silentLog(), depsAt, depsAtDropped } };
}

const limitOf = ({ control }: Stage) => control.value(CONCURRENCY);

describe("an order", () => {
  it("that names no target is carried out at home and nowhere else", async () => {
    const { home, member, deps } = await homeAndMember();
    expect(await actuateAtTarget(deps, tripOrder())).toMatchObject({ ok: true });
    expect([limitOf(home), limitOf(member)]).toEqual([reserved(0), reserved("unreserved")]);
  });

  it("that names a target is carried out there and nowhere else", async () => {
    const { home, member, deps } = await homeAndMember();
    expect(await actuateAtTarget(deps, { ...tripOrder(), target: MEMBER })).toMatchObject({ ok: true });
    expect([limitOf(home), limitOf(member)]).toEqual([reserved("unreserved"), reserved(0)]);
  });

  it("that names a target which the policy does not know is refused, and nothing is changed", async () => {
    const { home, member, deps } = await homeAndMember();
    const outcome = await actuateAtTarget(deps, { ...tripOrder(), target: "333333333333/eu-west-1" });
    expect(outcome).toEqual({
      ok: false,
      error: { kind: "unknown-target", target: "333333333333/eu-west-1" },
    });
    expect([limitOf(home), limitOf(member)]).toEqual([reserved("unreserved"), reserved("unreserved")]);
  });
});

describe("an order for a target that was taken out of the policy", () => {
  const refused = { ok: false, error: { kind: "unknown-target", target: MEMBER } };

  async function takenOut() {
    const member = await stage();
    const deps = {
      log: silentLog(),
      depsAt: () => undefined,
      depsAtDropped: async (target: TargetId) => (target === MEMBER ? member.deps : undefined),
    };
    return { member, deps };
  }

  it("is carried out as long as something is limited there, and lets go of it", async () => {
    const { member, deps } = await takenOut();
    await member.ask(tripOrder());
    member.later(10);
    const probing = { ...(await guardOrder(member, "probe")), target: MEMBER };
    expect(await actuateAtTarget(deps, probing)).toMatchObject({ ok: true });
    expect(limitOf(member)).toEqual(reserved(4));
    expect(await actuateAtTarget(deps, { ...restoreOrder, target: MEMBER })).toMatchObject({ ok: true });
    expect(limitOf(member)).toEqual(reserved("unreserved"));
  });

  it("is refused when it would limit something anew", async () => {
    const { member, deps } = await takenOut();
    for (const order of [tripOrder(), killOrder()])
      expect(await actuateAtTarget(deps, { ...order, target: MEMBER })).toEqual(refused);
    expect(limitOf(member)).toEqual(reserved("unreserved"));
  });

  it("is refused when nothing is limited there any more", async () => {
    const { deps } = await takenOut();
    expect(await actuateAtTarget(deps, { ...restoreOrder, target: MEMBER })).toEqual(refused);
  });

  it("is refused where the guard has never been", async () => {
    const { deps } = await takenOut();
    const target = "333333333333/eu-west-1";
    expect(await actuateAtTarget(deps, { ...restoreOrder, target })).toMatchObject({ ok: false });
  });
});
