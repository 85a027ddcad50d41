import { Hono } from "hono";
import type { LambdaEvent } from "hono/aws-lambda";
import { secureHeaders } from "hono/secure-headers";
import type { GuardOverview, GuardStatus } from "../app/guard-overview.ts";

import type { OperatorCommands } from "../app/operator-commands.ts";
import { CloudCallError, GuardError } from "../domain/errors.ts";
import type { Operator } from "../domain/operator.ts";
import type { TargetId } from "../domain/target.ts";
import type { Authenticator } from "./authenticate.ts";
import { parseOrder, VERBS } from "./order-request.ts";
import { type Problem, refusalAnswer } from "./refusals.ts";
import { targetOf } from "./target-of.ts";
import { wholeNumber } from "./whole-number.ts";

type Environment = {
  Bindings: { event: LambdaEvent };
  Variables: { operator: Operator; commands: OperatorCommands };
};

export type ApiDeps = {
  /** `undefined`: home. */
  readonly commandsAt: (target: TargetId | undefined) => OperatorCommands;
  readonly overview: () => Promise<GuardOverview>;
  readonly authenticate: Authenticator;
  /** Told every fault that is not the cloud's, before the caller gets a plain 500. */
  readonly reportFault: (fault: unknown) => void;
};

const INCIDENTS_SHOWN = { usual: 20, most: 100 } as const;
const DAYS_COUNTED = { usual: 30, most: 90 } as const;
/** Lambda answers with 6 MB at most; the plan of a function takes about 1 kB. */
const MOST_FUNCTIONS_PLANNED = 5_000;
/** Seconds after which a busy function or a struggling service is worth another try. */
const RETRY_AFTER_SECONDS = "15";

/**
 * The operator's way in: read the state, give an order. Answers are JSON; every error is
 * `{ error: { code, message, next } }`, where `next` says what the operator can do.
 *
 * - `GET /targets`: every account and region that the guard looks after, and whether it is seen
 * - `GET /status`, `GET /incidents?limit=20`
 * - `GET /plan?function=GLOB` (default: all), `GET /savings?days=30`
 * - `POST /functions/{functionName}/{kill|hold|exempt}` with `{ reason, expiresInMinutes? }`
 * - `POST /functions/{functionName}/restore` with `{ reason, force? }`
 * - `POST /functions/{functionName}/{release|approve|reject}` with `{ reason }`
 *
 * All but the first take `?target=222222222222/eu-west-1`; without it they mean the guard's own account and region.
 */
export function createApi({ commandsAt, overview, authenticate, reportFault }: ApiDeps) {
  const api = new Hono<Environment>();
  const problem = (code: string, message: string, next: string) => ({
    error: { code, message, next } satisfies Problem,
  });

  api.use(secureHeaders());
  api.use(async (context, next) => {
    await next();
    context.header("Cache-Control", "no-store");
  });

  api.use(async (context, next) => {
    const operator = authenticate(context.env.event);
    // Toward refusing: an order by nobody cannot be put into the ledger.
    if (operator === undefined)
      return context.json(
        problem(
          "not-authenticated",
          "This request carries no proven identity.",
          "Sign it with AWS Signature Version 4, as the overcurrent command does.",
        ),
        403,
      );
    context.set("operator", operator);
    return next();
  });

  api.get("/targets", async (context) => context.json(await overview()));

  api.use(async (context, next) => {
    const wanted = context.req.query("target");
    if (wanted === undefined) {
      context.set("commands", commandsAt(undefined));
      return next();
    }
    const { targets } = await overview();
    const known = targets.map(({ targetId }) => targetId);
    const found = targetOf(wanted, known);
    if (!found.ok) return context.json({ error: found.error }, 404);
    context.set("commands", commandsAt(found.value === known[0] ? undefined : found.value));
    return next();
  });

  api.get("/status", async (context) => {
    const [report, guard] = await Promise.all([context.get("commands").status(), overview()]);
    return context.json({ ...report, guard } satisfies GuardStatus);
  });

  api.get("/incidents", async (context) => {
    const limit = wholeNumber("limit", context.req.query("limit"), INCIDENTS_SHOWN);
    return limit.ok
      ? context.json(await context.get("commands").incidents(limit.value))
      : context.json(problem("invalid-request", limit.error, "Correct the limit, or leave it out."), 400);
  });

  api.get("/savings", async (context) => {
    const days = wholeNumber("days", context.req.query("days"), DAYS_COUNTED);
    return days.ok
      ? context.json(await context.get("commands").savings(days.value))
      : context.json(problem("invalid-request", days.error, "Correct the days, or leave them out."), 400);
  });

  api.get("/plan", async (context) => {
    const functionName = context.req.query("function");
    const report = await context.get("commands").plan(functionName ?? "*");
    const found = report.functions.length;
    if (found > MOST_FUNCTIONS_PLANNED)
      return context.json(
        problem(
          "invalid-request",
          `function: fits ${found} functions, and an answer holds ${MOST_FUNCTIONS_PLANNED}`,
          "Name a part of them, such as shop-*.",
        ),
        400,
      );
    // Before the first inventory nobody knows which functions there are, and the report says so.
    const isUnknown = found === 0 && report.catalogueTakenAtMs !== undefined;
    if (functionName === undefined || !isUnknown) return context.json(report);
    const answer = refusalAnswer({ kind: "unknown-function", functionName });
    return context.json({ error: answer.problem }, answer.status);
  });

  for (const verb of VERBS)
    api.post(`/functions/:functionName/${verb}`, async (context) => {
      const body: unknown = await context.req.json().catch(() => undefined);
      const order = parseOrder({ verb, functionName: context.req.param("functionName") }, body);
      if (!order.ok)
        return context.json(
          problem("invalid-request", order.error, "Correct what is named and send it again."),
          400,
        );
      const outcome = await context.get("commands").order({ ...order.value, by: context.get("operator") });
      if (outcome.ok) return context.json(outcome.value);
      const answer = refusalAnswer(outcome.error);
      if (outcome.error.kind === "busy") context.header("Retry-After", RETRY_AFTER_SECONDS);
      return context.json({ error: answer.problem }, answer.status);
    });

  api.notFound((context) =>
    context.json(
      problem(
        "no-such-route",
        `${context.req.method} ${context.req.path} is nothing the guard knows.`,
        `Use GET /status, /targets, /incidents, /plan, /savings or POST /functions/{name}/{${VERBS.join("|")}}.`,
      ),
      404,
    ),
  );

  api.onError((fault, context) => {
    const retryable = fault instanceof GuardError && fault.retryable;
    reportFault(fault);
    if (retryable) context.header("Retry-After", RETRY_AFTER_SECONDS);
    const status = retryable ? 503 : fault instanceof CloudCallError ? 502 : 500;
    const { code, message } =
      fault instanceof GuardError ? fault : { code: "fault", message: "The guard could not answer." };
    const next = retryable
      ? "Send it again in a moment; an order that did get through is not done twice."
      : "Look into the log of the guard's api function. The Lambda console can always set reserved concurrency by hand.";
    return context.json(problem(code, message, next), status);
  });

  return api;
}
