import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { GUARD_PARTS, type GuardPart } from "../../lib/domain/guard-usage.ts";
import { readSignature } from "../../lib/sim/http/sigv4.ts";
import type { WireRequest } from "../../lib/sim/http/wire.ts";
import type { SimulatedAccount } from "../../lib/sim/simulated-account.ts";
import { accessKeyOf } from "./own-key.ts";
import { type RoleRequest, roleRequestReader } from "./role-request.ts";

/** One request that a function of the guard signed with its own key. */
export type GuardCall = RoleRequest & { readonly by: GuardPart };

export type CallRecorder = {
  /** Each different call once. */
  calls(): readonly GuardCall[];
  stop(): void;
};

const REQUEST_STARTS = "http.server.request.start";

/**
 * Hears every request that any server in this process gets, and keeps those of the guard; the operator's are not its, and neither
 * are those as a role of another account.
 * @param regions of the guard's own account, home first
 */
export function recordCalls(...regions: readonly [SimulatedAccount, ...SimulatedAccount[]]): CallRecorder {
  const readers = new Map(regions.map((account) => [account.region, roleRequestReader(account)]));
  const readAtHome = roleRequestReader(regions[0]);
  const read = (request: WireRequest) =>
    (readers.get(readSignature(request)?.region ?? "") ?? readAtHome)(request);
  const different = new Map<string, GuardCall>();
  const hear = (message: unknown): void => {
    const { request } = message as { readonly request: IncomingMessage };
    const by = signerOf(request);
    if (by === undefined) return;
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const call = { by, ...read(wireRequestOf(request, Buffer.concat(chunks))) };
      different.set(JSON.stringify(call), call);
    });
  };
  subscribe(REQUEST_STARTS, hear);
  return { calls: () => [...different.values()], stop: () => void unsubscribe(REQUEST_STARTS, hear) };
}

function signerOf({ headers }: IncomingMessage): GuardPart | undefined {
  const key = /Credential=(\w+)\//.exec(headers.authorization ?? "")?.[1];
  return GUARD_PARTS.find((name) => accessKeyOf(name) === key);
}

function wireRequestOf(request: IncomingMessage, body: Buffer): WireRequest {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://simulated");
  const { method = "GET", headers } = request;
  return { method, path: pathname, query: searchParams, headers, body };
}
