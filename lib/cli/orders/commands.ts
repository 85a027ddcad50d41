import { type Command, InvalidArgumentError } from "commander";
import {
  DEFAULT_ORDER_MINUTES,
  ORDER_EXPIRY_MINUTES,
  type OrderRequest,
  type OrderVerb,
} from "../../app/operator-order.ts";
import { durationWords, parseDurationMinutes } from "../duration.ts";
import type { ExitCode } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import { type CommonOptions, openApi } from "../open-api.ts";
import { giveOrder } from "./give-order.ts";

type OrderOptions = CommonOptions & {
  readonly yes: boolean;
  readonly reason: string;
  readonly expires?: number;
  readonly force?: boolean;
};

const SUMMARIES: Readonly<Record<OrderVerb, string>> = {
  kill: "brake a function now and keep it braked, also in observe mode",
  restore: "put everything back as it was; the guard leaves this incident alone",
  hold: "keep it as it is: hands off a running function, no probes of a tripped one",
  exempt: "put everything back as it was and keep the guard off for a while, whatever happens",
  release: "give a killed, held or exempted function back to the guard",
  approve: "let the guard do what it asked for",
  reject: "say no to what the guard asked for; it leaves this incident alone",
};

/** One command for each order that a person can give. */
export function addOrderCommands(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  for (const [verb, summary] of Object.entries(SUMMARIES) as [OrderVerb, string][]) {
    const order = program
      .command(verb)
      .argument("<function>", "name of the function")
      .description(summary)
      .requiredOption("--reason <text>", "why; kept in the ledger", parseReason)
      .option("--yes", "do it without asking", false)
      .action(async (functionName: string, _options, command: Command) => {
        const options = command.optsWithGlobals<OrderOptions>();
        const request = requestOf(verb, functionName, options);
        done(await giveOrder(request, options, await openApi(options, io), io));
      });
    if (expires(verb)) {
      const usual = durationWords(DEFAULT_ORDER_MINUTES[verb]);
      order.option("--expires <duration>", `such as 30m, 4h or 2d (default: ${usual})`, parseExpiry);
    }
    if (verb === "restore")
      order.option("--force", "put back also what somebody changed since the trip, over that change", false);
  }
}

function requestOf(verb: OrderVerb, functionName: string, options: OrderOptions): OrderRequest {
  const { reason, expires: expiresInMinutes, force } = options;
  if (expires(verb))
    return { verb, functionName, reason, ...(expiresInMinutes !== undefined && { expiresInMinutes }) };
  if (verb === "restore") return { verb, functionName, reason, ...(force && { force }) };
  return { verb, functionName, reason };
}

const expires = (verb: OrderVerb): verb is keyof typeof DEFAULT_ORDER_MINUTES =>
  Object.hasOwn(DEFAULT_ORDER_MINUTES, verb);

function parseReason(text: string): string {
  const { length } = text.trim();
  if (length < 3 || length > 500) throw new InvalidArgumentError("Say why in 3 to 500 characters.");
  return text.trim();
}

function parseExpiry(text: string): number {
  const { least, most } = ORDER_EXPIRY_MINUTES;
  const minutes = parseDurationMinutes(text);
  if (minutes === undefined || minutes < least || minutes > most)
    throw new InvalidArgumentError(
      `Give ${durationWords(least)} to ${durationWords(most)}, such as 30m, 4h or 2d.`,
    );
  return minutes;
}
