import type { EpochMs } from "../domain/time.ts";
import { AwsError, type Topics } from "./faces.ts";

/** SNS refuses longer ones. */
const LONGEST_SUBJECT = 100;

export function topics(nowMs: () => EpochMs): Topics {
  const messages: { topicArn: string; subject?: string | undefined; text: string; atMs: EpochMs }[] = [];
  return {
    publish(topicArn, { subject, text }) {
      if (subject !== undefined && (subject.length > LONGEST_SUBJECT || /[^\x20-\x7e]/.test(subject)))
        throw new AwsError("InvalidParameter", "Invalid parameter: Subject");
      if (text === "") throw new AwsError("InvalidParameter", "Invalid parameter: Empty message");
      messages.push({ topicArn, text, atMs: nowMs(), ...(subject === undefined ? {} : { subject }) });
      return { MessageId: `00000000-0000-4000-a000-${String(messages.length).padStart(12, "0")}` };
    },
    published: () => messages,
  };
}
