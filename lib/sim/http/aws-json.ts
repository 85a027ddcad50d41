import type { AwsError } from "../faces.ts";
import { parseJsonObject } from "./json-body.ts";
import { headerOf, NotSimulatedError, type WireProtocol, type WireResponse } from "./wire.ts";

/** Takes the parsed body and gives the answer's body. @throws {AwsError} */
export type JsonOperation = (input: Readonly<Record<string, unknown>>) => unknown;

export type JsonService = {
  /** The service as IAM calls it: `cloudwatch`, `ce`, `events`. */
  readonly prefix: string;
  /** What stands before the dot in `x-amz-target`. */
  readonly target: string;
  readonly version: "1.0" | "1.1";
  readonly namespace: string;
  /**
   * Present when the service used to speak the Query protocol: the old error code goes into a header of its own, and the
   * body names the shape. Codes that are their own shape name need no entry.
   */
  readonly shapeOfQueryCode?: Readonly<Record<string, string>>;
  readonly operations: Readonly<Record<string, JsonOperation>>;
};

/** AwsJson 1.0 and 1.1: `POST /`, the operation in the header `x-amz-target`. */
export function awsJsonProtocol(services: readonly JsonService[]): WireProtocol {
  const answer = (version: string, status: number, body: unknown, headers = {}): WireResponse => ({
    status,
    headers: { "content-type": `application/x-amz-json-${version}`, ...headers },
    body: JSON.stringify(body),
  });

  return {
    speaks: (request) => headerOf(request, "x-amz-target") !== "",

    read(request) {
      const [target, name = ""] = headerOf(request, "x-amz-target").split(".");
      const service = services.find((known) => known.target === target);
      if (service === undefined) throw new NotSimulatedError(`the target ${target}.${name}`);
      const operation = `${service.prefix}:${name}`;
      const perform = service.operations[name];
      if (perform === undefined) throw new NotSimulatedError(operation);
      const contentType = headerOf(request, "content-type");
      if (contentType !== `application/x-amz-json-${service.version}`)
        throw new NotSimulatedError(`${operation} in the content type "${contentType}"`);
      return {
        operation,
        perform: () => answer(service.version, 200, perform(parseJsonObject(request.body))),
      };
    },

    writeError(error, operation) {
      const service = services.find((known) => operation?.startsWith(`${known.prefix}:`));
      const shape = service?.shapeOfQueryCode?.[error.errorName] ?? error.errorName;
      const body = { __type: qualified(service, shape), message: error.message, ...error.fields };
      return answer(service?.version ?? "1.0", error.status, body, {
        "x-amzn-errortype": shape,
        ...(service?.shapeOfQueryCode && { "x-amzn-query-error": queryError(error) }),
      });
    },
  };
}

const qualified = (service: JsonService | undefined, shape: string): string =>
  service === undefined ? shape : `${service.namespace}#${shape}`;

const queryError = (error: AwsError): string =>
  `${error.errorName};${error.status < 500 ? "Sender" : "Receiver"}`;
