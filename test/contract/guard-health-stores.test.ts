import { afterAll, beforeAll, describe } from "vitest";
import { dynamoGuardHealthStore, dynamoHeartbeatStore } from "../../lib/aws/stores/heartbeat-store.ts";
import { memoryGuardHealthStore, memoryHeartbeatStore } from "../../lib/sim/memory/heartbeat-store.ts";
import { type DynamoServer, startDynalite } from "../support/dynamo.ts";
import { describeGuardHealthContract, describeHeartbeatContract } from "./heartbeat-contract.ts";

describe("what the guard knows of itself, in memory", () => {
  describeHeartbeatContract(async () => memoryHeartbeatStore());
  describeGuardHealthContract(async () => memoryGuardHealthStore());
});

describe("what the guard knows of itself, in DynamoDB", () => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await startDynalite();
  });
  afterAll(() => server.stop());

  describeHeartbeatContract(async () => dynamoHeartbeatStore(await server.createTable()));
  describeGuardHealthContract(async () => dynamoGuardHealthStore(await server.createTable()));
});
