import * as z from "zod";
import { ORDER_EXPIRY_MINUTES, type OrderRequest, type OrderVerb } from "../app/operator-order.ts";
import { ok, type Result, refused } from "../domain/result.ts";

/** What Lambda allows as the name of a function; a full ARN is not taken, the guard has one account and region. */
const functionName = z
  .string()
  .regex(
    /^[a-zA-Z0-9_-]{1,64}$/,
    "must be the plain name of a function: letters, digits, - and _, at most 64",
  );

const reason = z
  .string("must be a text that says why, 3 to 500 characters; it is kept in the ledger")
  .trim()
  .min(3, "must have at least 3 characters: say why, the next person on call reads it")
  .max(500, "must have at most 500 characters");

const { least, most } = ORDER_EXPIRY_MINUTES;
const expiresInMinutes = z
  .int("must be whole minutes, a number without quotes")
  .min(least, `must be at least ${least} minutes`)
  .max(most, `must be at most ${most} minutes (${most / 1_440} days)`)
  .exactOptional();

const force = z.boolean("must be true or false, without quotes").exactOptional();

const orderSchema = z.discriminatedUnion("verb", [
  z.strictObject({ verb: z.enum(["kill", "hold", "exempt"]), functionName, reason, expiresInMinutes }),
  // Nothing is left to expire after these.
  z.strictObject({ verb: z.literal("restore"), functionName, reason, force }),
  z.strictObject({ verb: z.enum(["release", "approve", "reject"]), functionName, reason }),
]);

export const VERBS = [
  "kill",
  "restore",
  "hold",
  "release",
  "exempt",
  "approve",
  "reject",
] as const satisfies OrderVerb[];

/** Joins path and body of a request; on failure one line per problem, each with field, value and cure. */
export function parseOrder(
  path: { readonly verb: OrderVerb; readonly functionName: string },
  body: unknown,
): Result<OrderRequest, string> {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return refused('the body must be a JSON object such as {"reason": "flood from one client"}');
  const candidate: Readonly<Record<string, unknown>> = { ...body, ...path };
  const parsed = orderSchema.safeParse(candidate);
  if (parsed.success) return ok(parsed.data);
  return refused(parsed.error.issues.map((issue) => describeIssue(issue, candidate)).join("\n"));
}

function describeIssue(issue: z.core.$ZodIssue, candidate: Readonly<Record<string, unknown>>): string {
  if (issue.code === "unrecognized_keys")
    return `${issue.keys.join(", ")}: not a field of this order; take it out`;
  const field = String(issue.path[0] ?? "body");
  const value = field in candidate ? JSON.stringify(candidate[field]).slice(0, 80) : "nothing";
  return `${field}: ${issue.message}, got ${value}`;
}
