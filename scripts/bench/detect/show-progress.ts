import { SingleBar } from "cli-progress";

/** Tells on standard error how far the bench is; standard output stays for the result. */
export type BenchProgress = {
  /** @param ratio share of the work of one detector that was just done, 0 to 1 */
  judged(detector: string, ratio: number): void;
  stop(): void;
};

/** A bar on a terminal, a line per detector elsewhere. */
export function showBenchProgress(detectors: number, toTerminal: boolean): BenchProgress {
  const done = new Map<string, number>();
  const advance = (detector: string, ratio: number): number => {
    const total = (done.get(detector) ?? 0) + ratio;
    done.set(detector, total);
    return total;
  };
  if (!toTerminal)
    return {
      judged(detector, ratio) {
        // The ratios of all items sum to 1, give or take a rounding.
        if (advance(detector, ratio) > 1 - 1e-9) process.stderr.write(`${detector} has judged all series\n`);
      },
      stop: () => undefined,
    };
  const bar = new SingleBar({
    stream: process.stderr,
    format: "{bar} {percentage} %  {detector}",
    barsize: 48,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
  });
  bar.start(100 * detectors, 0, { detector: "" });
  return {
    judged(detector, ratio) {
      advance(detector, ratio);
      const total = [...done.values()].reduce((sum, share) => sum + share, 0);
      bar.update(100 * total, { detector });
    },
    stop: () => bar.stop(),
  };
}
