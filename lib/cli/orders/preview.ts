import type { StatusReport } from "../../app/operator-commands.ts";
import { DEFAULT_ORDER_MINUTES, type OrderRequest } from "../../app/operator-order.ts";
import { type BreakerState, brakesOf } from "../../domain/breaker.ts";
import { type EpochMs, MINUTE_MS } from "../../domain/time.ts";
import { relativeTime } from "../format.ts";
import { labelled } from "../labelled.ts";
import { type OpenQuestion, openQuestionOf, plannedWords } from "../open-questions.ts";
import { stateWords } from "../state-words.ts";

/** What the order would change, as far as the API has told. */
export function preview(order: OrderRequest, report: StatusReport, nowMs: EpochMs): string {
  const { functionName, reason } = order;
  const state = report.breakers.find((breaker) => breaker.functionName === functionName)?.state;
  const now =
    state === undefined || state.kind === "armed"
      ? "armed: running, watched, nothing changed by the guard"
      : `${stateWords(state)} since ${relativeTime(state.sinceMs, nowMs)}: ${state.reason}`;
  const question = openQuestionOf(report.openIncidents, functionName);
  return labelled(functionName, [
    ["now", now],
    ...(question === undefined ? [] : [askedLine(question, nowMs)]),
    ["would", wouldDo(order, state, question, nowMs)],
    ["reason", reason],
  ]);
}

const askedLine = ({ incident, plan }: OpenQuestion, nowMs: EpochMs): [string, string] => [
  "asked",
  `${relativeTime(incident.approval?.askedAtMs ?? incident.openedAtMs, nowMs)}: ${plan.reason}`,
];

function wouldDo(
  order: OrderRequest,
  state: BreakerState | undefined,
  question: OpenQuestion | undefined,
  nowMs: EpochMs,
): string {
  switch (order.verb) {
    case "kill":
      return `brake it at once, in the way that fits its triggers, and put it back as it was ${ending(order.expiresInMinutes ?? DEFAULT_ORDER_MINUTES.kill, nowMs)}`;
    case "hold": {
      const ends = ending(order.expiresInMinutes ?? DEFAULT_ORDER_MINUTES.hold, nowMs);
      return state !== undefined && brakesOf(state).length > 0
        ? `keep it braked without probes, until it ends ${ends}`
        : `keep the guard's hands off it, until it ends ${ends}`;
    }
    case "exempt":
      return `put back what it was before the trip, and keep the guard's hands off it, until it ends ${ending(order.expiresInMinutes ?? DEFAULT_ORDER_MINUTES.exempt, nowMs)}`;
    case "restore":
      return order.force
        ? "put back what it was before the trip, over whatever somebody has set since; the guard leaves this incident alone afterwards"
        : "put back what it was before the trip; the guard leaves this incident alone afterwards";
    case "release":
      return "give it back to the guard";
    case "approve":
      return question === undefined ? NOT_ASKED : `do it now: ${plannedWords(question.plan)}`;
    case "reject":
      return question === undefined
        ? NOT_ASKED
        : "do nothing; the guard leaves this incident alone until the function is released";
  }
}

const NOT_ASKED = "nothing: the guard has no open question about it";

const ending = (minutes: number, nowMs: EpochMs): string => relativeTime(nowMs + minutes * MINUTE_MS, nowMs);
