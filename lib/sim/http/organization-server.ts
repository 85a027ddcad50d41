import type { AccountFaces } from "../faces.ts";
import { type AccountControls, type AccountEndpoint, accountEndpoint } from "./account-endpoint.ts";
import { listenLocally, readRequest, writeResponse } from "./http-exchange.ts";
import { organizationCallers } from "./organization-callers.ts";
import { type AssumableRole, roleBook } from "./roles.ts";
import { readSignature } from "./sigv4.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

/** Several accounts, each with its regions, at one address: what AWS is to an organisation. */
export type OrganizationServer = {
  /** `http://127.0.0.1:<port>`, for every service, account and region. */
  readonly url: string;
  /** @throws {RangeError} when that account and region is not served */
  at(accountId: string, region: string): AccountControls;
  addRole(role: AssumableRole): void;
  /** The role cannot be assumed any more, and the credentials that were given out for it are dead. */
  revoke(roleArn: string): void;
  /** What was asked for and is not simulated, of whichever account; places that are not served come first. */
  unknownRequests(): readonly string[];
  /** Also breaks the connections that are still open. */
  close(): Promise<void>;
};

/** Services that have one answer for the whole account, whichever region the request is signed for. */
const GLOBAL_SERVICES = ["account", "ce", "sts"];

/**
 * Serves accounts on a free port of 127.0.0.1. A request goes to the account that its key speaks for, in the region that it
 * is signed for.
 *
 * @param accounts each account and region once; the regions that are given of an account are those it has enabled
 * @param accountOfKey which account a lasting access key belongs to; other keys are refused
 * @throws {RangeError} when there is no account
 */
export async function startOrganizationServer(
  accounts: readonly AccountFaces[],
  accountOfKey: Readonly<Record<string, string>>,
): Promise<OrganizationServer> {
  const roles = roleBook();
  const { callers, accountIdOf } = organizationCallers(accountOfKey, roles);
  const places = accounts.map((account) => ({
    account,
    endpoint: accountEndpoint(account, {
      callers,
      roles,
      enabledRegions: () => regionsOf(account.accountId),
    }),
  }));
  const [first] = places;
  if (first === undefined) throw new RangeError("startOrganizationServer: there is no account");
  const regionsOf = (accountId: string) =>
    accounts.filter((each) => each.accountId === accountId).map(({ region }) => region);
  const placeOf = (accountId: string, region: string | undefined) =>
    places.find(({ account }) => account.accountId === accountId && account.region === region);
  const notServed: string[] = [];

  function endpointFor(request: WireRequest): AccountEndpoint | undefined {
    const accountId = accountIdOf(request);
    // Whoever's key nobody knows is told so in any account.
    if (accountId === undefined) return first?.endpoint;
    const signed = readSignature(request);
    const found = placeOf(accountId, signed?.region);
    if (found !== undefined) return found.endpoint;
    if (GLOBAL_SERVICES.includes(signed?.service ?? ""))
      return places.find(({ account }) => account.accountId === accountId)?.endpoint;
    notServed.push(`${signed?.service} of ${accountId}/${signed?.region}`);
    return undefined;
  }

  const listening = await listenLocally(async (incoming, outgoing) => {
    const request = await readRequest(incoming);
    const response = (await endpointFor(request)?.dispatch(request)) ?? NOT_SERVED;
    if (response === "connection-lost") incoming.socket.destroy();
    else writeResponse(outgoing, response);
  });

  return {
    ...listening,
    at(accountId, region) {
      const place = placeOf(accountId, region);
      if (place === undefined) throw new RangeError(`${accountId}/${region} is not served`);
      return place.endpoint;
    },
    addRole: roles.add,
    revoke: roles.revoke,
    unknownRequests: () => [...notServed, ...places.flatMap(({ endpoint }) => endpoint.unknownRequests())],
  };
}

const NOT_SERVED: WireResponse = {
  status: 501,
  headers: { "content-type": "text/plain" },
  body: "The simulated organisation does not have this account and region",
};
