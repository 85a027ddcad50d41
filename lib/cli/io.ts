import type { OperatorEnvironment } from "../config/operator-environment.ts";
import type { Clock } from "../domain/time.ts";
import type { OperatorAccount } from "../ports/operator-account.ts";

/** Everything the command line reaches outside itself. */
export type CliIo = {
  /** Data, for people or with `--json` for programs. */
  readonly stdout: (text: string) => void;
  /** Messages about the run. */
  readonly stderr: (text: string) => void;
  readonly environment: OperatorEnvironment;
  /** Whether a person sits at both ends and can be asked. */
  readonly isTTY: boolean;
  /** Shows the question and waits for one line. */
  readonly askLine: (question: string) => Promise<string>;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  /** Loaded when a command needs it: `--help` must not wait for the SDK. */
  readonly openAccount: (region: string | undefined) => Promise<OperatorAccount>;
};
