import { describe, expect, it } from "vitest";
import { chooseBrake } from "../../../lib/brake/choose-brake.ts";
import type { Trigger } from "../../../lib/domain/trigger.ts";
import { aBaseline, aBucket, aFunctionUrl, aProfile, aQueue } from "../../support/builders.ts";
import { aMapping, CONCURRENCY, reserved, source } from "../../support/fake-control.ts";

const LARGE = { concurrentExecutions: 1000, unreservedConcurrentExecutions: 1000 };
/** A new account: AWS refuses every reservation but 0. */
const SMALL = { concurrentExecutions: 10, unreservedConcurrentExecutions: 10 };
const anApi: Trigger = { kind: "api-gateway", sourceArn: "arn:aws:execute-api:eu-west-1:1:a" };
const aStream: Trigger = {
  kind: "kinesis",
  mappingId: "map-2",
  sourceArn: "arn:aws:kinesis:eu-west-1:1:s",
  enabled: true,
};
const someone: Trigger = { kind: "unknown", principal: "arn:aws:iam::1:root" };

const choose = (
  profile: Parameters<typeof aProfile>[0],
  baseline: Parameters<typeof aBaseline>[0] | "none" = {},
  limits = LARGE,
) =>
  chooseBrake({
    profile: aProfile(profile),
    baseline: baseline === "none" ? undefined : aBaseline(baseline),
    limits,
  });
const changesOf = (choice: ReturnType<typeof choose>) =>
  choice.kind === "brake" ? choice.changes.map(({ setting, wanted }) => [setting, wanted]) : choice.reason;
const allowanceOf = (choice: ReturnType<typeof choose>) =>
  choice.kind === "brake" ? choice.changes[0]?.allowances[0] : choice.reason;

describe("the brake", () => {
  it.each<[string, Trigger[]]>([
    ["a function URL", [aFunctionUrl]],
    ["an API", [anApi]],
    ["both", [aFunctionUrl, anApi]],
  ])("of %s stops at 0: callers are refused and nothing waits", (_name, triggers) => {
    expect(changesOf(choose({ triggers }))).toEqual([[CONCURRENCY, reserved(0)]]);
    expect(choose({ triggers }).reason).toContain("refused with 429; nothing waits, so nothing is lost");
  });

  it("of refused callers is the same however short events live, since none waits", () => {
    expect(changesOf(choose({ maximumEventAgeSeconds: 60 }))).toEqual([[CONCURRENCY, reserved(0)]]);
  });

  it.each<[string, Trigger[]]>([
    ["a bucket", [aBucket]],
    ["a bucket and an API", [aBucket, anApi]],
    ["somebody who cannot be classified", [someone]],
    ["nobody who is known", []],
  ])("for %s lets one at a time run, so that events wait and are not dropped", (_name, triggers) => {
    expect(changesOf(choose({ triggers }))).toEqual([[CONCURRENCY, reserved(1)]]);
  });

  it.each([
    ["events were seen in its history", { asyncEventsSeen: true } as const],
    ["nobody could tell", { asyncEventsSeen: "unknown" } as const],
    ["it was never learned", "none"],
  ] as const)("of a function URL is 1 when %s", (_name, baseline) => {
    expect(changesOf(choose({ triggers: [aFunctionUrl] }, baseline))).toEqual([[CONCURRENCY, reserved(1)]]);
  });

  it("of queues and streams turns them off and never throttles them", () => {
    expect(changesOf(choose({ triggers: [aQueue(), aStream] }))).toEqual([
      [aMapping("map-1"), source(false)],
      [aMapping("map-2"), source(false)],
    ]);
  });

  it("of a queue and an API turns the queue off and stops the API", () => {
    expect(changesOf(choose({ triggers: [aQueue(), anApi] }))).toEqual([
      [aMapping(), source(false)],
      [CONCURRENCY, reserved(0)],
    ]);
  });

  it("of a queue also limits the events that somebody else may send", () => {
    for (const baseline of [{ asyncEventsSeen: true } as const, "none"] as const)
      expect(changesOf(choose({ triggers: [aQueue()] }, baseline))).toEqual([
        [aMapping(), source(false)],
        [CONCURRENCY, reserved(1)],
      ]);
  });

  it("of a queue alone is what is left where other events would not live through a brake", () => {
    const choice = choose({ triggers: [aQueue()], maximumEventAgeSeconds: 60 }, "none");
    expect(changesOf(choice)).toEqual([[aMapping(), source(false)]]);
    expect(choice.reason).toContain("other callers stay unlimited, since its waiting events would be lost");
  });

  it("leaves out a mapping that is off already", () => {
    expect(changesOf(choose({ triggers: [aQueue("map-1", false), aStream] }))).toEqual([
      [aMapping("map-2"), source(false)],
    ]);
  });

  it("never goes below provisioned concurrency, which AWS would refuse", () => {
    expect(changesOf(choose({ provisionedConcurrency: 5 }))).toEqual([[CONCURRENCY, reserved(5)]]);
  });

  it("names the loss clock", () => {
    expect(choose({ triggers: [aBucket] }).reason).toContain("waiting events are lost after 6 h");
    expect(choose({ triggers: [aBucket], maximumEventAgeSeconds: 3_600 }).reason).toContain(
      "lost after 60 min",
    );
    expect(choose({ triggers: [aQueue()] }).reason).toContain("the source's own retention");
    expect(choose({}).reason).toContain("nothing is lost");
  });
});

describe("no brake", () => {
  it.each([
    ["load-balancer", "the load balancer behind it would break with it"],
    ["cognito", "the sign-in that calls it would break with it"],
    ["authorizer", "the API that it authorizes would break with it"],
    ["lambda-at-edge", "the CloudFront distribution that runs it would break with it"],
  ] as const)("is safe for a %s, whatever else calls the function", (kind, reason) => {
    const triggers: Trigger[] = [aQueue(), { kind, sourceArn: "arn:aws:x" }];
    expect(choose({ triggers })).toEqual({ kind: "alert-only", reason });
  });

  it("is safe for a change stream that keeps three hours", () => {
    const triggers: Trigger[] = [
      { kind: "documentdb", mappingId: "m", sourceArn: "arn:aws:x", enabled: true },
    ];
    expect(choose({ triggers })).toMatchObject({ kind: "alert-only" });
  });

  it("is safe for events that would not live through it, and the reason says how long they live", () => {
    expect(choose({ triggers: [aBucket], maximumEventAgeSeconds: 60 })).toEqual({
      kind: "alert-only",
      reason: "its waiting events would be lost after 1 min: a brake, also a person's, needs 30 min",
    });
    expect(choose({ triggers: [aBucket], maximumEventAgeSeconds: 1_799 }).kind).toBe("alert-only");
    expect(choose({ triggers: [aBucket], maximumEventAgeSeconds: 1_800 }).kind).toBe("brake");
  });

  it("is left where the function is limited as far already", () => {
    expect(choose({ triggers: [aBucket], reservedConcurrency: 1 })).toEqual({
      kind: "alert-only",
      reason: "nothing more can be limited: its reserved concurrency is 1 already",
    });
    expect(choose({ triggers: [aQueue("map-1", false)] })).toMatchObject({ kind: "alert-only" });
  });
});

describe("in an account that cannot reserve anything", () => {
  it("callers who wait can still be stopped at 0, and the probe lets them all in", () => {
    expect(changesOf(choose({}, {}, SMALL))).toEqual([[CONCURRENCY, reserved(0)]]);
    expect(allowanceOf(choose({}, {}, SMALL))).toEqual(reserved("unreserved"));
  });

  it("events cannot be limited without being dropped, so a person is told", () => {
    expect(choose({ triggers: [aBucket] }, {}, SMALL)).toEqual({
      kind: "alert-only",
      reason:
        "the account cannot reserve 1: only 10 of 10 executions are unreserved, and 0 would drop events",
    });
  });

  it("a queue is still turned off, although other events might arrive", () => {
    const choice = choose({ triggers: [aQueue()] }, "none", SMALL);
    expect(changesOf(choice)).toEqual([[aMapping(), source(false)]]);
    expect(choice.reason).toContain("other callers stay unlimited");
  });

  it("what the function has reserved itself may be lowered", () => {
    expect(changesOf(choose({ triggers: [aBucket], reservedConcurrency: 3 }, {}, SMALL))).toEqual([
      [CONCURRENCY, reserved(1)],
    ]);
  });
});

describe("the allowance of a probe", () => {
  it.each([
    ["what a normal busy minute needs, rounded up", {}, { busyConcurrency: 3.2 }, LARGE, 4],
    ["at least 2, since 1 would show nothing", { triggers: [aBucket] }, { busyConcurrency: 0.4 }, LARGE, 2],
    ["no more than was reserved before", { reservedConcurrency: 3 }, { busyConcurrency: 9 }, LARGE, 3],
    ["at least the provisioned concurrency", { provisionedConcurrency: 6 }, { busyConcurrency: 3 }, LARGE, 6],
    [
      "no more than the account can spare",
      {},
      { busyConcurrency: 40 },
      { concurrentExecutions: 1000, unreservedConcurrentExecutions: 110 },
      10,
    ],
    [
      "the prior state where even 2 cannot be spared",
      {},
      { busyConcurrency: 40 },
      { concurrentExecutions: 1000, unreservedConcurrentExecutions: 101 },
      "unreserved",
    ],
  ] as const)("is %s", (_name, profile, baseline, limits, expected) => {
    expect(
      allowanceOf(
        choose(
          { ...profile, triggers: [...(("triggers" in profile && profile.triggers) || [aFunctionUrl])] },
          baseline,
          limits,
        ),
      ),
    ).toEqual(reserved(expected));
  });

  it("of a queue is two at once, of a stream all of it", () => {
    const choice = choose({ triggers: [aQueue(), aStream] });
    expect(choice.kind === "brake" && choice.changes.map(({ allowances }) => allowances[0])).toEqual([
      source(true, 2),
      source(true),
    ]);
  });
});
