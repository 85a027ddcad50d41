import type { Grade, PlannedChange } from "./plan.ts";

/**
 * Which changes would limit a function without losing its events, or why none would.
 * `changes` is never empty. The reason of a brake names its loss clock: how long it may last before events are lost.
 */
export type BrakeChoice =
  | {
      readonly kind: "brake";
      readonly grade: Grade;
      readonly changes: readonly PlannedChange[];
      readonly reason: string;
    }
  | { readonly kind: "alert-only"; readonly reason: string };
