import type { Refusal } from "../domain/actuation.ts";
import { refusalWords } from "../domain/refusal-words.ts";

/** What an error answer carries: a stable code, what happened, and what the operator can do now. */
export type Problem = { readonly code: string; readonly message: string; readonly next: string };

/** 404: no such thing; 409: not now, the state is in the way; 422: not like this, whatever the time. */
export type RefusalStatus = 404 | 409 | 422;

type Answer = { readonly status: RefusalStatus; readonly next: string };

/** The status, and what the operator can do about it. */
const ANSWERS: Readonly<Record<Refusal["kind"], Answer>> = {
  "unknown-function": {
    status: 404,
    next: "Check the name and the region. A function deployed within the last hour is known after the next inventory.",
  },
  "unknown-target": {
    status: 404,
    next: "Check the account and the region. `overcurrent targets` lists those that the policy names.",
  },
  exempt: {
    status: 422,
    next: "Remove the exemption from the policy or the overcurrent:protect tag, or act in the Lambda console. `overcurrent plan FUNCTION` shows what exempts it.",
  },
  "no-safe-brake": {
    status: 422,
    next: "Limit the caller instead: the load balancer, the user pool, the client. Nothing was changed. `overcurrent plan --only unprotected` lists all such functions.",
  },
  busy: { status: 409, next: "Send the same order again in a minute." },
  stale: { status: 409, next: "Look at the status and send the order again." },
  "stood-down": {
    status: 409,
    next: "Ask them. A release gives it back to the guard; a kill outranks that decision at once.",
  },
  "blast-radius": {
    status: 409,
    next: "Look for a shared cause first. An operator's kill is not limited by the blast radius.",
  },
  "nothing-to-do": { status: 409, next: "Look at the status." },
  drifted: {
    status: 409,
    next: "The guard leaves it alone. Order `restore --force` to put it back as it was before the trip, or `release` to accept what is set now and arm the guard again.",
  },
  "rejected-by-aws": {
    status: 422,
    next: "Nothing was changed. The message names the limit that is in the way.",
  },
};

/** The answer to an order that was refused. Nothing was changed by it. */
export function refusalAnswer(refusal: Refusal): {
  readonly status: RefusalStatus;
  readonly problem: Problem;
} {
  const { status, next } = ANSWERS[refusal.kind];
  return { status, problem: { code: refusal.kind, message: refusalWords(refusal), next } };
}
