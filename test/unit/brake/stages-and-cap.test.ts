import { describe, expect, it } from "vitest";
import { ladder } from "../../../lib/brake/ladder.ts";
import { aBucket, aFunctionUrl, aQueue } from "../../support/builders.ts";
import { reserved, source } from "../../support/fake-control.ts";
import { aPipe, capOf, choose, LARGE, polled, stagesOf } from "./choosing.ts";

const room = (unreservedConcurrentExecutions: number) => ({
  limits: { concurrentExecutions: 1000, unreservedConcurrentExecutions },
});
const all = { limits: LARGE };

describe("the stages of a probe", () => {
  // base: what was reserved before, or twice a busy minute's executions rounded up.
  it.each([
    ["1, a tenth and a half of what was reserved", { reservedConcurrency: 80 }, 9, all, [1, 8, 40]],
    ["1, and then what a busy minute needs, at last", {}, 39.2, all, [1, 8, 40]],
    ["fewer where they fall together", {}, 3.2, all, [1, 4]],
    ["above one execution, when that is the full brake", { triggers: [aBucket] }, 39.2, all, [2, 8, 40]],
    ["above the provisioned concurrency", { provisionedConcurrency: 6 }, 3, all, [7]],
    ["no more than the account can spare", {}, 40, room(110), [1, 8, 10]],
    ["the prior state where nothing can be spared", {}, 40, room(100), ["unreserved"]],
    ["the prior state where nothing is between", { reservedConcurrency: 1 }, 40, all, [1]],
    ["room for the messages of a queue besides", { triggers: [aQueue(), aFunctionUrl] }, 10, all, [3, 10]],
    // A broker is read by up to 5 executions.
    ["room for those of a broker", { triggers: [polled("mq"), aFunctionUrl] }, 10, all, [6, 10]],
    ["room for what a pipe may carry", { triggers: [aPipe(), aFunctionUrl] }, 10, all, [11]],
  ] as const)("are %s", (_name, profile, busyConcurrency, more, expected) => {
    const triggers = "triggers" in profile ? [...profile.triggers] : [aFunctionUrl];
    const choice = choose({ ...profile, triggers }, { busyConcurrency }, more);
    const changes = choice.kind === "brake" ? choice.changes : [];
    const change = changes.find(({ setting }) => setting.kind === "concurrency");
    expect(change?.allowances).toEqual(expected.map((value) => reserved(value)));
  });

  it("of a queue begin with two at once, the least that AWS takes", () => {
    expect(stagesOf(choose({ triggers: [aQueue()] }, { busyConcurrency: 39.2 }))).toEqual([
      source(true, 2),
      source(true, 8),
      source(true, 40),
    ]);
    expect(stagesOf(choose({ triggers: [aQueue()] }, { busyConcurrency: 1 }))).toEqual([source(true, 2)]);
  });

  it("of a queue end where AWS allows no more", () => {
    expect(stagesOf(choose({ triggers: [aQueue()] }, { busyConcurrency: 3_000 }))?.at(-1)).toEqual(
      source(true, 1_000),
    );
  });

  it("of a queue that shares a reservation stay at two, for which there is room", () => {
    const choice = choose({ triggers: [aQueue(), aFunctionUrl] }, { busyConcurrency: 39.2 });
    expect(stagesOf(choice)).toEqual([source(true, 2)]);
    expect(capOf(choice)).toBeUndefined();
  });

  it.each(["kinesis", "dynamodb-stream", "kafka", "mq"] as const)("of %s are all or nothing", (kind) => {
    const choice = choose({ triggers: [polled(kind)] });
    expect(stagesOf(choice)).toEqual([source(true)]);
    expect(capOf(choice)).toBeUndefined();
  });

  it("do not exist where the least is more than the most", () => {
    expect(ladder(80, 5, 4)).toEqual([]);
  });
});

describe("the cap", () => {
  it.each([
    ["what a busy minute needs, rounded up", {}, 3.2, all, 4],
    ["at least two", {}, 1, all, 2],
    ["more than the provisioned executions that run anyway", { provisionedConcurrency: 6 }, 3, all, 7],
    ["no more than the account can spare", {}, 40, room(110), 10],
    ["below what was reserved", { reservedConcurrency: 8 }, 40, all, 7],
  ] as const)("is %s", (_name, profile, busyConcurrency, more, expected) => {
    expect(capOf(choose(profile, { busyConcurrency }, more))).toEqual(reserved(expected));
  });

  it.each([
    ["a single execution is all that could be spared", {}, {}, room(101)],
    ["no more than two are reserved anyway", { reservedConcurrency: 2 }, {}, all],
    ["nobody knows what the function needs", {}, "none", all],
  ] as const)("is absent where %s", (_name, profile, baseline, more) => {
    expect(capOf(choose(profile, baseline, more))).toBeUndefined();
  });

  it("of a queue is a ceiling of its own, from 2 to 1,000", () => {
    const ofQueue = (busyConcurrency: number) => capOf(choose({ triggers: [aQueue()] }, { busyConcurrency }));
    expect([ofQueue(1), ofQueue(7.5), ofQueue(4_000)]).toEqual([
      source(true, 2),
      source(true, 8),
      source(true, 1_000),
    ]);
  });
});
