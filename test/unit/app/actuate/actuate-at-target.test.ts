import { describe, expect, it } from "vitest";
import { actuateAtTarget } from "../../../../lib/app/actuate/actuate-at-target.ts";
import type { TargetId } from "../../../../lib/domain/target.ts";
import { type Stage, stage, tripOrder } from "../../../support/builders-actuate.ts";
import { CONCURRENCY, reserved } from "../../../support/fake-control.ts";
import { silentLog } from "../../../support/silent-log.ts";

const MEMBER: TargetId = "222222222222/eu-west-1";

async function homeAndMember() {
  const [home, member] = await Promise.all([stage(), stage()]);
  const depsAt = (target: TargetId | undefined) =>
    target === undefined ? home.deps : target === MEMBER ? member.deps : undefined;
  return { home, member, deps: { log: silentLog(), depsAt } };
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
