import {
  DEFAULT_HOLD_MINUTES,
  DEFAULT_KILL_MINUTES,
  type OperatorOrder,
  type StatusReport,
} from "../app/operator-commands.ts";
import type { ActuationOutcome } from "../domain/actuation.ts";
import { brakesOf } from "../domain/breaker.ts";
import { describeValue } from "../domain/setting.ts";
import { type EpochMs, MINUTE_MS } from "../domain/time.ts";
import type { ApiClient } from "./api-client.ts";
import { CommandError } from "./command-error.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { relativeTime } from "./format.ts";
import type { CliIo } from "./io.ts";

type Order = Omit<OperatorOrder, "by">;

/** Shows what the order would do, asks for a yes where somebody can give one, and gives the order. */
export async function giveOrder(
  order: Order,
  options: { readonly yes: boolean; readonly json: boolean },
  api: ApiClient,
  io: CliIo,
): Promise<ExitCode> {
  if (!options.yes) {
    io.stderr(preview(order, await api.status(), io.clock()));
    if (!io.isTTY) {
      io.stderr("Nothing was done: add --yes to do it.");
      return EXIT.wouldAct;
    }
    const answer = await io.askLine(`${order.verb} ${order.functionName}? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) {
      io.stderr("Nothing was done.");
      return EXIT.wouldAct;
    }
  }
  try {
    const outcome = await api.order(order);
    io.stdout(options.json ? JSON.stringify(outcome, undefined, 2) : describeOutcome(outcome, io.clock()));
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof CommandError && error.code === "nothing-to-do")) throw error;
    io.stderr(error.message);
    return EXIT.ok;
  }
}

/** What the order would change, as far as the API has told. */
export function preview(order: Order, report: StatusReport, nowMs: EpochMs): string {
  const state = report.breakers.find((breaker) => breaker.functionName === order.functionName)?.state;
  const now =
    state === undefined || state.kind === "armed"
      ? "armed: running, watched, nothing changed by the guard"
      : `${state.kind} since ${relativeTime(state.sinceMs, nowMs)}: ${state.reason}`;
  const minutes =
    order.expiresInMinutes ?? (order.verb === "kill" ? DEFAULT_KILL_MINUTES : DEFAULT_HOLD_MINUTES);
  const ends = relativeTime(nowMs + minutes * MINUTE_MS, nowMs);
  const braked = state !== undefined && brakesOf(state).length > 0;
  const would = {
    kill: `brake it at once, in the way that fits its triggers, and put it back as it was ${ends}`,
    restore: "put back what it was before the trip; the guard leaves this incident alone afterwards",
    hold: braked
      ? `keep it braked without probes, until it ends ${ends}`
      : `keep the guard's hands off it, until it ends ${ends}`,
    release: "give it back to the guard",
  }[order.verb];
  return `${order.functionName}\n  now    ${now}\n  would  ${would}\n  reason ${order.reason}`;
}

function describeOutcome({ functionName, state, settled, reason }: ActuationOutcome, nowMs: EpochMs): string {
  const ends = state.kind === "armed" ? "" : `, ends ${relativeTime(state.expiresAtMs, nowMs)}`;
  const brakes = brakesOf(state).map((brake) => describeValue(brake.wanted));
  return [
    `${functionName} is ${state.kind}${ends}: ${reason}`,
    ...(brakes.length > 0 ? [`  set: ${brakes.join(", ")}`] : []),
    ...(settled ? [] : ["  AWS has not confirmed every setting yet; the guard keeps at it."]),
  ].join("\n");
}
