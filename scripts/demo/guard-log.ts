/** The lines that the guard's functions log, kept apart from what the demo itself prints. */
export type GuardLog = {
  readonly lines: readonly string[];
  release(): void;
};

/** In Lambda standard output is the function's log; here it belongs to the demo, so the guard's lines are caught. */
export function captureGuardLog(): GuardLog {
  const lines: string[] = [];
  const { log } = console;
  const { write } = process.stdout;
  console.log = (...parts: unknown[]) => void lines.push(parts.map(String).join(" "));
  // The guard's metrics go past the console, since CloudWatch wants them as they are.
  process.stdout.write = ((...given: Parameters<typeof write>) => {
    const [text] = given;
    if (!String(text).startsWith(METRIC_LINE)) return write.apply(process.stdout, given);
    lines.push(String(text).trimEnd());
    return true;
  }) as typeof write;
  return {
    lines,
    release() {
      console.log = log;
      process.stdout.write = write;
    },
  };
}

/** How CloudWatch's embedded metric format begins. */
const METRIC_LINE = '{"_aws":';
