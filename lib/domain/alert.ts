import type { Severity } from "./anomaly.ts";
import type { EpochMs } from "./time.ts";

/** A message for people, waiting in the outbox until it was sent. One per incident and state: the id says which. */
export type Alert = {
  readonly alertId: string;
  readonly createdAtMs: EpochMs;
  readonly functionName: string;
  readonly severity: Severity;
  /** At most 99 ASCII characters, one line: SNS refuses anything else. */
  readonly subject: string;
  /** Plain text, lines of at most 100 characters. */
  readonly text: string;
};
