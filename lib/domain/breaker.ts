import type { Operator } from "./operator.ts";
import type { Grade } from "./plan.ts";
import type { Setting, SettingValue } from "./setting.ts";
import type { EpochMs } from "./time.ts";

/**
 * One setting under the guard's hand. The record is written before the setting is touched, so that a run that
 * finds it after a crash knows the true prior state and every value the guard may have left behind.
 */
export type Brake = {
  readonly setting: Setting;
  /** What it was before the trip; read once, never overwritten. */
  readonly prior: SettingValue;
  /** What it shall be now. */
  readonly wanted: SettingValue;
  /** The value of the full brake. */
  readonly tripped: SettingValue;
  /** The value of the cap; absent where only the full brake is of use. */
  readonly cap?: SettingValue;
  /** The values of a probe's stages, smallest first, never empty. */
  readonly allowances: readonly SettingValue[];
  /** Callers are refused and nothing waits behind it; absent: what it holds back waits. */
  readonly refusesOnly?: true;
  /** Every value the guard has intended since the trip; anything else found there is somebody else's (drift). */
  readonly ours: readonly SettingValue[];
};

type Limiting = {
  /** When the limiting began: what the loss clock counts from. A hold that limits nothing: when it began. */
  readonly sinceMs: EpochMs;
  /** When the breaker came into this state. */
  readonly startedAtMs: EpochMs;
  readonly incidentId?: string;
  readonly brakes: readonly Brake[];
  readonly reason: string;
  readonly by: Operator;
  /** When the guard lets go at the latest, whatever it sees. */
  readonly expiresAtMs: EpochMs;
  /** When what waits behind the full brake begins to be lost; absent: never, or not known. */
  readonly lossAtMs?: EpochMs;
};

/**
 * How hard a tripped breaker limits: the two grades of a plan, and `trickle`, the cap under which what waits drains before its
 * loss clock has run down. From a trickle no step leads back to a harder brake.
 */
export type TrippedGrade = Grade | "trickle";

/**
 * - armed: running and watched, nothing changed by the guard.
 * - tripped: limited by the guard; probed from `probeAtMs` on.
 * - probing: half open, one stage of the allowances is set; judged from `judgeAtMs` on. A crash here is simply probed again.
 * - restoring: the prior state is being put back; armed once every setting has been read back as it was.
 * - held: a person keeps it tripped (brakes present) or keeps the guard off (none), until `expiresAtMs`.
 */
export type BreakerState =
  | {
      readonly kind: "armed";
      readonly sinceMs: EpochMs;
      /** Set by a restore: what piled up meanwhile may run without counting as a new attack until then. */
      readonly recoveringUntilMs?: EpochMs;
      /** Set by a restore of the guard: a trip before then is the same trouble again, and the back-off goes on. */
      readonly relapse?: { readonly attempt: number; readonly untilMs: EpochMs };
    }
  | ({
      readonly kind: "tripped";
      readonly grade: TrippedGrade;
      /** Probes that have failed since the trip. */
      readonly attempt: number;
      readonly probeAtMs: EpochMs;
    } & Limiting)
  | ({
      readonly kind: "probing";
      readonly attempt: number;
      /** What a probe that fails goes back to. */
      readonly grade: TrippedGrade;
      /** Which allowance, from 0 to the last one of the brake that has the most. */
      readonly stage: number;
      /** When its first stage began. */
      readonly probedSinceMs: EpochMs;
      readonly judgeAtMs: EpochMs;
    } & Limiting)
  | ({
      readonly kind: "restoring";
      /** AWS refused every brake of the trip, so there is nothing to put back and no restore to tell. */
      readonly neverApplied?: true;
      /** What the next trip goes on with, if it comes soon; see `relapse` of the armed state. */
      readonly attempt?: number;
      /** No backlog is to be expected: what comes next counts in full at once. */
      readonly recovers?: false;
      /** A person exempted the function while it was limited: once restored, the guard keeps off until then. */
      readonly thenOffUntilMs?: EpochMs;
    } & Limiting)
  | ({ readonly kind: "held" } & Limiting);

export type Breaker = {
  readonly functionName: string;
  readonly state: BreakerState;
  /** Grows by one at each write; a write names the version it read. 0 = never stored. */
  readonly version: number;
};

/** The breaker of a function that has none on record: armed since the beginning of time. */
export const neverTripped = (functionName: string): Breaker => ({
  functionName,
  state: { kind: "armed", sinceMs: 0 },
  version: 0,
});

/** Brakes of a breaker in any state; an armed one has none. */
export const brakesOf = (state: BreakerState): readonly Brake[] =>
  state.kind === "armed" ? [] : state.brakes;

/** Nothing stands and nothing is being watched more closely: the state of a function that never had an incident. */
export const isPlainlyArmed = (state: BreakerState): boolean =>
  state.kind === "armed" && state.recoveringUntilMs === undefined;

/** Stages of a probe: as many as the brake with the most allowances has. */
export const stagesOf = (brakes: readonly Brake[]): number =>
  Math.max(1, ...brakes.map(({ allowances }) => allowances.length));
