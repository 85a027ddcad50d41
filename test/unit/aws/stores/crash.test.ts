import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dynamoStores } from "../../../../lib/aws/stores/dynamo-stores.ts";
import type { Table } from "../../../../lib/aws/stores/table.ts";
import { CloudCallError } from "../../../../lib/domain/errors.ts";
import type { Stores } from "../../../../lib/ports/stores.ts";
import {
  armed,
  NOW_MS,
  sampleAlert,
  sampleBaseline,
  sampleEntry,
  sampleIncident,
  tripped,
} from "../../../contract/samples.ts";
import { type DynamoServer, startDynalite } from "../../../support/dynamo.ts";

let server: DynamoServer;
beforeAll(async () => {
  server = await startDynalite();
});
afterAll(() => server.stop());

const storesOn = (table: Table, nowMs = NOW_MS): Stores => dynamoStores(table, () => nowMs);

/** The same table for a run that ends after so many calls: every later one fails as a lost connection would. */
function endingAfter(table: Table, calls: number): Stores {
  let left = calls;
  const documents = new Proxy(table.documents, {
    get: (client, property) =>
      property === "send"
        ? async (command: Parameters<typeof client.send>[0]) => {
            if (left === 0) throw Object.assign(new Error("the run ended"), { code: "ECONNRESET" });
            left -= 1;
            return client.send(command);
          }
        : Reflect.get(client, property),
  });
  return storesOn({ ...table, documents });
}

/** Runs `act` on a fresh table with an end after 0, 1, 2, ... calls until it gets through; `check` looks each time. */
async function atEveryCrash(
  prepare: (stores: Stores) => Promise<void>,
  act: (stores: Stores) => Promise<unknown>,
  check: (stores: Stores, calls: number) => Promise<void>,
): Promise<number> {
  for (let calls = 0; ; calls += 1) {
    const table = await server.createTable();
    await prepare(storesOn(table));
    const failure = await act(endingAfter(table, calls)).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (failure !== undefined) expect(failure).toBeInstanceOf(CloudCallError);
    await check(storesOn(table), calls);
    if (failure === undefined) return calls;
  }
}

describe("a run that ends in the middle", () => {
  it("of a new baseline leaves the old one or the new one whole", async () => {
    const before = [sampleBaseline("checkout", 3)];
    const after = Array.from({ length: 700 }, (_, index) => sampleBaseline(`f-${index}`, index + 0.5));
    const calls = await atEveryCrash(
      (stores) => stores.baselines.save(before),
      (stores) => stores.baselines.save(after),
      async (stores) => {
        const found = await stores.baselines.load();
        expect([before, after]).toContainEqual(found);
        await stores.baselines.save(after);
        expect(await stores.baselines.load()).toEqual(after);
      },
    );
    // Two chunks, the pointer, and one old chunk to remove.
    expect(calls).toBeGreaterThanOrEqual(4);
  });

  it("of resolving an incident leaves it open or resolved, never both, never neither for good", async () => {
    const openOne = sampleIncident({ version: 1 });
    await atEveryCrash(
      async (stores) => void (await stores.incidents.save(sampleIncident())),
      (stores) => stores.incidents.save({ ...openOne, status: "resolved", resolvedAtMs: NOW_MS }),
      async (stores) => {
        const open = await stores.incidents.listOpen();
        const resolved = await stores.incidents.listResolved(10);
        expect(open.length + resolved.length).toBe(1);
        expect(await stores.incidents.findOpen("checkout")).toEqual(open[0]);
      },
    );
  });

  it("of resolving an incident does not block the next one", async () => {
    await atEveryCrash(
      async (stores) => void (await stores.incidents.save(sampleIncident())),
      (stores) =>
        stores.incidents.save(sampleIncident({ version: 1, status: "resolved", resolvedAtMs: NOW_MS })),
      async (stores, calls) => {
        const next = stores.incidents.save(sampleIncident({ incidentId: "next" }));
        if (calls === 0) return expect(next).rejects.toThrow("changed by another run");
        await next;
        const resolved = await stores.incidents.listResolved(10);
        expect(resolved.map((incident) => incident.status)).toEqual(["resolved"]);
      },
    );
  });

  it("of a trip never hides a tripped function from those who list", async () => {
    await atEveryCrash(
      async (stores) =>
        void (await stores.breakers.save({ functionName: "checkout", state: armed, version: 0 })),
      (stores) => stores.breakers.save({ functionName: "checkout", state: tripped, version: 1 }),
      async (stores) => {
        const breaker = await stores.breakers.load("checkout");
        expect(await stores.breakers.listActive()).toEqual(breaker.state.kind === "tripped" ? [breaker] : []);
      },
    );
  });

  it("of a restore lists nothing that is plainly armed, and keeps the next trip in sight", async () => {
    await atEveryCrash(
      async (stores) =>
        void (await stores.breakers.save({ functionName: "checkout", state: tripped, version: 0 })),
      (stores) => stores.breakers.save({ functionName: "checkout", state: armed, version: 1 }),
      async (stores) => {
        const breaker = await stores.breakers.load("checkout");
        expect(await stores.breakers.listActive()).toEqual(breaker.state.kind === "tripped" ? [breaker] : []);
        const again = await stores.breakers.save({ ...breaker, state: tripped });
        expect(await stores.breakers.listActive()).toEqual([again]);
      },
    );
  });

  it("of a ledger entry is made good by appending it again", async () => {
    const entry = sampleEntry();
    await atEveryCrash(
      async () => {},
      (stores) => stores.ledger.append(entry),
      async (stores) => {
        await stores.ledger.append(entry);
        expect(await stores.ledger.list("checkout", 10)).toEqual([entry]);
        expect(await stores.ledger.listSince(NOW_MS)).toEqual([entry]);
      },
    );
  });

  it("of sending tells late or twice, never not at all", async () => {
    await atEveryCrash(
      (stores) => stores.outbox.put(sampleAlert()),
      (stores) => stores.outbox.markSent(sampleAlert().alertId, NOW_MS),
      async (stores) => {
        await stores.outbox.markSent(sampleAlert().alertId, NOW_MS);
        await stores.outbox.put(sampleAlert());
        expect(await stores.outbox.listUnsent()).toEqual([]);
      },
    );
  });
});

describe("a reader of snapshots", () => {
  it("sees what another run has saved meanwhile", async () => {
    const table = await server.createTable();
    const [reader, writer] = [storesOn(table), storesOn(table)];
    await writer.baselines.save([sampleBaseline("checkout", 1)]);
    await reader.baselines.load();
    await writer.baselines.save([sampleBaseline("checkout", 2)]);
    expect(await reader.baselines.load()).toEqual([sampleBaseline("checkout", 2)]);
  });

  it("takes a snapshot that was not renewed for 90 days for none", async () => {
    const table = await server.createTable();
    await storesOn(table).baselines.save([sampleBaseline("checkout", 1)]);
    const days = (count: number) => NOW_MS + count * 24 * 3_600_000;
    expect(await storesOn(table, days(89)).baselines.load()).toHaveLength(1);
    expect(await storesOn(table, days(90)).baselines.load()).toEqual([]);
  });
});
