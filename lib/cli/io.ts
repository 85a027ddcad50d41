import type { HistoryDeps } from "../app/read-history.ts";
import type { OperatorEnvironment } from "../config/operator-environment.ts";
import type { Clock } from "../domain/time.ts";
import type { OperatorAccount } from "../ports/operator-account.ts";

/** The operator's files. Every method throws CommandError, with the cure, when that cannot be done. */
export type CliFiles = {
  /** The text of a file; of the standard input for `-`. */
  readonly read: (path: string) => string;
  /** The names in a directory, sorted; `undefined` when it is no directory. */
  readonly list: (path: string) => readonly string[] | undefined;
  /** Replaces what was there. */
  readonly write: (path: string, text: string) => void;
};

/** Tells how far something is, 0 to 1. */
export type Progress = { readonly update: (ratio: number) => void; readonly stop: () => void };

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
  /** What can be read of the account's functions; loaded when needed, too. */
  readonly openHistory: (region: string | undefined) => Promise<HistoryDeps>;
  readonly files: CliFiles;
  /** Shows progress on standard error where a person sees it. */
  readonly showProgress: (what: string) => Progress;
};
