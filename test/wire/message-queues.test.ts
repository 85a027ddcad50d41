import {
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { describe, expect, it, onTestFinished } from "vitest";
import { type EpochMs, SECOND_MS } from "../../lib/domain/time.ts";
import { startAccountServer } from "../../lib/sim/http/server.ts";
import { NOON_MS, wireAccount } from "../support/wire-account.ts";
import { errorOf } from "../support/wire-clients.ts";

/** A queue `orders` for `worker`, with thirty seconds of invisibility and a dead-letter queue after three receives. */
async function openQueue() {
  let nowMs: EpochMs = NOON_MS;
  const server = await startAccountServer({ ...wireAccount(), nowMs: () => nowMs });
  const sqs = new SQSClient({
    endpoint: server.url,
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret" },
    maxAttempts: 1,
    // A queue's address names a host of AWS.
    useQueueUrlAsEndpoint: false,
  });
  onTestFinished(async () => {
    sqs.destroy();
    await server.close();
  });
  server.createQueue({ queueName: "failed", visibilityTimeoutSeconds: 30 });
  server.createQueue({
    queueName: "work",
    visibilityTimeoutSeconds: 30,
    deadLetter: { queueName: "failed", maxReceiveCount: 3 },
  });
  server.connectQueue("work", "worker");
  const done: string[] = [];
  server.registerFunction("worker", async (event) => {
    const { Records } = event as { Records: { body: string }[] };
    for (const { body } of Records) {
      if (body === "poison") throw new Error("cannot do it");
      done.push(body);
    }
  });
  const send = (MessageBody: string) =>
    sqs.send(new SendMessageCommand({ QueueUrl: server.queueUrl("work"), MessageBody }));
  return { server, sqs, done, send, pass: (seconds: number) => (nowMs += seconds * SECOND_MS) };
}

const bodiesIn = (server: Awaited<ReturnType<typeof openQueue>>["server"], queueName: string) =>
  server.messages(queueName).map(({ body }) => body);

describe("a message queue over the wire", () => {
  it("hands each message to its function once, in the order of sending", async () => {
    const { server, done, send } = await openQueue();
    await send("one");
    await send("two");
    expect(await server.deliver()).toBe(2);
    expect(done).toEqual(["one", "two"]);
    expect(await server.deliver()).toBe(0);
    expect(bodiesIn(server, "work")).toEqual([]);
  });

  it("takes ten messages at once, with checksums that the SDK accepts", async () => {
    const { server, sqs, done } = await openQueue();
    const Entries = Array.from({ length: 10 }, (_, index) => ({
      Id: `m${index}`,
      MessageBody: `${index} €`,
    }));
    const answer = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: server.queueUrl("work"), Entries }),
    );
    expect(answer.Successful?.map(({ Id }) => Id)).toEqual(Entries.map(({ Id }) => Id));
    await server.deliver();
    expect(done).toEqual(Entries.map(({ MessageBody }) => MessageBody));
  });

  it.each([
    ["none", []],
    ["eleven", Array.from({ length: 11 }, (_, index) => ({ Id: `m${index}`, MessageBody: "x" }))],
    [
      "two of the same id",
      [
        { Id: "a", MessageBody: "x" },
        { Id: "a", MessageBody: "y" },
      ],
    ],
    ["more than a mebibyte", [0, 1].map((index) => ({ Id: `m${index}`, MessageBody: "x".repeat(600_000) }))],
  ])("refuses a batch of %s", async (_what, Entries) => {
    const { server, sqs } = await openQueue();
    const QueueUrl = server.queueUrl("work");
    await errorOf(sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries })));
    expect(bodiesIn(server, "work")).toEqual([]);
  });

  it("brings a failed message back when its visibility timeout has passed, and gives it up in the end", async () => {
    const { server, done, send, pass } = await openQueue();
    await send("poison");
    await send("good");
    expect(await server.deliver()).toBe(2);
    expect(done).toEqual(["good"]);
    expect(await server.deliver()).toBe(0);
    pass(30);
    expect(await server.deliver()).toBe(1);
    pass(30);
    expect(await server.deliver()).toBe(1);
    expect(bodiesIn(server, "failed")).toEqual([]);
    pass(30);
    expect(await server.deliver()).toBe(0);
    expect(bodiesIn(server, "work")).toEqual([]);
    expect(bodiesIn(server, "failed")).toEqual(["poison"]);
  });

  it("keeps a message whose function reports it as failed", async () => {
    const { server, send } = await openQueue();
    server.registerFunction("worker", async () => ({ batchItemFailures: [{ itemIdentifier: "message-1" }] }));
    await send("half");
    await server.deliver();
    expect(bodiesIn(server, "work")).toEqual(["half"]);
  });

  it("also runs what is sent by a run", async () => {
    const { server, send, done } = await openQueue();
    server.registerFunction("worker", async (event) => {
      const { Records } = event as { Records: { body: string }[] };
      done.push(...Records.map(({ body }) => body));
      if (done.length < 3) await send(`after ${done.length}`);
    });
    await send("first");
    expect(await server.deliver()).toBe(3);
    expect(done).toEqual(["first", "after 1", "after 2"]);
  });

  it("is found by its name, and another is not", async () => {
    const { server, sqs } = await openQueue();
    expect(await sqs.send(new GetQueueUrlCommand({ QueueName: "work" }))).toMatchObject({
      QueueUrl: server.queueUrl("work"),
    });
    const lost = new SendMessageCommand({ QueueUrl: `${server.queueUrl("work")}-2`, MessageBody: "x" });
    expect(await errorOf(sqs.send(lost))).toBeInstanceOf(QueueDoesNotExist);
  });
});
