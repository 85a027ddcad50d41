import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { LambdaClient, type LambdaClientConfig } from "@aws-sdk/client-lambda";
import { PipesClient } from "@aws-sdk/client-pipes";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import type { DirectoryClients } from "../../lib/aws/function-directory.ts";

/** Everything that the inventory asks, at one endpoint; each request once, so that an error shows at once. */
export function directoryClientsAt(config: {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: NonNullable<LambdaClientConfig["credentials"]>;
  readonly maxAttempts: number;
}): DirectoryClients {
  const sqs = new SQSClient(config);
  return {
    lambda: new LambdaClient(config),
    events: new EventBridgeClient(config),
    sqs,
    // HTTP/1.1 like the others: neither simulation nor emulator speaks HTTP/2.
    kinesis: new KinesisClient({ ...config, requestHandler: sqs.config.requestHandler }),
    scheduler: new SchedulerClient(config),
    pipes: new PipesClient(config),
    sts: new STSClient(config),
  };
}
