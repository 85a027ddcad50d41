import type { OrderRequest } from "../../app/operator-order.ts";
import type { ActuationOutcome } from "../../domain/actuation.ts";
import { brakesOf } from "../../domain/breaker.ts";
import { describeValue } from "../../domain/setting.ts";
import type { EpochMs } from "../../domain/time.ts";
import type { ApiClient } from "../api-client.ts";
import { CommandError } from "../command-error.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { relativeTime } from "../format.ts";
import type { CliIo } from "../io.ts";
import { preview } from "./preview.ts";

/** Shows what the order would do, asks for a yes where somebody can give one, and gives the order. */
export async function giveOrder(
  order: OrderRequest,
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

function describeOutcome({ functionName, state, settled, reason }: ActuationOutcome, nowMs: EpochMs): string {
  const ends = state.kind === "armed" ? "" : `, ends ${relativeTime(state.expiresAtMs, nowMs)}`;
  const brakes = brakesOf(state).map((brake) => describeValue(brake.wanted));
  return [
    `${functionName} is ${state.kind}${ends}: ${reason}`,
    ...(brakes.length > 0 ? [`  set: ${brakes.join(", ")}`] : []),
    ...(settled ? [] : ["  AWS has not confirmed every setting yet; the guard keeps at it."]),
  ].join("\n");
}
