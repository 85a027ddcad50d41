/** The lines that the guard's functions log, kept apart from what the demo itself prints. */
export type GuardLog = {
  readonly lines: readonly string[];
  release(): void;
};

/** In Lambda standard output is the function's log; here it belongs to the demo, so the guard's lines are caught. */
export function captureGuardLog(): GuardLog {
  const lines: string[] = [];
  const { log } = console;
  console.log = (...parts: unknown[]) => void lines.push(parts.map(String).join(" "));
  return {
    lines,
    release() {
      console.log = log;
    },
  };
}
