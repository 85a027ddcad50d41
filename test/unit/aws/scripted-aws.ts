import { TEST_CREDENTIALS, TEST_REGION } from "../../support/dynamo.ts";

/** What a scripted service answers to one request: a body, or an error as AWS sends it, or a broken connection. */
export type ScriptedAnswer =
  | { readonly body: unknown }
  | { readonly error: string; readonly status?: number; readonly message?: string }
  | { readonly networkError: string };

export type ScriptedRequest = {
  readonly operation: string;
  readonly body: Readonly<Record<string, unknown>>;
};

type WireRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly path: string;
};

/**
 * Configuration for an SDK client whose requests are answered by `script` instead of the network: the client's own
 * serializer, retries and error handling stay in play.
 */
export function scriptedAws(script: (request: ScriptedRequest) => ScriptedAnswer) {
  const requests: ScriptedRequest[] = [];
  const handle = async (request: WireRequest) => {
    const text = typeof request.body === "string" ? request.body : new TextDecoder().decode(request.body);
    const operation = request.headers["x-amz-target"]?.split(".")[1] ?? request.path;
    const scripted = { operation, body: text === "" ? {} : JSON.parse(text) };
    requests.push(scripted);
    const answer = script(scripted);
    if ("networkError" in answer)
      throw Object.assign(new Error("the connection broke"), { code: answer.networkError });
    const failed = "error" in answer;
    return {
      response: {
        statusCode: failed ? (answer.status ?? 400) : 200,
        headers: {
          "content-type": request.headers["content-type"] ?? "application/json",
          ...(failed ? { "x-amzn-errortype": answer.error } : {}),
        },
        body: new TextEncoder().encode(
          JSON.stringify(failed ? { __type: answer.error, message: answer.message ?? "" } : answer.body),
        ),
      },
    };
  };
  return {
    requests,
    config: {
      region: TEST_REGION,
      credentials: TEST_CREDENTIALS,
      maxAttempts: 1,
      disableRequestCompression: true,
      requestHandler: { handle },
    },
  };
}
