import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { AlertSender } from "../ports/messaging.ts";
import { cloudCall } from "./cloud-call.ts";

/** On the alert topic only. */
export const permissions = ["sns:Publish"] as const;

/** Publishes to the owner's topic. Subscriptions may filter by the attributes `severity` and `functionName`. */
export const snsAlertSender = (client: SNSClient, topicArn: string): AlertSender => ({
  send: async ({ subject, text, severity, functionName }) => {
    const publish = new PublishCommand({
      TopicArn: topicArn,
      Subject: subject,
      Message: text,
      MessageAttributes: {
        severity: { DataType: "String", StringValue: severity },
        functionName: { DataType: "String", StringValue: functionName },
      },
    });
    await cloudCall("sns:Publish", client.send(publish));
  },
});
