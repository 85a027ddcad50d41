import type { SuiteOutcome } from "./measure-suite.ts";
import type { PolicyName } from "./policies/all-policies.ts";
import type { LoopOutcome } from "./score-scenario.ts";
import { type LoopTotals, sumUp } from "./sum-up.ts";

/** What `--json` prints. */
export type LoopReport = {
  readonly seed: number;
  readonly scenarios: readonly LoopOutcome[];
  readonly totals: Readonly<Record<string, LoopTotals>>;
  readonly unplayed: readonly string[];
};

export const loopReport = (
  seed: number,
  policies: readonly PolicyName[],
  { outcomes, unplayed }: SuiteOutcome,
): LoopReport => ({
  seed,
  scenarios: outcomes,
  totals: Object.fromEntries(policies.map((policy) => [policy, sumUp(outcomes, policy)])),
  unplayed,
});
