import { CloudCallError } from "../domain/errors.ts";
import { ok, type Result, refused } from "../domain/result.ts";

/** An error that a caller expected and turns into an outcome of its own. */
export type ExpectedError = { readonly name: string; readonly message: string };

/** Throttling answers that come with status 400, so that the status alone does not tell. */
const THROTTLING_NAMES = new Set([
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "Throttling",
  "ThrottlingException",
  "ThrottledException",
  "TooManyRequestsException",
]);

/** Node's and the SDK's names for a connection that did not come about, broke, or took too long. */
const NETWORK_NAMES = new Set([
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "TimeoutError",
]);

/**
 * Waits for an SDK call and names it when it fails.
 * @param operation `service:Operation` as IAM writes it, e.g. `lambda:PutFunctionConcurrency`
 * @throws {CloudCallError} for every failure; the SDK's own error is its cause
 */
export async function cloudCall<T>(operation: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw toCloudCallError(operation, error);
  }
}

/** As `cloudCall`, but the errors named in `expected` come back as values. */
export async function cloudAnswer<T>(
  operation: string,
  call: Promise<T>,
  expected: readonly string[],
): Promise<Result<T, ExpectedError>> {
  try {
    return ok(await call);
  } catch (error) {
    if (error instanceof Error && expected.includes(error.name))
      return refused({ name: error.name, message: error.message });
    throw toCloudCallError(operation, error);
  }
}

function toCloudCallError(operation: string, error: unknown): CloudCallError {
  if (error instanceof CloudCallError) return error;
  const facts = factsOf(error);
  return new CloudCallError(operation, mayPass(facts), facts.name, { cause: error });
}

type ErrorFacts = {
  readonly name: string;
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly saysRetryable: boolean;
};

function factsOf(error: unknown): ErrorFacts {
  if (!(error instanceof Error))
    return { name: String(error), code: undefined, status: undefined, saysRetryable: false };
  const details = error as Error & {
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $retryable?: unknown;
  };
  return {
    name: error.name === "Error" && typeof details.code === "string" ? details.code : error.name,
    code: typeof details.code === "string" ? details.code : undefined,
    status: details.$metadata?.httpStatusCode,
    saysRetryable: details.$retryable !== undefined,
  };
}

/** An answer that was refused for good (rights, wrong input) does not pass; load and weather do. */
const mayPass = ({ name, code, status, saysRetryable }: ErrorFacts): boolean =>
  saysRetryable ||
  THROTTLING_NAMES.has(name) ||
  NETWORK_NAMES.has(name) ||
  (code !== undefined && NETWORK_NAMES.has(code)) ||
  (status !== undefined && (status >= 500 || status === 429));
