import type { Setting, SettingValue } from "./setting.ts";
import type { EpochMs } from "./time.ts";

/** From the safest to the boldest; a tag may only make a function safer. */
export const MODES = ["observe", "approve", "enforce"] as const;

/**
 * - `observe`: plans are recorded and told, with what they would have saved and refused; nothing is done.
 * - `approve`: a person is asked; after the deadline the policy's stated default happens.
 * - `enforce`: the guard acts.
 */
export type Mode = (typeof MODES)[number];

/**
 * How hard to brake. `cap`: what the function needs in a busy minute still runs, so some of its rightful callers get through.
 * `full`: nothing more than the brake's least runs.
 */
export type Grade = "cap" | "full";

/** One reversible change that a plan asks for, and what it will do to callers and events. */
export type PlannedChange = {
  readonly setting: Setting;
  /** The full brake. */
  readonly wanted: SettingValue;
  /** The gentler one, at least `wanted`; absent where a cap would be of no use: then the full brake stands in for it. */
  readonly cap?: SettingValue;
  /** Steps on the way back to the prior state, smallest first, never empty; the first is the probe's small allowance. */
  readonly allowances: readonly SettingValue[];
  /** Callers are refused and nothing waits behind it; absent: what it holds back waits. */
  readonly refusesOnly?: true;
  readonly reason: string;
};

/** A planned change, fitted to what the setting really was right before the trip. */
export type FittedChange = PlannedChange & { readonly prior: SettingValue };

/** What happens to an unanswered question when its deadline is over. */
export const UNANSWERED_DEFAULTS = ["act", "alert"] as const;
export type UnansweredDefault = (typeof UNANSWERED_DEFAULTS)[number];

/**
 * What the guard decided about one anomaly. There is a reason for doing nothing, too.
 * - `act`: trip now.
 * - `would-act`: the same decision in observe mode; recorded and told, never done.
 * - `ask`: the same decision in approve mode; waits for a person until the deadline.
 * - `alert`: tell a person, change nothing.
 * - `none`: nothing to do or to say.
 */
export type Plan =
  | {
      readonly kind: "act" | "would-act";
      readonly grade: Grade;
      readonly changes: readonly PlannedChange[];
      readonly reason: string;
    }
  | {
      readonly kind: "ask";
      readonly grade: Grade;
      readonly changes: readonly PlannedChange[];
      readonly reason: string;
      readonly deadlineMs: EpochMs;
      readonly otherwise: UnansweredDefault;
    }
  | {
      readonly kind: "alert";
      readonly reason: string;
      /** Everything spoke for acting, but too many functions were tripped in the last hour. */
      readonly heldBackBy?: "blast-radius";
    }
  | { readonly kind: "none"; readonly reason: string };

/** A plan to brake, whoever decides about it. */
export type BrakingPlan = Extract<Plan, { changes: unknown }>;
export const isBraking = (plan: Plan): plan is BrakingPlan => "changes" in plan;
