import {
  GetTopicAttributesCommand,
  InvalidParameterException,
  PublishCommand,
  type PublishCommandInput,
} from "@aws-sdk/client-sns";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { describe, expect, it } from "vitest";
import { ACCOUNT_ID } from "../support/wire-account.ts";
import { errorOf, openWire } from "../support/wire-clients.ts";

const TopicArn = `arn:aws:sns:eu-central-1:${ACCOUNT_ID}:alerts`;
const alert = (overrides: Partial<PublishCommandInput> = {}) =>
  new PublishCommand({ TopicArn, Subject: "orders tripped", Message: "It burns.", ...overrides });

describe("Publish over the wire", () => {
  it("delivers subject and text as they were written", async () => {
    const { sns, account } = await openWire();
    const text = "actual > expected & rising\n12 %, 100 € + <b>";
    const answer = await sns.send(alert({ Message: text }));
    expect(answer.MessageId).toBe("message-1");
    expect(account.topics.published()).toMatchObject([
      { topicArn: TopicArn, subject: "orders tripped", text },
    ]);
  });

  it.each<[string, Partial<PublishCommandInput>]>([
    ["a subject of 100 characters", { Subject: "x".repeat(100) }],
    ["a subject of two lines", { Subject: "orders\ntripped" }],
    ["a subject beyond ASCII", { Subject: "orders über" }],
    ["an empty message", { Message: "" }],
    ["a message of more than 256 KiB", { Message: "€".repeat(90_000) }],
    ["no topic", { TopicArn: undefined }],
  ])("refuses %s", async (_what, overrides) => {
    const { sns, account } = await openWire();
    expect(await errorOf(sns.send(alert(overrides)))).toBeInstanceOf(InvalidParameterException);
    expect(account.topics.published()).toEqual([]);
  });

  it("takes a subject of 99 characters", async () => {
    const { sns, account } = await openWire();
    await sns.send(alert({ Subject: "x".repeat(99) }));
    expect(account.topics.published()).toHaveLength(1);
  });

  it("says loudly that it cannot send text messages", async () => {
    const { sns, server } = await openWire();
    await errorOf(sns.send(new PublishCommand({ PhoneNumber: "+15550100", Message: "It burns." })));
    expect(server.unknownRequests()).toEqual([expect.stringContaining("PhoneNumber")]);
  });
});

describe("GetTopicAttributes over the wire", () => {
  it("tells how many have subscribed", async () => {
    const { sns, server } = await openWire();
    const attributes = async () => (await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes;
    expect(await attributes()).toEqual({ TopicArn, SubscriptionsConfirmed: "1", SubscriptionsPending: "0" });
    server.setSubscribers({ confirmed: 0, pending: 2 });
    expect(await attributes()).toMatchObject({ SubscriptionsConfirmed: "0", SubscriptionsPending: "2" });
  });
});

describe("GetCallerIdentity over the wire", () => {
  it("names the account and the guard's role in it", async () => {
    const { sts } = await openWire();
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: ACCOUNT_ID,
      Arn: `arn:aws:sts::${ACCOUNT_ID}:assumed-role/overcurrent/overcurrent`,
    });
  });
});
