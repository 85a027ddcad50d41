import { describe, expect, it } from "vitest";
import type { PolledSource, Trigger, UnbrakeableSource } from "../../../lib/domain/trigger.ts";
import { aBucket, aFunctionUrl, aQueue } from "../../support/builders.ts";
import { aMapping, CONCURRENCY, reserved, source } from "../../support/fake-control.ts";
import { anApi, aPipe, changesOf, choose, PIPE, pipe, polled, SMALL, someone } from "./choosing.ts";

const DAYS_4 = 4 * 86_400;

describe("callers who wait for an answer", () => {
  it.each<[string, Trigger[]]>([
    ["a function URL", [aFunctionUrl]],
    ["an API", [anApi]],
    ["both", [aFunctionUrl, anApi]],
  ])("of %s are refused: stopped at 0, where nothing waits", (_name, triggers) => {
    expect(changesOf(choose({ triggers }))).toEqual([[CONCURRENCY, reserved(0)]]);
    expect(choose({ triggers }).reason).toBe(
      "callers are refused with 429; nothing waits, so nothing is lost",
    );
  });

  it("are refused however short events live, since none waits", () => {
    expect(changesOf(choose({ maximumEventAgeSeconds: 60 }))).toEqual([[CONCURRENCY, reserved(0)]]);
  });

  it.each([
    ["events were seen in its history", { asyncEventsSeen: true } as const],
    ["nobody could tell", { asyncEventsSeen: "unknown" } as const],
    ["it was never learned", "none"],
  ] as const)("share one execution with events when %s", (_name, baseline) => {
    expect(changesOf(choose({ triggers: [aFunctionUrl] }, baseline))).toEqual([[CONCURRENCY, reserved(1)]]);
  });
});

describe("events that are handed over", () => {
  it.each<[string, Trigger[]]>([
    ["a bucket", [aBucket]],
    ["a topic", [{ kind: "sns", sourceArn: "arn:aws:sns:eu-west-1:1:news" }]],
    ["an event rule", [{ kind: "event-rule", sourceArn: "arn:aws:events:eu-west-1:1:rule/paid" }]],
    [
      "a schedule",
      [{ kind: "schedule", sourceArn: "arn:aws:scheduler:eu-west-1:1:schedule/default/nightly" }],
    ],
    ["a bucket and an API", [aBucket, anApi]],
    ["somebody who cannot be classified", [someone]],
    ["nobody who is known", []],
  ])("by %s run one at a time, so that the others wait and are not dropped", (_name, triggers) => {
    expect(changesOf(choose({ triggers }))).toEqual([[CONCURRENCY, reserved(1)]]);
    expect(choose({ triggers }).reason).toBe(
      "1 execution at a time; further events wait and are retried; waiting events are lost after 6 h",
    );
  });

  it("keep one execution also where a failure destination would take them", () => {
    const choice = choose({ triggers: [aBucket], hasFailureDestination: true });
    expect(changesOf(choice)).toEqual([[CONCURRENCY, reserved(1)]]);
    expect(choice.reason).toContain("moved to its failure destination after 6 h, not lost");
  });

  it("are not made to wait when they would not live through a brake", () => {
    expect(choose({ triggers: [aBucket], maximumEventAgeSeconds: 60 })).toEqual({
      kind: "alert-only",
      reason: "its waiting events would be lost after 1 min: a brake, also a person's, needs 30 min",
    });
    expect(choose({ triggers: [aBucket], maximumEventAgeSeconds: 1_799 }).kind).toBe("alert-only");
    expect(choose({ triggers: [aBucket], maximumEventAgeSeconds: 1_800 }).kind).toBe("brake");
  });
});

describe("a source that is read", () => {
  it.each<[PolledSource, string]>([
    ["sqs", "queue"],
    ["kinesis", "stream"],
    ["dynamodb-stream", "stream of table"],
    ["kafka", "Kafka cluster"],
    ["mq", "broker"],
  ])("of kind %s is turned off and never throttled", (kind, words) => {
    const choice = choose({ triggers: [polled(kind)] });
    expect(changesOf(choice)).toEqual([[aMapping(`${kind}-map`), source(false)]]);
    expect(choice.reason).toContain(words);
    expect(choice.reason).toContain("is no longer read and keeps its place");
  });

  it("is turned off also when it is a FIFO queue", () => {
    const fifo = polled("sqs", { sourceArn: "arn:aws:sqs:eu-west-1:1:orders.fifo" });
    expect(changesOf(choose({ triggers: [fifo] }))).toEqual([[aMapping("sqs-map"), source(false)]]);
  });

  it("by a pipe is stopped at the pipe", () => {
    const choice = choose({ triggers: [aPipe()] });
    expect(changesOf(choice)).toEqual([[PIPE, pipe(false)]]);
    expect(choice).toMatchObject({ changes: [{ allowances: [pipe(true)] }] });
    expect(choice.reason).toContain("pipe orders-pipe is no longer read and keeps its place");
  });

  it("is left alone when it is off already, so that no restore turns it on", () => {
    expect(changesOf(choose({ triggers: [aQueue("map-1", false), polled("kinesis")] }))).toEqual([
      [aMapping("kinesis-map"), source(false)],
    ]);
    expect(choose({ triggers: [aQueue("map-1", false), aPipe({ running: false })] })).toEqual({
      kind: "alert-only",
      reason: "all its event sources are off already and nobody else is known to call it",
    });
  });

  it("is read on when it would lose what is unread within a brake", () => {
    expect(choose({ triggers: [polled("sqs", { keepsForSeconds: 300 })] })).toEqual({
      kind: "alert-only",
      reason:
        "queue x/main/y is read on, since it would lose what is unread after 5 min: a brake, also a person's, needs 30 min",
    });
  });
});

describe("a DocumentDB change stream", () => {
  const keeping = (hours: number) => polled("documentdb", { keepsForSeconds: hours * 3_600 });

  it("is only alerted about when nobody knows how long it keeps, or when that is less than 16 hours", () => {
    for (const trigger of [polled("documentdb"), keeping(3), keeping(15)])
      expect(choose({ triggers: [trigger] }).kind).toBe("alert-only");
    expect(choose({ triggers: [polled("documentdb")] }).reason).toContain(
      "is read on, since it would lose its place after 3 h: a brake, also a person's, needs 16 h",
    );
  });

  it("is turned off when a night is left after the warning at half", () => {
    expect(changesOf(choose({ triggers: [keeping(16)] }))).toEqual([
      [aMapping("documentdb-map"), source(false)],
    ]);
  });

  it("goes on while a queue beside it is turned off, and so does every other caller", () => {
    const choice = choose({ triggers: [polled("documentdb"), aQueue(), aFunctionUrl] });
    expect(changesOf(choice)).toEqual([[aMapping(), source(false)]]);
    expect(choice.reason).toContain("DocumentDB cluster x/main/y is read on");
    expect(choice.reason).toContain(
      "other callers (its public function URL) stay unlimited, since a reservation would throttle DocumentDB cluster x/main/y, too",
    );
  });
});

describe("several kinds of trigger", () => {
  it("are braked each in its own way", () => {
    expect(changesOf(choose({ triggers: [aQueue(), polled("kinesis"), aPipe(), anApi] }))).toEqual([
      [aMapping(), source(false)],
      [aMapping("kinesis-map"), source(false)],
      [PIPE, pipe(false)],
      [CONCURRENCY, reserved(0)],
    ]);
  });

  it("with events among them are limited to one execution", () => {
    expect(changesOf(choose({ triggers: [aQueue(), aBucket, anApi] }))).toEqual([
      [aMapping(), source(false)],
      [CONCURRENCY, reserved(1)],
    ]);
  });

  it("include the events that somebody else may send to a function with a queue", () => {
    for (const baseline of [{ asyncEventsSeen: true } as const, "none"] as const)
      expect(changesOf(choose({ triggers: [aQueue()] }, baseline))).toEqual([
        [aMapping(), source(false)],
        [CONCURRENCY, reserved(1)],
      ]);
  });

  it("lose only the part that is safe to stop, and the reason says what goes on", () => {
    const choice = choose({ triggers: [aQueue(), aBucket], maximumEventAgeSeconds: 60 });
    expect(changesOf(choice)).toEqual([[aMapping(), source(false)]]);
    expect(choice.reason).toContain(
      "other callers (bucket uploads) stay unlimited, since its waiting events would be lost",
    );
  });

  it("share the shortest loss clock", () => {
    const triggers = [polled("sqs", { keepsForSeconds: DAYS_4 }), aBucket];
    expect(choose({ triggers }).reason).toContain("waiting events are lost after 6 h");
  });
});

describe("no brake", () => {
  const refused: readonly (readonly [UnbrakeableSource, string])[] = [
    ["load-balancer", "would answer everybody with an error"],
    ["cognito", "nobody could sign in"],
    ["authorizer", "would turn everybody away"],
    ["lambda-at-edge", "a reservation made here limits nothing"],
    ["custom-resource", "leave a stack stuck"],
    ["step-functions", "workflows that call it would fail"],
    ["interactive-service", "would get an error"],
  ];

  it.each(refused)("is safe for a function behind a %s, whatever else calls it", (kind, why) => {
    const choice = choose({ triggers: [aQueue(), { kind, sourceArn: "arn:aws:x" }] });
    expect(choice.kind).toBe("alert-only");
    expect(choice.reason).toContain(why);
  });

  it.each(refused)("is safe when the owner declares %s as its caller", (kind, why) => {
    const choice = choose({}, {}, { rules: { invokedBy: [kind] } });
    expect(choice.kind).toBe("alert-only");
    expect(choice.reason).toContain(`the policy declares ${kind} as its caller`);
    expect(choice.reason).toContain(why);
  });

  it("is safe for a function that CDK made for a custom resource", () => {
    const tags = {
      "aws:cloudformation:logical-id": "CustomS3AutoDeleteObjectsCustomResourceProviderHandler9D90184F",
    };
    expect(choose({ tags })).toMatchObject({ kind: "alert-only" });
    expect(choose({ tags }).reason).toContain("serves a custom resource");
  });

  it("is of use to a function on its owner's own instances", () => {
    expect(choose({ hosting: "managed-instances" })).toMatchObject({ kind: "alert-only" });
    expect(choose({ hosting: "managed-instances" }).reason).toContain("does not apply");
  });

  it("is known to be safe for a durable function", () => {
    expect(choose({ isDurable: true })).toMatchObject({ kind: "alert-only" });
    expect(choose({ isDurable: true }).reason).toContain("not documented");
  });

  it("is left where the function is limited as far already", () => {
    expect(choose({ triggers: [aBucket], reservedConcurrency: 1 })).toEqual({
      kind: "alert-only",
      reason: "nothing more can be limited: its reserved concurrency is 1 already",
    });
  });
});

describe("provisioned concurrency", () => {
  it("is never undercut, and the reason says that it goes on and is billed", () => {
    const choice = choose({ provisionedConcurrency: 5 });
    expect(changesOf(choice)).toEqual([[CONCURRENCY, reserved(5)]]);
    expect(choice.reason).toContain("5 executions at a time; further callers are refused with 429");
    expect(choice.reason).toContain("which goes on running and being billed");
  });

  it("is refused to callers who wait also where events would not live long", () => {
    expect(choose({ provisionedConcurrency: 5, maximumEventAgeSeconds: 60 }).kind).toBe("brake");
  });

  it("leaves nothing to limit when it is all that is reserved", () => {
    expect(choose({ provisionedConcurrency: 5, reservedConcurrency: 5 }).kind).toBe("alert-only");
  });
});

describe("in an account of limit 10, which cannot reserve anything", () => {
  const small = { limits: SMALL };

  it("callers who wait are stopped at 0, which AWS always takes", () => {
    expect(changesOf(choose({}, {}, small))).toEqual([[CONCURRENCY, reserved(0)]]);
  });

  it("events cannot be limited without being dropped, so a person is told", () => {
    expect(choose({ triggers: [aBucket] }, {}, small)).toEqual({
      kind: "alert-only",
      reason:
        "the account cannot reserve 1: only 10 of 10 executions are unreserved, and 0 would drop events",
    });
  });

  it("events go to the failure destination at 0, where there is one", () => {
    const choice = choose({ triggers: [aBucket], hasFailureDestination: true }, {}, small);
    expect(changesOf(choice)).toEqual([[CONCURRENCY, reserved(0)]]);
    expect(choice.reason).toContain("they are moved, not lost");
  });

  it("provisioned concurrency stands in the way of 0", () => {
    const choice = choose({ provisionedConcurrency: 2 }, {}, small);
    expect(choice.kind).toBe("alert-only");
    expect(choice.reason).toContain("its provisioned concurrency allows no less");
  });

  it.each<[string, Trigger]>([
    ["a queue", aQueue()],
    ["a stream", polled("kinesis")],
    ["a pipe", aPipe()],
  ])("%s is turned off, although other events might arrive", (_name, trigger) => {
    const choice = choose({ triggers: [trigger] }, "none", small);
    expect(choice).toMatchObject({ kind: "brake", changes: [{ setting: { functionName: "checkout" } }] });
    expect(choice.reason).toContain("other callers stay unlimited, since the account cannot reserve 1");
  });

  it("what the function has reserved itself may be lowered", () => {
    expect(changesOf(choose({ triggers: [aBucket], reservedConcurrency: 3 }, {}, small))).toEqual([
      [CONCURRENCY, reserved(1)],
    ]);
  });
});
