/** The guard's own functions, as serverless.yml names them for stage `demo`. */
const PREFIX = "overcurrent-demo";

export const GUARD_FUNCTIONS = ["watch", "learn", "inventory", "actuate", "probe", "api", "notify"] as const;
export type GuardFunction = (typeof GUARD_FUNCTIONS)[number];

export const deployedName = (name: GuardFunction): string => `${PREFIX}-${name}`;

/** The environment that serverless.yml gives every function, for the simulated account. */
export const guardEnvironment = (accountId: string, region: string): Record<string, string> => ({
  OVERCURRENT_TABLE: PREFIX,
  OVERCURRENT_TOPIC_ARN: `arn:aws:sns:${region}:${accountId}:${PREFIX}-alerts`,
  OVERCURRENT_ACTUATE_FUNCTION: deployedName("actuate"),
  OVERCURRENT_NOTIFY_FUNCTION: deployedName("notify"),
  OVERCURRENT_INVENTORY_FUNCTION: deployedName("inventory"),
  OVERCURRENT_TARGET_QUEUE_URL: `https://sqs.${region}.amazonaws.com/${accountId}/${PREFIX}-targets`,
  OVERCURRENT_SELF_PREFIX: `${PREFIX}-`,
  // Simulated time stands still while they ask, so pacing them would only make the person wait.
  OVERCURRENT_INVENTORY_REQUESTS_PER_SECOND: "1000",
  OVERCURRENT_ACTUATE_REQUESTS_PER_SECOND: "1000",
  OVERCURRENT_METRIC_QUOTA_RATIO: "1000",
});

export const TABLE_NAME = PREFIX;
