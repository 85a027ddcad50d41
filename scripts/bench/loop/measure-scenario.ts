import { calmChanges } from "./calm-changes.ts";
import { learnScenario } from "./learn-scenario.ts";
import { playScenario } from "./play-scenario.ts";
import { POLICIES, type PolicyName } from "./policies/all-policies.ts";
import type { LoopScenario } from "./scenario.ts";
import { type LoopOutcome, scoreScenario } from "./score-scenario.ts";

/**
 * Plays one scenario under each policy, and twice more for comparison.
 * @param onPlayed called after each policy
 */
export async function measureScenario(
  scenario: LoopScenario,
  policies: readonly PolicyName[],
  onPlayed: (outcome: LoopOutcome) => void,
): Promise<readonly LoopOutcome[]> {
  const learned = await learnScenario(scenario);
  const nobody = POLICIES["no-guard"].begin;
  const unguarded = await playScenario(scenario, learned, nobody);
  const calm = await playScenario({ ...scenario, changes: calmChanges(scenario) }, learned, nobody);
  const outcomes: LoopOutcome[] = [];
  for (const policy of policies) {
    const story =
      policy === "no-guard" ? unguarded : await playScenario(scenario, learned, POLICIES[policy].begin);
    const outcome = scoreScenario(scenario, policy, story, { unguarded, calm });
    outcomes.push(outcome);
    onPlayed(outcome);
  }
  return outcomes;
}
