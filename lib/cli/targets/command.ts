import type { Command } from "commander";
import pc from "picocolors";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { CliIo } from "../io.ts";
import { type CommonOptions, openApi, print } from "../open-api.ts";
import { showTargets } from "./show-targets.ts";

const HELP = `
Example:
  $ overcurrent targets
  2 of 3 accounts and regions are seen

  TARGET                  STATE  SEEN        KIND            FUNCTIONS
  111111111111/eu-west-1  ok     just now    home            37
  111111111111/us-east-1  ok     2 min ago   idle region     0
  222222222222/eu-west-1  BLIND  14 min ago  member account  12

  222222222222/eu-west-1 could not be looked at since 02:46 UTC: sts:AssumeRole
  failed: AccessDenied
    The guard may not assume its role there. Look whether ...

  new        not looked at yet, and not for longer than that may take
  taken out  no longer in the policy; what is limited there is tended until it is released

Every command about functions takes --target 222222222222/eu-west-1.

Exit codes:
  0  all are seen
  1  one at least is not, or the guard did not answer
`;

/** `overcurrent targets`: every account and region that the guard looks after, and whether it is seen. */
export function addTargetsCommand(program: Command, io: CliIo, done: (code: ExitCode) => void): void {
  program
    .command("targets")
    .description("every account and region that the guard looks after, and whether it is seen")
    .addHelpText("after", HELP)
    .action(async (_options, command: Command) => {
      const options = command.optsWithGlobals<CommonOptions>();
      const overview = await (await openApi(options, io)).targets();
      const colors = pc.createColors(io.isTTY && !io.environment.noColor);
      print(options, io, overview, () => showTargets(overview, io.clock(), colors));
      done(overview.targets.some(({ state }) => state === "blind") ? EXIT.fault : EXIT.ok);
    });
}
