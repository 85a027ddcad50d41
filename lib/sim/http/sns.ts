import { AwsError, type Topics } from "../faces.ts";
import type { QueryResult, QueryService } from "./query-xml.ts";
import { NotSimulatedError } from "./wire.ts";

const KNOWN_PARAMETERS = ["Action", "Version", "TopicArn", "Subject", "Message"];
/** Subscriptions could filter by them; the simulated owner reads everything, so they are checked and not kept. */
const ATTRIBUTE_PARAMETER = /^MessageAttributes\.entry\.\d+\.(Name|Value\.(DataType|StringValue))$/;
const MAX_MESSAGE_BYTES = 256 * 1024;
/** Printable ASCII on one line, fewer than 100 characters, not beginning with a space. */
const SUBJECT = /^[!-~][ -~]{0,98}$/;

/** Those who get what is published, and those who have not confirmed yet that they want to. */
export type Subscribers = { readonly confirmed: number; readonly pending: number };

export const snsService = (topics: Topics, subscribers: () => Subscribers): QueryService => ({
  prefix: "sns",
  version: "2010-03-31",
  xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/",
  operations: {
    Publish: (parameters) => publish(parameters, topics),
    GetTopicAttributes: (parameters) => topicAttributes(parameters, subscribers()),
  },
});

function publish(parameters: URLSearchParams, topics: Topics): { MessageId: string } {
  const unknown = [...parameters.keys()].filter(
    (name) => !KNOWN_PARAMETERS.includes(name) && !ATTRIBUTE_PARAMETER.test(name),
  );
  if (unknown.length > 0) throw new NotSimulatedError(`sns:Publish with ${unknown.join(", ")}`);
  const topicArn = parameters.get("TopicArn");
  if (topicArn === null) throw invalid("TopicArn or TargetArn Reason: no value for required parameter");
  const subject = parameters.get("Subject") ?? undefined;
  if (subject !== undefined && !SUBJECT.test(subject)) throw invalid("Subject");
  const text = parameters.get("Message") ?? "";
  if (text === "") throw invalid("Empty message");
  if (Buffer.byteLength(text) > MAX_MESSAGE_BYTES) throw invalid("Message too long");
  for (const [name, value] of parameters)
    if (name.endsWith(".Value.StringValue") && value === "")
      throw new AwsError("ParameterValueInvalid", "The message attribute must have a non-empty value.");
  return topics.publish(topicArn, { subject, text });
}

function topicAttributes(parameters: URLSearchParams, { confirmed, pending }: Subscribers): QueryResult {
  const TopicArn = parameters.get("TopicArn");
  if (TopicArn === null) throw invalid("TopicArn Reason: no value for required parameter");
  const attributes = {
    TopicArn,
    SubscriptionsConfirmed: String(confirmed),
    SubscriptionsPending: String(pending),
  };
  return { Attributes: { entry: Object.entries(attributes).map(([key, value]) => ({ key, value })) } };
}

const invalid = (what: string): AwsError => new AwsError("InvalidParameter", `Invalid parameter: ${what}`);
