import type { LoopOutcome } from "../../../../scripts/bench/loop/score-scenario.ts";

/** A flood that was stopped after three minutes at the cost of a dollar. */
export const loopOutcome = (overrides: Partial<LoopOutcome>): LoopOutcome => ({
  name: "a-flood",
  kind: "flood",
  policy: "overcurrent",
  minutesToDetect: 3,
  minutesToStop: 3,
  attacked: 1,
  attackedStopped: 1,
  usdBurned: 1,
  usdAvoided: 10,
  legitimateCallsRefused: 2,
  eventsLost: 0,
  eventsDeadLettered: 0,
  eventsLostInAll: 0,
  falseTrips: 0,
  restoredExactly: true,
  ...overrides,
});
