import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dynamoStores } from "../../../../lib/aws/stores/dynamo-stores.ts";
import { jsonCodec, packedSnapshot } from "../../../../lib/aws/stores/packed-snapshot.ts";
import { NOW_MS, sampleBaseline } from "../../../contract/samples.ts";
import { type DynamoServer, startDynalite } from "../../../support/dynamo.ts";
import { silentLog } from "../../../support/silent-log.ts";

let server: DynamoServer;
beforeAll(async () => {
  server = await startDynalite();
});
afterAll(() => server.stop());

describe("baselines that another version has stored", () => {
  const clock = () => NOW_MS;

  it("are ignored with one line in the log, and replaced by what is learned next", async () => {
    const table = await server.createTable();
    await packedSnapshot(table, "baselines", clock, jsonCodec<unknown>()).save([
      { version: 1, functionName: "checkout", byHour: [1, 2, 3] },
    ]);
    const log = silentLog();
    const { baselines } = dynamoStores(table, clock, log);
    expect(await baselines.load()).toEqual([]);
    expect(await baselines.load()).toEqual([]);
    expect(log.lines).toMatchObject([
      { level: "warn", fields: { found: "other bytes", wanted: "format 1, baselines 2" } },
    ]);
    await baselines.save([sampleBaseline("checkout", 5)]);
    expect(await baselines.load()).toEqual([sampleBaseline("checkout", 5)]);
  });
});
