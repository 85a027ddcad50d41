import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../../lib/domain/time.ts";
import { simulatedAccount } from "../../../lib/sim/account.ts";
import type { SimulatedAccount } from "../../../lib/sim/simulated-account.ts";
import { accountSpec, functionSpec, pipeTrigger, sqsTrigger, streamTrigger } from "../../../lib/sim/spec.ts";
import { atMinute, minutesOf, START_MS, steady, steadyUntil, sumOf, worldOf } from "./worlds.ts";

const MINUTES = 20;

/** What is visible of a queue's or stream's arrivals in the first minutes; gaps are undefined. */
function arrivalsAt(
  account: SimulatedAccount,
  source: { readonly queue: string } | { readonly stream: string },
) {
  const metric =
    "queue" in source
      ? {
          namespace: "AWS/SQS",
          metricName: "NumberOfMessagesSent",
          dimensions: { QueueName: source.queue },
        }
      : {
          namespace: "AWS/Kinesis",
          metricName: "IncomingRecords",
          dimensions: { StreamName: source.stream },
        };
  const points = account.metrics.query({
    ...metric,
    stat: "Sum",
    periodSeconds: 60,
    startMs: START_MS,
    endMs: atMinute(MINUTES),
  });
  return Array.from(
    { length: MINUTES },
    (_, minute) => points.find(({ timestampMs }) => timestampMs === atMinute(minute))?.value,
  );
}

const arrived = (account: SimulatedAccount) => {
  const { legitimate, illegitimate } = account.fates("f");
  return legitimate.arrived + illegitimate.arrived;
};

describe("metrics of queues and streams", () => {
  it("count what is sent to a queue, a stream, and the source of a pipe", () => {
    const account = worldOf({
      triggers: [
        sqsTrigger({ queueName: "orders", ...steady(30) }),
        streamTrigger({ kind: "kinesis", streamName: "clicks", ...steady(200) }),
        pipeTrigger("paid", sqsTrigger({ queueName: "payments", ...steady(6) })),
      ],
    });
    account.advanceTo(atMinute(MINUTES + 3));
    const everyMinute = (value: number) => new Array<number>(MINUTES).fill(value);
    expect(arrivalsAt(account, { queue: "orders" })).toEqual(everyMinute(30));
    expect(arrivalsAt(account, { stream: "clicks" })).toEqual(everyMinute(200));
    expect(arrivalsAt(account, { queue: "payments" })).toEqual(everyMinute(6));
  });

  it("become visible as late as the function's own", () => {
    const account = worldOf({ triggers: [sqsTrigger({ queueName: "orders", ...steady(60) })] });
    account.advanceTo(atMinute(2) - 1);
    expect(arrivalsAt(account, { queue: "orders" })[0]).toBeUndefined();
    account.advanceTo(atMinute(3));
    expect(arrivalsAt(account, { queue: "orders" })[0]).toBe(60);
  });

  it("have no datapoint where nothing arrived, and none for table streams", () => {
    const account = worldOf({
      triggers: [
        sqsTrigger({ queueName: "orders", ...steadyUntil(60, atMinute(2)) }),
        streamTrigger({ kind: "dynamodb-stream", streamName: "orders", ...steady(60) }),
      ],
    });
    account.advanceTo(atMinute(MINUTES + 3));
    expect(arrivalsAt(account, { queue: "orders" }).slice(0, 4)).toEqual([60, 60, undefined, undefined]);
    const sources = account.metrics.list({}).filter(({ namespace }) => namespace !== "AWS/Lambda");
    expect(sources).toEqual([
      { namespace: "AWS/SQS", metricName: "NumberOfMessagesSent", dimensions: { QueueName: "orders" } },
    ]);
  });

  it("count what an attack sends and what runs send to their own queue", () => {
    const account = worldOf({
      recursionDetection: "allow",
      triggers: [sqsTrigger({ queueName: "orders", batchSize: 1, ...steadyUntil(12, atMinute(10)) })],
    });
    account.schedule([
      {
        kind: "extra-traffic",
        functionName: "f",
        trigger: 0,
        atMs: atMinute(2),
        untilMs: atMinute(4),
        legitimate: false,
        arrivals: () => 90,
        exact: true,
      },
      {
        kind: "self-feeding",
        functionName: "f",
        trigger: 0,
        atMs: atMinute(6),
        untilMs: atMinute(10),
        eventsPerRun: 1,
        propagatesTrace: false,
      },
    ]);
    account.advanceTo(atMinute(MINUTES + 3));
    const minutes = arrivalsAt(account, { queue: "orders" });
    expect(minutes.slice(1, 5)).toEqual([12, 102, 102, 12]);
    // Twelve a minute come from outside; the loop keeps every one of them going round.
    expect(minutes[7]).toBeGreaterThan(2 * 12);
    expect(minutes[9]).toBeGreaterThan(minutes[7] ?? Number.NaN);
    expect(minutes.slice(11)).toEqual(new Array(9).fill(undefined));
    expect(sumOf(minutes)).toBe(arrived(account));
  });

  it("count what another function sends", () => {
    const functions = [
      functionSpec({
        functionName: "shop",
        errorRatio: 0,
        triggers: [{ kind: "function-url", access: "public", ...steadyUntil(60, atMinute(5)) }],
        sends: [{ toFunction: "f", toTrigger: 0, eventsPerRun: 2 }],
      }),
      functionSpec({ functionName: "f", triggers: [sqsTrigger({ queueName: "orders", ...steady(0) })] }),
    ];
    const account = simulatedAccount(accountSpec({ startMs: START_MS, functions }));
    account.advanceTo(atMinute(MINUTES + 3));
    // 60 calls a minute for five minutes, two messages each.
    expect(sumOf(arrivalsAt(account, { queue: "orders" }))).toBe(600);
  });

  it("do not count messages again that come back after their run failed", () => {
    const account = worldOf({
      errorRatio: 1,
      triggers: [sqsTrigger({ queueName: "orders", batchSize: 1, ...steadyUntil(6, atMinute(1)) })],
    });
    account.advanceTo(atMinute(MINUTES + 3));
    expect(sumOf(arrivalsAt(account, { queue: "orders" }))).toBe(6);
    // Invisible for 30 s after each failure: nearly forty runs of each in twenty minutes.
    expect(sumOf(minutesOf(account, "Invocations"))).toBeGreaterThan(6 * 20);
  });

  it("go on while nobody reads the queue", () => {
    const account = worldOf({ triggers: [sqsTrigger({ queueName: "orders", ...steady(60) })] });
    const [mapping] = account.lambda.listEventSourceMappings({ FunctionName: "f" }).EventSourceMappings;
    if (mapping === undefined) throw new Error("f has no mapping");
    account.lambda.updateEventSourceMapping(mapping.UUID, { Enabled: false });
    account.advanceTo(START_MS + (MINUTES + 3) * MINUTE_MS);
    expect(arrivalsAt(account, { queue: "orders" })[15]).toBe(60);
    expect(minutesOf(account, "Invocations")[15]).toBeUndefined();
  });
});
