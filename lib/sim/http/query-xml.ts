import {
  headerOf,
  NotSimulatedError,
  type WireProtocol,
  type WireRequest,
  type WireResponse,
} from "./wire.ts";

/** Members of a result, which may have members of their own; of a list each is written under the same name. */
export type QueryResult = { readonly [name: string]: QueryMember | readonly QueryMember[] };
type QueryMember = string | QueryResult;

/** Takes the form's parameters and gives the members of the result; the request tells who asks. @throws {AwsError} */
export type QueryOperation = (parameters: URLSearchParams, request: WireRequest) => QueryResult;

export type QueryService = {
  /** The service as IAM calls it: `sns`, `sts`. */
  readonly prefix: string;
  /** API version; it is what tells the services apart, since all are asked at `POST /`. */
  readonly version: string;
  readonly xmlNamespace: string;
  readonly operations: Readonly<Record<string, QueryOperation>>;
};

const FORM = "application/x-www-form-urlencoded";

/** The Query protocol: a form with `Action` and `Version`, answered in XML. */
export function queryProtocol(services: readonly QueryService[]): WireProtocol {
  return {
    speaks: (request) => headerOf(request, "content-type").startsWith(FORM),

    read(request) {
      const parameters = new URLSearchParams(request.body.toString("utf8"));
      const action = parameters.get("Action") ?? "";
      const version = parameters.get("Version") ?? "";
      const service = services.find((known) => known.version === version);
      if (service === undefined)
        throw new NotSimulatedError(`the action ${action} of API version ${version}`);
      const operation = `${service.prefix}:${action}`;
      const perform = service.operations[action];
      if (perform === undefined) throw new NotSimulatedError(operation);
      return {
        operation,
        perform: () => xml(200, successXml(service, action, perform(parameters, request))),
      };
    },

    writeError(error, operation) {
      const service = services.find((known) => operation?.startsWith(`${known.prefix}:`));
      const type = error.status < 500 ? "Sender" : "Receiver";
      const detail = members({ Type: type, Code: error.errorName, Message: error.message });
      const namespace = service === undefined ? "" : ` xmlns="${service.xmlNamespace}"`;
      return xml(error.status, `<ErrorResponse${namespace}><Error>${detail}</Error></ErrorResponse>`);
    },
  };
}

const successXml = (service: QueryService, action: string, result: QueryResult) =>
  `<${action}Response xmlns="${service.xmlNamespace}"><${action}Result>${members(result)}</${action}Result></${action}Response>`;

const members = (values: QueryResult): string =>
  Object.entries(values)
    .flatMap(([name, value]) => [value].flat().map((one) => element(name, one)))
    .join("");

const element = (name: string, value: QueryMember): string =>
  `<${name}>${typeof value === "string" ? escapeXml(value) : members(value)}</${name}>`;

const XML_ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escapeXml = (text: string): string => text.replace(/[&<>]/g, (sign) => XML_ENTITIES[sign] ?? sign);

const xml = (status: number, body: string): WireResponse => ({
  status,
  headers: { "content-type": "text/xml" },
  body,
});
