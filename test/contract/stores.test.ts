import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dynamoStores } from "../../lib/aws/stores/dynamo-stores.ts";
import { HOUR_MS } from "../../lib/domain/time.ts";
import { memoryStores } from "../../lib/sim/memory/memory-stores.ts";
import { type DynamoServer, startDynalite } from "../support/dynamo.ts";
import { NOW_MS, sampleEntry, sampleIncident } from "./samples.ts";
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

  describeStoresContract("stores of another target in DynamoDB", async () =>
    dynamoStores(
      { ...(await server.createTable()), partitionPrefix: "@222222222222/eu-west-1#" },
      () => NOW_MS,
    ),
  );

  it("keep what belongs to one target from every other", async () => {
    const table = await server.createTable();
    const storesAt = (partitionPrefix?: string) =>
      dynamoStores({ ...table, ...(partitionPrefix && { partitionPrefix }) }, () => NOW_MS);
    const [home, ireland, virginia] = [
      storesAt(),
      storesAt("@222222222222/eu-west-1#"),
      storesAt("@222222222222/us-east-1#"),
    ] as const;

    await home.leases.take("checkout", "run-1", NOW_MS + HOUR_MS, NOW_MS);
    await ireland.incidents.save(sampleIncident());
    await virginia.ledger.append(sampleEntry());

    expect((await ireland.leases.take("checkout", "run-2", NOW_MS + HOUR_MS, NOW_MS)).ok).toBe(true);
    expect(await home.incidents.listOpen()).toEqual([]);
    expect(await virginia.incidents.listOpen()).toEqual([]);
    expect(await home.ledger.listSince(NOW_MS - HOUR_MS)).toEqual([]);
    expect(await ireland.incidents.listOpen()).toEqual([sampleIncident({ version: 1 })]);
    expect(await virginia.ledger.listSince(NOW_MS - HOUR_MS)).toEqual([sampleEntry()]);
  });
});
