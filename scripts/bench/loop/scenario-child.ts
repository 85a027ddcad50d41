import { measureScenario } from "./measure-scenario.ts";
import type { PolicyName } from "./policies/all-policies.ts";
import { loopScenarios } from "./scenarios/index.ts";
import type { LoopOutcome } from "./score-scenario.ts";

/** What the process is told first and only. */
export type ScenarioTask = {
  readonly seed: number;
  readonly name: string;
  readonly policies: readonly PolicyName[];
};

process.once("message", async ({ seed, name, policies }: ScenarioTask) => {
  const scenario = loopScenarios(seed).find((each) => each.name === name);
  if (scenario === undefined) throw new RangeError(`no scenario ${name}`);
  const say = (outcome: LoopOutcome): void => void process.send?.(outcome);
  await measureScenario(scenario, policies, say);
  process.disconnect();
});
