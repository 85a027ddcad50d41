import {
  headerOf,
  NotSimulatedError,
  type WireProtocol,
  type WireRequest,
  type WireResponse,
} from "./wire.ts";

export type RouteInput = {
  /** What stands for `{...}` in the route's path, decoded. */
  readonly label: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
  header(name: string): string;
};

/** A body of `undefined` is no body at all. */
export type RouteAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
};

export type RestRoute = {
  readonly operation: string;
  readonly method: string;
  /** With at most one `{label}`, which stands for one path segment. */
  readonly path: string;
  /** Query parameters that the answer honours; a request with any other one fails loudly. */
  readonly query: readonly string[];
  answer(input: RouteInput): RouteAnswer | Promise<RouteAnswer>;
};

/** Lambda's older errors write their text as `Message`, the others as `message`. */
const CAPITALISED_MESSAGE = new Set([
  "ResourceInUseException",
  "ResourceNotFoundException",
  "ServiceException",
]);

/** Lambda's paths begin with the date of the API version. */
export const LAMBDA_PATHS = /^\/\d{4}-\d{2}-\d{2}\//;
export const PIPES_PATHS = /^\/v1\/pipes(\/|$)/;
export const REGIONS_PATHS = /^\/listRegions$/;
export const SCHEDULES_PATHS = /^\/schedules(\/|$)/;

/**
 * REST JSON as Lambda speaks it: method and path name the operation.
 * @param paths those of this service and of no other
 */
export function restJsonProtocol(prefix: string, paths: RegExp, routes: readonly RestRoute[]): WireProtocol {
  const patterns = routes.map((route) => ({ route, pattern: patternOf(route.path) }));

  return {
    speaks: (request) => paths.test(request.path),

    read(request) {
      for (const { route, pattern } of patterns) {
        const match = route.method === request.method ? pattern.exec(request.path) : null;
        if (match === null) continue;
        const operation = `${prefix}:${route.operation}`;
        refuseUnknownParameters(operation, route, request.query);
        const label = decodeURIComponent(match[1] ?? "");
        return { operation, perform: async () => written(await route.answer(inputOf(request, label))) };
      }
      throw new NotSimulatedError(`${prefix}: ${request.method} ${request.path}`);
    },

    writeError(error) {
      const { retryAfterSeconds, ...fields } = error.fields;
      return written({
        status: error.status,
        headers: {
          "x-amzn-errortype": error.errorName,
          ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
        },
        body: {
          Type: error.status < 500 ? "User" : "Service",
          [CAPITALISED_MESSAGE.has(error.errorName) ? "Message" : "message"]: error.message,
          ...fields,
        },
      });
    },
  };
}

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{\w+\}/, "([^/]+)")}/?$`);

const inputOf = (request: WireRequest, label: string): RouteInput => ({
  label,
  query: request.query,
  body: request.body,
  header: (name) => headerOf(request, name),
});

function refuseUnknownParameters(operation: string, route: RestRoute, query: URLSearchParams): void {
  const unknown = [...query.keys()].filter((name) => !route.query.includes(name));
  if (unknown.length > 0)
    throw new NotSimulatedError(`${operation} with the parameter ${unknown.join(", ")}`);
}

const written = (answer: RouteAnswer): WireResponse => ({
  status: answer.status,
  headers: { "content-type": "application/json", ...answer.headers },
  body: answer.body === undefined ? "" : JSON.stringify(answer.body),
});
