import { AwsError } from "../faces.ts";

/** A request as it came off the socket; header names in lower case, path still percent-encoded. */
export type WireRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
};

export type WireResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Buffer;
};

/** A request whose service and operation are known and whose answer is still to be worked out. */
export type WireCall = {
  /** The IAM action that allows it, e.g. `lambda:PutFunctionConcurrency` (for Invoke that is `lambda:InvokeFunction`). */
  readonly operation: string;
  /** @throws {AwsError} */
  perform(): WireResponse | Promise<WireResponse>;
};

/** One of AWS's wire protocols: whose request this is, and how it words an error. */
export type WireProtocol = {
  /** Whether the request is written in this protocol. */
  speaks(request: WireRequest): boolean;
  /** @throws {NotSimulatedError} when the service or the operation is unknown here */
  read(request: WireRequest): WireCall;
  /** @param operation absent when the request was not understood */
  writeError(error: AwsError, operation?: string): WireResponse;
};

/**
 * The request may be fine for AWS, but this account does not know how to answer it. It must fail loudly: an
 * invented answer would let a wrong caller pass its tests.
 */
export class NotSimulatedError extends AwsError {
  constructor(what: string, errorName = "NotImplemented", status = 501) {
    super(errorName, `The simulated account does not implement ${what}`, status);
  }
}

/** One header as text; absent is the empty string. */
export const headerOf = (request: WireRequest, name: string): string => String(request.headers[name] ?? "");
