import { afterAll, beforeAll, describe } from "vitest";
import { dynamoStores } from "../../lib/aws/stores/dynamo-stores.ts";
import { memoryStores } from "../../lib/sim/memory/memory-stores.ts";
import { type DynamoServer, startDynalite } from "../support/dynamo.ts";
import { NOW_MS } from "./samples.ts";
import { describeStoresContract } from "./stores-contract.ts";

describeStoresContract("stores in memory", async () => memoryStores());

describe("with DynamoDB in this process", () => {
  let server: DynamoServer;
  beforeAll(async () => {
    server = await startDynalite();
  });
  afterAll(() => server.stop());

  describeStoresContract("stores in DynamoDB", async () =>
    dynamoStores(await server.createTable(), () => NOW_MS),
  );
});
