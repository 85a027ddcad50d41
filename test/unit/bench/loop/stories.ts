import type { FunctionStory } from "../../../../scripts/bench/loop/story.ts";

/** A function to whom nothing happened, at no cost. */
export const functionStory = (overrides: Partial<FunctionStory> = {}): FunctionStory => ({
  usdByMinute: [0],
  arrived: 0,
  refused: 0,
  lost: 0,
  deadLettered: 0,
  toldAtMs: undefined,
  brakedAtMs: undefined,
  wasBrakedBefore: false,
  isRestored: true,
  ...overrides,
});
