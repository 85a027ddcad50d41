/** What the command's exit code says; documented in `--help`. */
export const EXIT = {
  /** Done, or there was nothing to do. */
  ok: 0,
  /** It failed, or the guard refused. */
  fault: 1,
  /** The command was called wrongly. */
  usage: 2,
  /** Nothing was done because nobody confirmed. */
  wouldAct: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
