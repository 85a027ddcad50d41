import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { MeasuringError } from "../measure-all.ts";
import { ALL_SCENES } from "./all-scenes.ts";
import type { SimulatedNews, SimulatedTask } from "./simulated-child.ts";

export type SeedOutcome = SimulatedNews & { readonly seed: number };

/**
 * Plays all scenes of each seed, one seed per process, as many at a time as there are processors.
 * @param onPlayed called after each scene with the share of the seed's scenes that was just played
 * @returns in the order of the seeds and of the scenes
 * @throws {MeasuringError} when a process fails; the others are then stopped
 */
export async function measureSimulated(
  seeds: readonly number[],
  onPlayed: (seed: number, ratio: number) => void,
): Promise<readonly SeedOutcome[]> {
  const played = new Map<number, readonly SeedOutcome[]>();
  const waiting = [...seeds];
  const stop = new AbortController();
  const takeTurns = async (): Promise<void> => {
    for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift())
      played.set(seed, await playInProcess(seed, () => onPlayed(seed, 1 / ALL_SCENES.length), stop.signal));
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
  } finally {
    stop.abort();
  }
  return seeds.flatMap((seed) => played.get(seed) ?? []);
}

const playInProcess = (
  seed: number,
  onPlayed: () => void,
  signal: AbortSignal,
): Promise<readonly SeedOutcome[]> =>
  new Promise((resolve, reject) => {
    const child = fork(new URL("./simulated-child.ts", import.meta.url), {
      serialization: "advanced",
      signal,
    });
    const task: SimulatedTask = { seed };
    const outcomes: SeedOutcome[] = [];
    child.send(task);
    child.on("message", (news: SimulatedNews) => {
      outcomes.push({ seed, ...news });
      onPlayed();
      if (outcomes.length === ALL_SCENES.length) resolve(outcomes);
    });
    child.on("error", reject);
    child.on("close", (code) => reject(new MeasuringError(`the scenes of seed ${seed}`, code)));
  });
