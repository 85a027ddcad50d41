import type { AccountFaces } from "../faces.ts";
import { type AccountControls, accountEndpoint } from "./account-endpoint.ts";
import { guardIdentity } from "./caller-identity.ts";
import { onlyCaller } from "./callers.ts";
import { listenLocally, readRequest, writeResponse } from "./http-exchange.ts";
import { roleBook } from "./roles.ts";

/** The simulated account as AWS's endpoints show it: point `AWS_ENDPOINT_URL` at `url` and use the SDK unchanged. */
export type AccountServer = AccountControls & {
  /** `http://127.0.0.1:<port>`, for every service. */
  readonly url: string;
  /** Also breaks the connections that are still open. */
  close(): Promise<void>;
};

/**
 * Serves the account on a free port of 127.0.0.1. Requests are taken as the guard's, whatever they are signed with and for
 * whichever region.
 */
export async function startAccountServer(account: AccountFaces): Promise<AccountServer> {
  const { dispatch, ...controls } = accountEndpoint(account, {
    callers: onlyCaller(guardIdentity(account.accountId)),
    roles: roleBook(),
    enabledRegions: () => [account.region],
  });
  const listening = await listenLocally(async (incoming, outgoing) => {
    const response = await dispatch(await readRequest(incoming));
    if (response === "connection-lost") incoming.socket.destroy();
    else writeResponse(outgoing, response);
  });
  return { ...controls, ...listening };
}
