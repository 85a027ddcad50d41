import type { CauseInput } from "../../../../lib/detect/cause/cause-rule.ts";
import { finalMinutes, minuteAt } from "../../../../lib/detect/final-minutes.ts";
import type { Signal, SignalKind } from "../../../../lib/domain/anomaly.ts";
import type { Baseline } from "../../../../lib/domain/baseline.ts";
import type { FunctionProfile } from "../../../../lib/domain/function-profile.ts";
import { MINUTE_MS } from "../../../../lib/domain/time.ts";
import { lambdaPrices } from "../../../../lib/pricing/prices.ts";
import {
  coursesSeen,
  even,
  functionProfile,
  learned,
  minutes,
  minutesUntil,
  NOW,
  type Series,
} from "../scene.ts";

/** 100 runs a minute of 400 ms, day and night, for two weeks. */
export const steady: Baseline = learned({ rate: even(100), runMs: 400 });

export type CauseScene = {
  /** Minutes since it began. */
  readonly age?: number;
  readonly signals: readonly (SignalKind | Signal)[];
  /** Runs a minute by the age of the minute; 0 is the newest. */
  readonly runs?: (age: number) => number;
  readonly runMs?: (age: number) => number;
  readonly also?: Series;
  readonly profile?: Partial<FunctionProfile>;
  readonly baseline?: Baseline;
  readonly endMs?: number;
};

export const signal = (kind: SignalKind, actual = 2, expected = 1): Signal => ({
  kind,
  score: 2,
  actual,
  expected,
  unit: "runs/min",
  sentence: `The sentence of ${kind}.`,
});

/** What the judge hands on about a window of two hours that ends at `endMs`, 14:00 UTC unless said otherwise. */
export function causeScene(scene: CauseScene): CauseInput {
  const { age = 5, runs = () => 100, runMs = () => 400, endMs = NOW } = scene;
  const counts = minutes(120, runs);
  const durationMs = minutes(120, (minute) => runs(minute) * runMs(minute));
  const window = minutesUntil(endMs, { invocations: counts, durationMs, ...scene.also });
  const seen = finalMinutes(window);
  return {
    profile: functionProfile(scene.profile),
    baseline: scene.baseline ?? steady,
    minutes: seen,
    courses: coursesSeen(window, scene.baseline ?? steady),
    newestMs: minuteAt(seen, seen.length - 1),
    prices: lambdaPrices("us-east-1"),
    signals: scene.signals.map((kind) => (typeof kind === "string" ? signal(kind) : kind)),
    began: seen.length - age,
  };
}

/** When something happened so many minutes before the scene's stretch of `age` minutes began. */
export const minutesBefore = (minutesBefore: number, age = 5): number =>
  NOW - (age + minutesBefore) * MINUTE_MS;
