import type { LoopScenario } from "../scenario.ts";
import { BENIGN } from "./benign.ts";
import { CHAINS } from "./chains.ts";
import { CROWDS } from "./crowds.ts";
import { DURATIONS } from "./durations.ts";
import { FLOODS } from "./floods.ts";
import { IMPAIRED } from "./impaired.ts";
import { LOOPS } from "./loops.ts";
import { RETRY_STORMS } from "./retry-storms.ts";
import { scenarioOf } from "./stage.ts";

/** All stories of the suite in the worlds of this seed, any integer; the same seed gives the same suite. */
export const loopScenarios = (seed: number): readonly LoopScenario[] =>
  [...FLOODS, ...LOOPS, ...RETRY_STORMS, ...DURATIONS, ...CHAINS, ...CROWDS, ...BENIGN, ...IMPAIRED].map(
    (plot) => scenarioOf(plot, seed),
  );
