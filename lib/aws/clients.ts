import { AccountClient } from "@aws-sdk/client-account";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CostExplorerClient } from "@aws-sdk/client-cost-explorer";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { LambdaClient, type LambdaClientConfig } from "@aws-sdk/client-lambda";
import { PipesClient } from "@aws-sdk/client-pipes";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { UsageMeter } from "../ports/usage-meter.ts";
import { type MeteredClient, meterCalls } from "./call-meter.ts";

/*
 * The only place where clients are made. Region, endpoints and credentials come from the environment, read by the SDK
 * itself; connections are kept alive by its default. A call that hangs must not eat a whole tick, hence the timeouts.
 */

const CONNECTION_TIMEOUT_MS = 2_000;
const REQUEST_TIMEOUT_MS = 10_000;
/**
 * An order to `actuate` is answered when its settings were read back, which takes longer than any other call. Shorter
 * than whoever asks may run (29 s for the API): an order without an answer must still be told.
 */
const INVOCATION_TIMEOUT_MS = 25_000;
/** The control plane answers in well under a second; what takes longer is better asked again. */
const CONTROL_PLANE_TIMEOUT_MS = 4_000;

/** Where a client speaks to and as whom; what is absent comes from the environment. */
export type ClientPlace = {
  readonly region?: string;
  readonly credentials?: NonNullable<LambdaClientConfig["credentials"]>;
  /** Counts what the client's calls are billed by. */
  readonly meter?: UsageMeter;
  /** Metrics that a ranking query goes through; absent: as many as one can. */
  readonly fleetSize?: () => number;
};

/** What all clients have in common. */
function readied<Client extends MeteredClient>(client: Client, { meter, fleetSize }: ClientPlace): Client {
  // It copies all that is asked and answered for a log of the SDK's own that nobody keeps, which takes as long as signing.
  client.middlewareStack.remove("loggerMiddleware");
  return meter === undefined ? client : meterCalls(client, meter, fleetSize);
}

const within = (requestTimeout: number) => ({
  // Nothing is added to a client or a command after its first call, so the SDK need not put its layers together each time.
  cacheMiddleware: true,
  requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout, throwOnRequestTimeout: true },
});
const ordinary = { ...within(REQUEST_TIMEOUT_MS), maxAttempts: 4 };

/**
 * For the control plane. AWS shares its 15 requests per second between everybody in the account and region, so this
 * client slows itself down once it was refused, and keeps trying for longer.
 */
export const controlPlaneClient = (at: ClientPlace = {}): LambdaClient =>
  readied(
    new LambdaClient({ ...at, ...within(CONTROL_PLANE_TIMEOUT_MS), retryMode: "adaptive", maxAttempts: 5 }),
    at,
  );

export const pipesClient = (at: ClientPlace = {}): PipesClient =>
  readied(new PipesClient({ ...at, ...within(CONTROL_PLANE_TIMEOUT_MS), maxAttempts: 4 }), at);

/** For asking our own functions. One attempt: every order may be repeated, but by the next tick and not at once. */
export const invocationClient = (at: ClientPlace = {}): LambdaClient =>
  readied(new LambdaClient({ ...at, ...within(INVOCATION_TIMEOUT_MS), maxAttempts: 1 }), at);

export const cloudWatchClient = (at: ClientPlace = {}): CloudWatchClient =>
  readied(new CloudWatchClient({ ...at, ...ordinary }), at);
/** For what is asked again in two minutes anyway: a region that does not answer must not hold up the others. */
export const idleRegionClient = (at: ClientPlace = {}): CloudWatchClient =>
  readied(new CloudWatchClient({ ...at, ...within(CONTROL_PLANE_TIMEOUT_MS), maxAttempts: 2 }), at);
export const costExplorerClient = (at: ClientPlace = {}): CostExplorerClient =>
  readied(new CostExplorerClient({ ...at, ...ordinary }), at);
export const snsClient = (at: ClientPlace = {}): SNSClient =>
  readied(new SNSClient({ ...at, ...ordinary }), at);
export const stsClient = (at: ClientPlace = {}): STSClient =>
  readied(new STSClient({ ...at, ...ordinary }), at);

export const accountClient = (at: ClientPlace = {}): AccountClient =>
  readied(new AccountClient({ ...at, ...ordinary }), at);
/** A queue's own address names a host, which must not be asked instead of the endpoint that was configured. */
export const sqsClient = (at: ClientPlace = {}): SQSClient =>
  readied(new SQSClient({ ...at, ...ordinary, useQueueUrlAsEndpoint: false }), at);

/** Everything that the inventory asks. */
export function directoryClients(at: ClientPlace = {}) {
  const sqs = sqsClient(at);
  return {
    lambda: controlPlaneClient(at),
    events: readied(new EventBridgeClient({ ...at, ...ordinary }), at),
    sqs,
    // By itself it speaks HTTP/2, for whoever reads records all day; one question an hour needs no second protocol.
    kinesis: readied(
      new KinesisClient({ ...at, ...ordinary, requestHandler: sqs.config.requestHandler }),
      at,
    ),
    scheduler: readied(new SchedulerClient({ ...at, ...ordinary }), at),
    pipes: pipesClient(at),
    sts: stsClient(at),
  };
}

/** Absent members are left out of items: DynamoDB knows no `undefined`. */
export const documentClient = (at: ClientPlace = {}): DynamoDBDocumentClient =>
  // Each document command brings layers of its own that translate its own item.
  DynamoDBDocumentClient.from(
    readied(new DynamoDBClient({ ...at, ...ordinary, cacheMiddleware: false }), at),
    {
      marshallOptions: { removeUndefinedValues: true },
    },
  );
