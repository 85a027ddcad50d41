import { quantileOf } from "../detect/quantile.ts";
import type { PolicyName } from "./policies/all-policies.ts";
import type { LoopOutcome } from "./score-scenario.ts";

/** How one policy did over the suite. */
export type LoopTotals = {
  readonly scenarios: number;
  /** Scenarios with an attack. */
  readonly attacks: number;
  readonly attacksDetected: number;
  readonly attacksStopped: number;
  /** Medians over the attacks that were detected, or stopped. */
  readonly minutesToDetect: number | null;
  readonly minutesToStop: number | null;
  readonly usdBurned: number;
  readonly usdAvoided: number;
  readonly legitimateCallsRefused: number;
  readonly eventsLost: number;
  readonly eventsDeadLettered: number;
  readonly eventsLostInAll: number;
  /** Scenarios in which events were lost. */
  readonly scenariosWithLoss: number;
  readonly falseTrips: number;
  /** Scenarios after which everything was as before. */
  readonly restoredExactly: number;
};

export function sumUp(outcomes: readonly LoopOutcome[], policy: PolicyName): LoopTotals {
  const own = outcomes.filter((outcome) => outcome.policy === policy);
  const total = (count: (outcome: LoopOutcome) => number): number =>
    own.reduce((sum, outcome) => sum + count(outcome), 0);
  const attacks = own.filter(({ attacked }) => attacked > 0);
  const minutes = (of: "minutesToDetect" | "minutesToStop") =>
    attacks.flatMap((outcome) => outcome[of] ?? []);
  return {
    scenarios: own.length,
    attacks: attacks.length,
    attacksDetected: minutes("minutesToDetect").length,
    attacksStopped: minutes("minutesToStop").length,
    minutesToDetect: quantileOf(minutes("minutesToDetect"), 0.5) ?? null,
    minutesToStop: quantileOf(minutes("minutesToStop"), 0.5) ?? null,
    usdBurned: total(({ usdBurned }) => usdBurned),
    usdAvoided: total(({ usdAvoided }) => usdAvoided),
    legitimateCallsRefused: total(({ legitimateCallsRefused }) => legitimateCallsRefused),
    eventsLost: total(({ eventsLost }) => eventsLost),
    eventsDeadLettered: total(({ eventsDeadLettered }) => eventsDeadLettered),
    eventsLostInAll: total(({ eventsLostInAll }) => eventsLostInAll),
    scenariosWithLoss: own.filter(({ eventsLost }) => eventsLost > 0).length,
    falseTrips: total(({ falseTrips }) => falseTrips),
    restoredExactly: own.filter(({ restoredExactly }) => restoredExactly).length,
  };
}
