import type { Trigger } from "../../domain/trigger.ts";

/** What calls the function of a file, since a file does not tell. */
export const TRIGGER_CHOICES = ["url", "queue", "stream", "schedule", "s3", "unknown"] as const;
export type TriggerChoice = (typeof TRIGGER_CHOICES)[number];

/** A file does not say what the source is called. */
const UNNAMED = "(unnamed)";

export function triggerOf(choice: TriggerChoice): Trigger {
  switch (choice) {
    case "url":
      return { kind: "function-url", isPublic: true };
    case "queue":
      return { kind: "sqs", mappingId: "queue", sourceArn: UNNAMED, enabled: true };
    case "stream":
      return { kind: "kinesis", mappingId: "stream", sourceArn: UNNAMED, enabled: true };
    case "schedule":
    case "s3":
      return { kind: choice, sourceArn: UNNAMED };
    case "unknown":
      return { kind: "unknown", principal: "(unknown)" };
  }
}

/** Whether the choice says that no asynchronous event arrives at the function. */
export const isOnlyCaller = (choice: TriggerChoice): boolean =>
  choice === "url" || choice === "queue" || choice === "stream";
