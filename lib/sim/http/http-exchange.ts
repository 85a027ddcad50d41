import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { WireRequest, WireResponse } from "./wire.ts";

/** @throws whatever the socket throws when the caller goes away in the middle */
export async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const body = await bodyOf(incoming);
  const { pathname, searchParams } = new URL(incoming.url ?? "/", "http://simulated");
  return {
    method: incoming.method ?? "GET",
    path: pathname,
    query: searchParams,
    headers: incoming.headers,
    body,
  };
}

/** By its events: as an asynchronous iteration it would take as long as all the rest of an exchange. */
const bodyOf = (incoming: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => resolve(Buffer.concat(chunks)));
    incoming.on("error", reject);
  });

export function writeResponse(outgoing: ServerResponse, response: WireResponse): void {
  // No Date header: the world's time need not be the caller's. Told of a difference, the SDK takes its own clock for
  // wrong and repeats every refused request.
  outgoing.sendDate = false;
  outgoing.writeHead(response.status, {
    ...response.headers,
    "content-length": Buffer.byteLength(response.body),
  });
  outgoing.end(response.body);
}

export type Listening = { readonly url: string; close(): Promise<void> };

type Exchange = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** Listens on a free port of 127.0.0.1. */
export async function listenLocally(exchange: Exchange): Promise<Listening> {
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    // Only a caller that went away in the middle ends here, and nobody is left to be told.
    exchange(incoming, outgoing).catch(() => outgoing.destroy());
  };
  // Connections stay open for as long as the caller likes: a story may pause longer than any usual timeout.
  const server = createServer({ keepAlive: true, keepAliveTimeout: 0 }, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}
