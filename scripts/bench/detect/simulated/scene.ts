import type { Cause } from "../../../../lib/domain/anomaly.ts";
import type { EpochMs } from "../../../../lib/domain/time.ts";
import type { Stage } from "../../../../lib/sim/day/episode.ts";
import type { Change } from "../../../../lib/sim/spec.ts";
import type { Disturbance } from "./disturbed-metrics.ts";

/** What must be told. */
export const ATTACK_SCENES = [
  "slower-3x",
  "slower-10x",
  "bad-deploy",
  "dear-calls",
  "long-runs",
  "failing-queue",
  "failing-events",
  "loop-bucket",
  "loop-queue",
  "flood-50x",
  "flood-10x",
  "awakened",
  "leech",
] as const;

/** What must not. */
export const BENIGN_SCENES = [
  "slower-version",
  "daily-batch",
  "weekly-batch",
  "announced-launch",
  "launch",
  "cold-starts",
  "metrics-missing",
  "metrics-late",
  "nothing",
] as const;

export type AttackSceneKind = (typeof ATTACK_SCENES)[number];
export type BenignSceneKind = (typeof BENIGN_SCENES)[number];
export type SceneKind = AttackSceneKind | BenignSceneKind;

/** One thing that happens on an otherwise ordinary day. */
export type Scene = {
  /** Absent: it happens to no function in particular. */
  readonly functionName?: string;
  readonly beginMs: EpochMs;
  readonly endMs: EpochMs;
  readonly changes: readonly Change[];
  /** What it may rightly be called; none for what is harmless. */
  readonly causes: readonly Cause[];
  /** The guard's policy; absent: all defaults, so that it observes. */
  readonly policyText?: string;
  readonly disturbance?: Disturbance;
};

export type SceneWriter = (stage: Stage) => Scene;
