import { AwsClient } from "aws4fetch";
import type { GuardOverview, GuardStatus } from "../app/guard-overview.ts";
import type { OperatorCommands } from "../app/operator-commands.ts";
import type { OrderRequest } from "../app/operator-order.ts";
import type { PlanReport } from "../app/plan-report.ts";
import type { SavingsReport } from "../app/savings-report.ts";
import type { ActuationOutcome } from "../domain/actuation.ts";
import type { SigningKeys } from "../ports/operator-account.ts";
import { CommandError } from "./command-error.ts";

export type Incidents = Awaited<ReturnType<OperatorCommands["incidents"]>>;

/** The guard's API as this operator, about one target. Every method throws CommandError when the guard refused or did not answer. */
export type ApiClient = {
  status(): Promise<GuardStatus>;
  /** Of all targets. */
  targets(): Promise<GuardOverview>;
  incidents(limit: number): Promise<Incidents>;
  /** Of all functions, or of those whose name fits the glob. */
  plan(functionGlob?: string): Promise<PlanReport>;
  savings(days: number): Promise<SavingsReport>;
  order(order: OrderRequest): Promise<ActuationOutcome>;
};

export type ApiAddress = { readonly url: string; readonly region: string; readonly keys: SigningKeys };

type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * Signs each request, so that API Gateway proves who asks before the guard hears of it.
 * @param target such as `222222222222/eu-west-1`; absent: the guard's own account and region
 */
export function apiClient(
  { url, region, keys }: ApiAddress,
  fetch: (request: Request) => Promise<Response>,
  target?: string,
): ApiClient {
  const signer = new AwsClient({ ...keys, region, service: "execute-api" });
  const base = url.replace(/\/+$/, "");

  // The answers come from the API of the same version, which has typed them; they are not checked again.
  async function ask<Answer>(path: string, query: Query = {}, body?: object): Promise<Answer> {
    const request = await signer.sign(`${base}${path}${searchOf({ ...query, target })}`, {
      method: body === undefined ? "GET" : "POST",
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    });
    const response = await send(request);
    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok && answer !== undefined) return answer as Answer;
    throw refusalOf(response.status, answer);
  }

  async function send(request: Request): Promise<Response> {
    try {
      return await fetch(request);
    } catch (error) {
      throw new CommandError(
        "unreachable",
        `${base} does not answer: ${rootCause(error)}`,
        "Check --url (or OVERCURRENT_API_URL) and the network. The Lambda console works without the guard.",
      );
    }
  }

  return {
    status: () => ask("/status"),
    targets: () => ask("/targets"),
    incidents: (limit) => ask("/incidents", { limit }),
    plan: (functionGlob) => ask("/plan", { function: functionGlob }),
    savings: (days) => ask("/savings", { days }),
    order: ({ functionName, verb, ...body }) =>
      ask(`/functions/${encodeURIComponent(functionName)}/${verb}`, {}, body),
  };
}

/** With its question mark; empty when nothing is asked. */
function searchOf(query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? "" : `?${given.join("&")}`;
}

/** fetch says only "fetch failed"; its cause says why. */
const rootCause = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);

type ApiProblem = {
  readonly error: { readonly code: string; readonly message: string; readonly next: string };
};

const isApiProblem = (answer: unknown): answer is ApiProblem =>
  typeof answer === "object" && answer !== null && "error" in answer && typeof answer.error === "object";

function refusalOf(status: number, answer: unknown): CommandError {
  if (isApiProblem(answer))
    return new CommandError(answer.error.code, answer.error.message, answer.error.next);
  // API Gateway itself refuses with `{ "message": "Forbidden" }`, before the guard is asked.
  if (status === 403)
    return new CommandError(
      "forbidden",
      "API Gateway did not let this request through.",
      "Allow execute-api:Invoke on the guard's API to your user or role, and check --region.",
    );
  return new CommandError(
    "no-answer",
    `The API answered ${status} without a reason.`,
    "Check that --url is the ApiUrl of the deployment, then look into the log of the guard's api function.",
  );
}
