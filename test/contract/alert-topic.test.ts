import { describe, expect, it } from "vitest";
import { snsAlertTopic } from "../../lib/aws/sns-alert-topic.ts";
import { CloudCallError } from "../../lib/domain/errors.ts";
import { AwsError } from "../../lib/sim/faces.ts";
import { ACCOUNT_ID } from "../support/wire-account.ts";
import { openWire } from "../support/wire-clients.ts";

const TOPIC_ARN = `arn:aws:sns:eu-central-1:${ACCOUNT_ID}:alerts`;

describe("the alert topic", () => {
  it("tells how many hear of alerts, and how many were asked and have not confirmed", async () => {
    const { sns, server } = await openWire();
    const topic = snsAlertTopic(sns, TOPIC_ARN);
    expect(await topic.subscribers()).toEqual({ confirmed: 1, pending: 0 });
    server.setSubscribers({ confirmed: 0, pending: 2 });
    expect(await topic.subscribers()).toEqual({ confirmed: 0, pending: 2 });
  });

  it("has nobody who hears of alerts when it is gone", async () => {
    const { sns, server } = await openWire();
    server.failNext("sns:GetTopicAttributes", new AwsError("NotFound", "Topic does not exist", 404));
    expect(await snsAlertTopic(sns, TOPIC_ARN).subscribers()).toEqual({ confirmed: 0, pending: 0 });
  });

  it("does not take a topic that could not be asked for one that nobody hears", async () => {
    const { sns, server } = await openWire();
    server.failNext("sns:GetTopicAttributes", "lost-request");
    await expect(snsAlertTopic(sns, TOPIC_ARN).subscribers()).rejects.toBeInstanceOf(CloudCallError);
  });
});
