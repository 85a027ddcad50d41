import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import dynalite from "dynalite";

/** What the guard's table was asked, in DynamoDB's billing units, estimated from the bytes on the wire. */
export type TableUsage = {
  readonly calls: Readonly<Record<string, number>>;
  readonly readUnits: number;
  readonly writeUnits: number;
};

export type LocalTable = { readonly url: string; usage(): TableUsage; close(): Promise<void> };

/** A strongly consistent read unit is 4 KB, a write unit 1 KB. */
const READ_UNIT_BYTES = 4_096;
const WRITE_UNIT_BYTES = 1_024;
const READS = new Set(["GetItem", "Query", "BatchGetItem", "Scan"]);

/** DynamoDB in this process, on a free port of 127.0.0.1, counting what it is asked. */
export async function startLocalTable(): Promise<LocalTable> {
  const calls: Record<string, number> = {};
  let readUnits = 0;
  let writeUnits = 0;
  const server = dynalite({ createTableMs: 0 });
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const target = request.headers["x-amz-target"];
    const operation = String(target).split(".").pop() ?? "unknown";
    calls[`dynamodb:${operation}`] = (calls[`dynamodb:${operation}`] ?? 0) + 1;
    if (READS.has(operation))
      response.on("finish", () => {
        const bytes = Number(response.getHeader("content-length") ?? 0);
        readUnits += Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES));
      });
    else
      writeUnits += Math.max(1, Math.ceil(Number(request.headers["content-length"] ?? 0) / WRITE_UNIT_BYTES));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    usage: () => ({ calls: { ...calls }, readUnits, writeUnits }),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
