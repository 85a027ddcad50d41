import { type GuardUsage, NO_USAGE } from "../domain/guard-usage.ts";

/** Metrics of the account's total, each read by one request: duration, concurrency, errors, throttles, asynchronous events. */
export const TRIPWIRE_REQUESTS_PER_MINUTE = 5;
/** Some fifteen regions that nobody uses, each asked once in two minutes. */
export const IDLE_REGION_REQUESTS_PER_MINUTE = 8;

/**
 * Lambda waits at a queue with five connections at least, 20 s each, whether anything comes or not.
 * Source: AWS Lambda Developer Guide, "Using Lambda with Amazon SQS", polling behavior.
 */
export const QUEUE_POLLS_PER_MINUTE = 15;

const HOUR_MINUTES = 60;
/** The guard's own metrics, which it writes into its log, and the alarms of its template, all of standard resolution. */
const OWN_METRICS = 4;
const OWN_ALARMS = 8;

/** What the guard costs in so many minutes by being there, without any call. */
export const presence = (minutes: number): Pick<GuardUsage, "metricHours" | "alarmHours"> => ({
  metricHours: (OWN_METRICS * minutes) / HOUR_MINUTES,
  alarmHours: (OWN_ALARMS * minutes) / HOUR_MINUTES,
});

const DAY_MINUTES = 24 * 60;

/**
 * What the guard consumes at home in so many minutes, whatever it reads of functions; as the demo's guard did, with runs as
 * long as they are on Lambda. Stands in until a month's own count says better.
 */
export const standingUsage = (minutes: number): GuardUsage => ({
  ...NO_USAGE,
  metricApiRequests: (TRIPWIRE_REQUESTS_PER_MINUTE + IDLE_REGION_REQUESTS_PER_MINUTE) * minutes,
  // watch, probe and dispatch each minute, 0.4 s at 512 MiB.
  lambdaInvocations: 3 * minutes,
  lambdaGbSeconds: 3 * 0.4 * 0.5 * minutes,
  dynamoReadUnits: 12 * minutes,
  // Each part's count, and the dispatcher's notes.
  dynamoWriteUnits: 4 * minutes,
  logBytes: 2_500 * minutes,
  sqsRequests: QUEUE_POLLS_PER_MINUTE * minutes,
  costExplorerRequests: minutes / DAY_MINUTES,
  ...presence(minutes),
});
