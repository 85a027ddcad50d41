import type { EpochMs } from "../domain/time.ts";

/** The world moves in steps of this length; what is faster happens within one. */
export const STEP_MS = 10_000;
export const STEPS_PER_MINUTE = 6;

/** Steps are counted since 1970, so that any time belongs to one. */
export type Step = number;

/** The step that is being played. */
export type StepClock = { step: Step };

export const startOf = (step: Step): EpochMs => step * STEP_MS;
export const stepAt = (atMs: EpochMs): Step => Math.floor(atMs / STEP_MS);
/** Steps that cover `durationMs`, at least one. */
export const stepsFor = (durationMs: number): number => Math.max(1, Math.ceil(durationMs / STEP_MS));
