import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { GuardError } from "../../../lib/domain/errors.ts";
import type { SetOptions } from "./bench-sets.ts";
import type { Measurement } from "./measure.ts";
import type { MeasureNews, MeasureTask } from "./measure-child.ts";

/** A detector's process ended without a result. */
export class MeasuringError extends GuardError {
  readonly code = "measuring-failed";
  readonly retryable = false;
  constructor(detector: string, exitCode: number | null) {
    super(`${detector} could not be measured (exit code ${exitCode})`);
  }
}

/**
 * Measures detectors side by side, one per process, as many at a time as there are processors.
 * @param onJudged called with the detector's name and how much of its work it has just done, 0 to 1
 * @returns in the order of `detectors`
 * @throws {MeasuringError} when a detector fails; the others are then stopped
 */
export async function measureAll(
  detectors: readonly string[],
  options: SetOptions,
  onJudged: (detector: string, ratio: number) => void,
): Promise<ReadonlyMap<string, Measurement>> {
  const measured = new Map<string, Measurement>();
  // The costly ones stand last; begun first, they do not keep everybody waiting at the end.
  const waiting = [...detectors];
  const stop = new AbortController();
  const takeTurns = async (): Promise<void> => {
    for (let detector = waiting.pop(); detector !== undefined; detector = waiting.pop())
      measured.set(detector, await measureInProcess(detector, options, onJudged, stop.signal));
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
  } finally {
    stop.abort();
  }
  return new Map(
    detectors.flatMap((detector) => {
      const measurement = measured.get(detector);
      return measurement === undefined ? [] : [[detector, measurement] as const];
    }),
  );
}

const measureInProcess = (
  detector: string,
  options: SetOptions,
  onJudged: (detector: string, ratio: number) => void,
  signal: AbortSignal,
): Promise<Measurement> =>
  new Promise((resolve, reject) => {
    // A process and not a thread: it takes the loader for TypeScript over from its parent.
    const child = fork(new URL("./measure-child.ts", import.meta.url), {
      serialization: "advanced",
      signal,
    });
    const task: MeasureTask = { detector, options };
    child.send(task);
    child.on("message", (news: MeasureNews) => {
      if (news.kind === "judged") onJudged(detector, news.ratio);
      else resolve(news.measurement);
    });
    child.on("error", reject);
    // What went wrong stands on standard error already.
    child.on("close", (code) => reject(new MeasuringError(detector, code)));
  });
