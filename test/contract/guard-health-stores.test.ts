import { afterAll, beforeAll, describe } from "vitest";
import { dynamoHeartbeatStore } from "../../lib/aws/stores/heartbeat-store.ts";
import { memoryHeartbeatStore } from "../../lib/sim/memory/heartbeat-store.ts";
import { type DynamoServer, startDynalite } from "../support/dynamo.ts";
import { describeHeartbeatContract } from "./heartbeat-contract.ts";

describe("what the guard knows of its own health, in memory", () => {
  describeHeartbeatContract(async () => memoryHeartbeatStore());
});

describe("what the guard knows of its own health, in DynamoDB", () => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await startDynalite();
  });
  afterAll(() => server.stop());

  describeHeartbeatContract(async () => dynamoHeartbeatStore(await server.createTable()));
});
