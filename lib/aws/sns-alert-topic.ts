import { GetTopicAttributesCommand, type SNSClient } from "@aws-sdk/client-sns";
import { CloudCallError } from "../domain/errors.ts";
import type { AlertTopic } from "../ports/alert-topic.ts";
import { cloudAnswer } from "./cloud-call.ts";

/** On the alert topic only. */
export const permissions = ["sns:GetTopicAttributes"] as const;

const OPERATION = "sns:GetTopicAttributes";

/** One call tells the numbers; who they are needs nobody to know. A topic that is gone has no subscribers. */
export const snsAlertTopic = (client: SNSClient, topicArn: string): AlertTopic => ({
  async subscribers() {
    const get = new GetTopicAttributesCommand({ TopicArn: topicArn });
    const answer = await cloudAnswer(OPERATION, client.send(get), ["NotFoundException"]);
    if (!answer.ok) return { confirmed: 0, pending: 0 };
    const { Attributes = {} } = answer.value;
    const confirmed = Number(Attributes.SubscriptionsConfirmed);
    const pending = Number(Attributes.SubscriptionsPending);
    if (!Number.isInteger(confirmed) || !Number.isInteger(pending))
      throw new CloudCallError(OPERATION, false, "no number of subscriptions in the answer");
    return { confirmed, pending };
  },
});
