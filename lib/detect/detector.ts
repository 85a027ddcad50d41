import type { Signal } from "../domain/anomaly.ts";
import type { Baseline } from "../domain/baseline.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { EpochMs } from "../domain/time.ts";
import type { LambdaPrices } from "../pricing/prices.ts";
import type { Course } from "./course.ts";
import type { FinalMinutes } from "./final-minutes.ts";

/** What ran beside what was expected to run, in periods of one length. */
export type Courses = { readonly runs: Course; readonly durationMs: Course };

export type DetectorInput = {
  readonly profile: FunctionProfile;
  readonly baseline: Baseline;
  readonly minutes: FinalMinutes;
  /** Of the final minutes. */
  readonly courses: Courses;
  /** Of the last hours, in longer periods; absent where they were not read this time. */
  readonly longCourses?: Courses;
  /** Start of the newest final minute: what is usual is looked up for this time. */
  readonly newestMs: EpochMs;
  readonly prices: LambdaPrices;
};

/** A signal before it is put into words: hardly any reaches its cut, and words take longer than all of the judging. */
export type Finding = Omit<Signal, "sentence"> & { readonly sentence: () => string };

/**
 * A pure look at one side of one function. `undefined` when its measurements were not read or are too few; otherwise a
 * finding whose score of 1 is the cut.
 */
export type Detector = (input: DetectorInput) => Finding | undefined;
