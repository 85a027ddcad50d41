import { type BreakerState, brakesOf, stagesOf, type TrippedGrade } from "../domain/breaker.ts";

const GRADE_WORDS: Readonly<Record<TrippedGrade, string>> = {
  cap: "capped",
  full: "stopped",
  trickle: "in a trickle",
};

/** The state of a breaker with how hard it limits: `tripped, capped`, `probing, stage 2 of 3`, `held`, `recovering`. */
export function stateWords(state: BreakerState): string {
  if (state.kind === "armed") return "recovering";
  if (state.kind === "tripped") return `tripped, ${GRADE_WORDS[state.grade]}`;
  if (state.kind !== "probing") return state.kind;
  const stages = stagesOf(brakesOf(state));
  return `probing, stage ${state.stage + 1} of ${stages}`;
}
