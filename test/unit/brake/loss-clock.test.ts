import { describe, expect, it } from "vitest";
import { lossAfterMs, lossClock } from "../../../lib/brake/loss-clock.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../lib/domain/time.ts";
import { aProfile } from "../../support/builders.ts";
import { aMapping, CONCURRENCY, reserved, source } from "../../support/fake-control.ts";
import { aPipe, PIPE, pipe, polled } from "./choosing.ts";

const throttled = { setting: CONCURRENCY, wanted: reserved(1) };
const stopped = { setting: CONCURRENCY, wanted: reserved(0) };
const stoppedPipe = { setting: PIPE, wanted: pipe(false) };
const off = (mappingId: string) => ({ setting: aMapping(mappingId), wanted: source(false) });

const anOrders = (changes: Parameters<typeof polled>[1] = {}) =>
  polled("sqs", { sourceArn: "arn:aws:sqs:eu-west-1:1:orders", ...changes });
const aClicks = (keepsForSeconds: number) =>
  polled("kinesis", { sourceArn: "arn:aws:kinesis:eu-west-1:1:stream/clicks", keepsForSeconds });

describe("the loss clock", () => {
  it("of waiting events is the function's own maximum event age", () => {
    expect(lossClock(aProfile(), [throttled])).toEqual({
      lossAfterMs: 6 * HOUR_MS,
      sentence: "waiting events are lost after 6 h",
    });
    expect(lossClock(aProfile({ maximumEventAgeSeconds: 60 }), [throttled]).sentence).toBe(
      "waiting events are lost after 1 min",
    );
  });

  it("of events with a failure destination runs too, but says that they are moved", () => {
    expect(lossClock(aProfile({ hasFailureDestination: true }), [throttled])).toEqual({
      lossAfterMs: 6 * HOUR_MS,
      sentence: "waiting events are moved to its failure destination after 6 h, not lost",
    });
  });

  it("of a queue is how long it keeps its messages", () => {
    const profile = aProfile({ triggers: [anOrders({ keepsForSeconds: 345_600 })] });
    expect(lossClock(profile, [off("sqs-map"), stopped])).toEqual({
      lossAfterMs: 4 * DAY_MS,
      sentence: "unread messages of queue orders are lost after 4 days",
    });
  });

  it("of a stream is its retention or the mapping's maximum record age", () => {
    const profile = aProfile({ triggers: [aClicks(5_400)] });
    expect(lossClock(profile, [off("kinesis-map")])).toEqual({
      lossAfterMs: 90 * MINUTE_MS,
      sentence: "unread records of stream clicks are lost after 90 min",
    });
  });

  it("of a pipe is that of its source", () => {
    const profile = aProfile({ triggers: [aPipe({ keepsForSeconds: 86_400 })] });
    expect(lossClock(profile, [stoppedPipe])).toEqual({
      lossAfterMs: DAY_MS,
      sentence: "unread records of pipe orders-pipe are lost after 24 h",
    });
  });

  it("is not known of a broker, a Kafka cluster or a mapping that has left the inventory", () => {
    const kafka = polled("kafka", { sourceArn: "arn:aws:kafka:eu-west-1:1:cluster/clicks/1" });
    expect(lossClock(aProfile({ triggers: [kafka] }), [off("kafka-map")])).toEqual({
      lossAfterMs: "unknown",
      sentence: "how long Kafka cluster clicks can wait is not known here",
    });
    expect(lossClock(aProfile(), [off("gone")])).toEqual({
      lossAfterMs: "unknown",
      sentence: "how long the paused source can wait is not known here",
    });
  });

  it("does not run where callers are refused", () => {
    expect(lossClock(aProfile(), [stopped])).toEqual({
      lossAfterMs: "never",
      sentence: "nothing waits, so nothing is lost",
    });
  });

  it("of several is the shortest one known, and what is not known is said", () => {
    const profile = aProfile({
      triggers: [anOrders({ keepsForSeconds: 345_600 }), aClicks(3_600), polled("mq")],
    });
    expect(lossClock(profile, [off("sqs-map"), off("kinesis-map"), off("mq-map"), throttled])).toEqual({
      lossAfterMs: HOUR_MS,
      sentence:
        "unread records of stream clicks are lost after 60 min; how long broker x/main/y can wait is not known here",
    });
  });

  it("names a queue whose messages are given up after few receives", () => {
    const sentence = (maxReceiveCount: number) =>
      lossClock(aProfile({ triggers: [anOrders({ keepsForSeconds: 345_600, maxReceiveCount })] }), [
        off("sqs-map"),
      ]).sentence;
    expect(sentence(3)).toBe(
      "unread messages of queue orders are lost after 4 days; a message of queue orders that fails in a probe counts as received, and 3 such receives move it to the dead-letter queue",
    );
    expect(sentence(1)).toContain("one such receive moves it");
    // AWS advises at least 5 receives for a queue that Lambda reads.
    expect(sentence(5)).toBe("unread messages of queue orders are lost after 4 days");
  });

  it("counts from the trip, where it is known to run", () => {
    expect(lossAfterMs(aProfile({ maximumEventAgeSeconds: 3_600 }), [throttled])).toBe(HOUR_MS);
    expect(lossAfterMs(aProfile(), [off("gone")])).toBeUndefined();
    expect(lossAfterMs(aProfile(), [stopped])).toBeUndefined();
  });
});
