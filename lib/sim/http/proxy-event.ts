import type { APIGatewayProxyEventV2WithIAMAuthorizer, APIGatewayProxyResultV2 } from "aws-lambda";
import type { EpochMs } from "../../domain/time.ts";
import type { CallerIdentity } from "./caller-identity.ts";
import { headerOf, type WireRequest, type WireResponse } from "./wire.ts";

export type ProxyEvent = APIGatewayProxyEventV2WithIAMAuthorizer;
export type ProxyResult = APIGatewayProxyResultV2;

export type ProxyContext = {
  readonly caller: CallerIdentity;
  readonly accessKeyId: string;
  readonly requestId: string;
  readonly nowMs: EpochMs;
};

const API_ID = "simulated0";
/** Bodies of these types reach the handler as they are; API Gateway wraps all others, forms too, in base64. */
const TEXT_TYPE = /^(text\/|application\/(json|xml|javascript)\b)/;

/** The request as API Gateway's HTTP API hands it over: payload format 2.0, stage and route `$default`. */
export function proxyEvent(request: WireRequest, context: ProxyContext): ProxyEvent {
  const { cookie, ...headers } = request.headers;
  const parameters = queryParameters(request.query);
  const isText = TEXT_TYPE.test(headerOf(request, "content-type"));
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: request.path,
    rawQueryString: request.query.toString(),
    ...(cookie !== undefined && { cookies: String(cookie).split("; ") }),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...(parameters !== undefined && { queryStringParameters: parameters }),
    requestContext: requestContext(request, context),
    ...(request.body.length > 0 && { body: request.body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

/** What the caller gets for the handler's result. A result without `statusCode` is itself the JSON body. */
export function proxyResponse(result: ProxyResult): WireResponse {
  if (typeof result !== "object" || result.statusCode === undefined)
    return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(result) };
  const headers = Object.entries(result.headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  return {
    status: result.statusCode,
    headers: {
      "content-type": "text/plain",
      ...Object.fromEntries(headers),
      ...(result.cookies !== undefined && { "set-cookie": [...result.cookies] }),
    },
    body: Buffer.from(result.body ?? "", result.isBase64Encoded ? "base64" : "utf8"),
  };
}

function requestContext(request: WireRequest, context: ProxyContext): ProxyEvent["requestContext"] {
  const { caller, accessKeyId, requestId, nowMs } = context;
  return {
    accountId: caller.accountId,
    apiId: API_ID,
    authorizer: {
      iam: {
        accessKey: accessKeyId,
        accountId: caller.accountId,
        callerId: caller.userId,
        cognitoIdentity: null,
        principalOrgId: "",
        userArn: caller.arn,
        userId: caller.userId,
      },
    },
    domainName: headerOf(request, "host"),
    domainPrefix: API_ID,
    http: {
      method: request.method,
      path: request.path,
      protocol: "HTTP/1.1",
      sourceIp: "127.0.0.1",
      userAgent: headerOf(request, "user-agent"),
    },
    requestId,
    routeKey: "$default",
    stage: "$default",
    time: commonLogTime(nowMs),
    timeEpoch: nowMs,
  };
}

/** Values of a repeated parameter are joined by commas; without parameters the member is absent. */
function queryParameters(query: URLSearchParams): Record<string, string> | undefined {
  const names = [...new Set(query.keys())];
  return names.length === 0
    ? undefined
    : Object.fromEntries(names.map((name) => [name, query.getAll(name).join(",")]));
}

/** `22/Nov/2026:03:04:05 +0000` */
function commonLogTime(atMs: EpochMs): string {
  const [, day, month, year, time] = new Date(atMs).toUTCString().split(" ");
  return `${day}/${month}/${year}:${time} +0000`;
}
