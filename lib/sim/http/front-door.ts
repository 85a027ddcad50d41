import type { AccountFaces } from "../faces.ts";
import type { CallerIdentity } from "./caller-identity.ts";
import { type Listening, listenLocally, readRequest, writeResponse } from "./http-exchange.ts";
import { type ProxyEvent, type ProxyResult, proxyEvent, proxyResponse } from "./proxy-event.ts";
import { isSignedWith, readSignature } from "./sigv4.ts";
import type { WireRequest, WireResponse } from "./wire.ts";

/** An access key of the simulated account, and whose it is. */
export type KnownCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Present for temporary credentials; the request must then carry it. */
  readonly sessionToken?: string;
  readonly caller: CallerIdentity;
};

export type FrontDoorOptions = {
  readonly credentials: readonly KnownCredentials[];
  readonly handler: (event: ProxyEvent) => Promise<ProxyResult>;
};

export type FrontDoor = Listening & {
  /** What the handler threw: the caller is told no more than "Internal Server Error". */
  thrownByHandler(): readonly unknown[];
};

/**
 * An API Gateway HTTP API with AWS_IAM authorization on every route, in front of one handler. A request without a
 * valid signature for `execute-api` is answered 403 and never reaches the handler.
 */
export async function startFrontDoor(account: AccountFaces, options: FrontDoorOptions): Promise<FrontDoor> {
  const thrown: unknown[] = [];
  let requests = 0;

  async function answer(request: WireRequest): Promise<WireResponse> {
    const signer = signerOf(request, account.region, options.credentials);
    if (signer === undefined) return message(403, "Forbidden");
    requests += 1;
    const event = proxyEvent(request, {
      caller: signer.caller,
      accessKeyId: signer.accessKeyId,
      requestId: `request-${requests}`,
      nowMs: account.nowMs(),
    });
    try {
      return proxyResponse(await options.handler(event));
    } catch (error) {
      thrown.push(error);
      return message(500, "Internal Server Error");
    }
  }

  const listening = await listenLocally(async (incoming, outgoing) => {
    writeResponse(outgoing, await answer(await readRequest(incoming)));
  });
  return { ...listening, thrownByHandler: () => thrown };
}

function signerOf(
  request: WireRequest,
  region: string,
  credentials: readonly KnownCredentials[],
): KnownCredentials | undefined {
  const claimed = readSignature(request);
  if (claimed?.service !== "execute-api" || claimed.region !== region) return undefined;
  const known = credentials.find(({ accessKeyId }) => accessKeyId === claimed.accessKeyId);
  if (known === undefined || request.headers["x-amz-security-token"] !== known.sessionToken) return undefined;
  return isSignedWith(known.secretAccessKey, request, claimed) ? known : undefined;
}

const message = (status: number, text: string): WireResponse => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ message: text }),
});
