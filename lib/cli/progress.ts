import { SingleBar } from "cli-progress";
import type { Progress } from "./io.ts";

/** A bar on a terminal, a line elsewhere. On standard error: standard output stays for data. */
export function showProgress(what: string): Progress {
  if (!process.stderr.isTTY) {
    process.stderr.write(`${what}\n`);
    return { update: () => undefined, stop: () => undefined };
  }
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${what}  {bar} {percentage} %`,
    barsize: 40,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
  });
  bar.start(1, 0);
  return { update: (ratio) => bar.update(ratio), stop: () => bar.stop() };
}
