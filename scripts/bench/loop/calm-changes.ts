import type { Change } from "../../../lib/sim/spec.ts";
import type { LoopScenario } from "./scenario.ts";

/**
 * The same story without its attack, for comparison: unwanted events are left out everywhere, and whatever else breaks the
 * attacked functions, too. What customers do on the day stays, and so does what happens to the other functions.
 */
export const calmChanges = ({ changes, attacked }: LoopScenario): readonly Change[] =>
  changes.filter((change) => isCalm(change, attacked));

function isCalm(change: Change, attacked: readonly string[]): boolean {
  switch (change.kind) {
    case "extra-traffic":
      return change.legitimate;
    case "self-feeding":
    case "fan-out":
      return false;
    case "deploy":
    case "downstream-failure":
    case "fix":
      return !attacked.includes(change.functionName);
  }
}
