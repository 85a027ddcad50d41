import * as z from "zod";
import { parseVariables, type Variables } from "./parse-variables.ts";

const schema = z.object({
  AWS_REGION: z.string("must be a region such as eu-west-1").regex(/^[a-z]{2}(-[a-z]+)+-\d$/, {
    message: "must be a region such as eu-west-1",
  }),
  // Lambda sets it. The default is for running the functions elsewhere.
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: z.coerce.number("must be a number of MiB").min(128).default(512),
  OVERCURRENT_TABLE: name("the name of the guard's table"),
  OVERCURRENT_TOPIC_ARN: z
    .string("must be the ARN of the alert topic")
    .regex(/^arn:[a-z-]+:sns:[a-z0-9-]+:\d{12}:[\w-]+$/, { message: "must be the ARN of the alert topic" }),
  OVERCURRENT_ACTUATE_FUNCTION: name("the name of the guard's actuate function"),
  OVERCURRENT_NOTIFY_FUNCTION: name("the name of the guard's notify function"),
  OVERCURRENT_INVENTORY_FUNCTION: name("the name of the guard's inventory function"),
  OVERCURRENT_TARGET_QUEUE_URL: z.url({
    protocol: /^https?$/,
    error: "must be the address of the queue of targets",
  }),
  OVERCURRENT_SELF_PREFIX: name("what the names of the guard's own functions begin with"),
  OVERCURRENT_INVENTORY_REQUESTS_PER_SECOND: requestsPerSecond().default(10),
  OVERCURRENT_ACTUATE_REQUESTS_PER_SECOND: requestsPerSecond().default(4),
  OVERCURRENT_METRIC_QUOTA_RATIO: z.coerce
    .number("must be a number from 0.1 to 1000")
    .min(0.1, "must be at least 0.1")
    .max(1_000, "must be at most 1000")
    .default(1),
});

/** Lambda's GB is 1,024 MiB. */
const MIB_PER_GB = 1_024;

function name(what: string) {
  const message = `must be ${what}: letters, digits, -, _ and .`;
  return z.string(message).regex(/^[\w.-]+$/, { message });
}

function requestsPerSecond() {
  return z.coerce
    .number("must be a number from 1 to 1000")
    .min(1, "must be at least 1")
    .max(1_000, "must be at most 1000");
}

/** What a deployed function knows about where it runs. The same for every function but its memory. */
export type GuardEnvironment = {
  readonly region: string;
  /** Twelve digits: the account that it is deployed into. */
  readonly accountId: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  /** What Lambda gives this function, by which each second of it is billed. */
  readonly memoryGb: number;
  readonly tableName: string;
  readonly topicArn: string;
  readonly actuateFunctionName: string;
  readonly notifyFunctionName: string;
  readonly inventoryFunctionName: string;
  /** Where the orders to the workers are sent. */
  readonly targetQueueUrl: string;
  /** `overcurrent-prod-`: functions whose name begins so are the guard itself and never guarded. */
  readonly selfPrefix: string;
  /**
   * How fast the inventory may ask Lambda's control plane, whose 15 requests per second everybody in the account and
   * region shares. Default 10: deployments, and the brake itself, must get through while an inventory runs.
   */
  readonly inventoryRequestsPerSecond: number;
  /**
   * How fast one run of `actuate` may ask. Default 4: beside an inventory one runs without being refused, and three at
   * once (for `watch`, for `probe` and for a person, each of which asks one order after the other) leave 3 of the 15 to
   * deployments. A usual trip needs four requests.
   */
  readonly actuateRequestsPerSecond: number;
  /** Of CloudWatch's quotas for an account and region, each run of the guard uses so much at most. Default 1: all of them. */
  readonly metricQuotaRatio: number;
};

/** @throws {ConfigInvalidError} */
export function parseGuardEnvironment(variables: Variables): GuardEnvironment {
  const parsed = parseVariables(
    schema,
    variables,
    "serverless.yml sets these for every function: deploy again instead of editing them in the console.",
  );
  const [, partition = "", , , accountId = ""] = parsed.OVERCURRENT_TOPIC_ARN.split(":");
  return {
    region: parsed.AWS_REGION,
    accountId,
    partition,
    memoryGb: parsed.AWS_LAMBDA_FUNCTION_MEMORY_SIZE / MIB_PER_GB,
    tableName: parsed.OVERCURRENT_TABLE,
    topicArn: parsed.OVERCURRENT_TOPIC_ARN,
    actuateFunctionName: parsed.OVERCURRENT_ACTUATE_FUNCTION,
    notifyFunctionName: parsed.OVERCURRENT_NOTIFY_FUNCTION,
    inventoryFunctionName: parsed.OVERCURRENT_INVENTORY_FUNCTION,
    targetQueueUrl: parsed.OVERCURRENT_TARGET_QUEUE_URL,
    selfPrefix: parsed.OVERCURRENT_SELF_PREFIX,
    inventoryRequestsPerSecond: parsed.OVERCURRENT_INVENTORY_REQUESTS_PER_SECOND,
    actuateRequestsPerSecond: parsed.OVERCURRENT_ACTUATE_REQUESTS_PER_SECOND,
    metricQuotaRatio: parsed.OVERCURRENT_METRIC_QUOTA_RATIO,
  };
}

/** The environment of this process. Called once, when a function starts. @throws {ConfigInvalidError} */
export const readGuardEnvironment = (): GuardEnvironment => parseGuardEnvironment(process.env);
