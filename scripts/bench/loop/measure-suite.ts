import { fork } from "node:child_process";
import { availableParallelism } from "node:os";
import type { PolicyName } from "./policies/all-policies.ts";
import type { ScenarioTask } from "./scenario-child.ts";
import type { LoopOutcome } from "./score-scenario.ts";

export type SuiteOutcome = {
  /** In the order of the scenarios, and of the policies in each. */
  readonly outcomes: readonly LoopOutcome[];
  /** Scenarios whose process ended without a result; what went wrong stands on standard error. */
  readonly unplayed: readonly string[];
};

/**
 * Plays each scenario in a process of its own, as many at a time as there are processors.
 * @param onPlayed called after each scenario, in the order in which they end
 */
export async function measureSuite(
  names: readonly string[],
  seed: number,
  policies: readonly PolicyName[],
  onPlayed: (name: string) => void,
): Promise<SuiteOutcome> {
  const played = new Map<string, readonly LoopOutcome[]>();
  const waiting = [...names];
  const takeTurns = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      played.set(name, await playInProcess({ seed, name, policies }));
      onPlayed(name);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, takeTurns));
  return {
    outcomes: names.flatMap((name) => played.get(name) ?? []),
    unplayed: names.filter((name) => (played.get(name)?.length ?? 0) < policies.length),
  };
}

/** @returns what was played before the process ended */
const playInProcess = (task: ScenarioTask): Promise<readonly LoopOutcome[]> =>
  new Promise((resolve, reject) => {
    // A process and not a thread: it takes the loader for TypeScript over from its parent.
    const child = fork(new URL("./scenario-child.ts", import.meta.url), { serialization: "advanced" });
    const outcomes: LoopOutcome[] = [];
    child.send(task);
    child.on("message", (outcome: LoopOutcome) => void outcomes.push(outcome));
    child.on("error", reject);
    child.on("close", () => resolve(outcomes));
  });
