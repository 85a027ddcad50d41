import { type Command, Option } from "commander";
import pc from "picocolors";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import { type CommonOptions, openApi, print } from "../open-api.ts";
import { isWanted, ONLY, type Only } from "./only.ts";
import { showFunctionPlan } from "./show-function-plan.ts";
import { showPlan } from "./show-plan.ts";

const HELP = `
  acts         a brake is planned, and nothing but a person's answer stands in its way
  waits        a brake is planned, and would not be applied at this moment
  unprotected  no brake is safe: a person is told
  exempt       the policy or a tag keeps the guard off

Example:
  $ overcurrent plan share-preview
  share-preview
    called by its public function URL
    mode      enforce (the policy's own)
    acts      above $8.00 at risk over 8 hours, when two signals agree
    flood     first reserved concurrency 20: 20 executions at a time, as in a busy minute, so that rightful
              callers still get through; that can cost at most $0.34 an hour more than expected
    brake     reserved concurrency 0
              where that is not enough, and at once for what feeds itself
    why       callers are refused with 429; nothing waits, so nothing is lost
    way back  1, 4, 20, then as it was

Changes nothing. It rests on the last inventory; right before a trip every setting is read again.
`;

/** `overcurrent plan`: what would be done to each function and why, and what would not and why. */
export function addPlanCommand(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command("plan")
    .argument("[function]", "name of a function, or a glob such as 'shop-*' (default: all)")
    .description("what would be done to each function that ran away and why, and what would not and why")
    .addOption(new Option("--only <which>", "only some of them").choices([...ONLY]))
    .addHelpText("after", HELP)
    .action(async (functionGlob: string | undefined, _options, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions & { readonly only?: Only }>();
      const { only } = options;
      const report = await (await openApi(options, io)).plan(functionGlob);
      const functions = report.functions.filter((plan) => only === undefined || isWanted(plan, only));
      const colors = pc.createColors(io.isTTY && !io.environment.noColor);
      const [first, ...more] = report.functions;
      const isOne = functionGlob !== undefined && first !== undefined && more.length === 0;
      print(options, io, { ...report, functions }, () =>
        isOne ? showFunctionPlan(first) : showPlan(report, only, io.clock(), colors),
      );
      done(EXIT.ok);
    });
}
