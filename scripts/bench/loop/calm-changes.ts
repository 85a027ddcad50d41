import type { Change } from "../../../lib/sim/spec.ts";
import type { LoopScenario } from "./scenario.ts";

/**
 * The same story without its attack, for comparison: illegitimate traffic is left out everywhere, and whatever else breaks
 * the attacked functions, too. What customers do on the day stays.
 */
export const calmChanges = ({ changes, attacked }: LoopScenario): readonly Change[] =>
  changes.filter((change) =>
    change.kind === "extra-traffic" ? change.legitimate : !attacked.includes(change.functionName),
  );
