import type { Setting, SettingValue } from "./setting.ts";

export type Mode = "observe" | "enforce";

/** One reversible change that a plan asks for, and what it will do to callers and events. */
export type PlannedChange = {
  readonly setting: Setting;
  readonly wanted: SettingValue;
  /** Wanted while probing: the small allowance that shows whether the cause is gone. */
  readonly allowance: SettingValue;
  readonly reason: string;
};

/** A planned change, fitted to what the setting really was right before the trip. */
export type FittedChange = PlannedChange & { readonly prior: SettingValue };

/**
 * What the guard decided about one anomaly. There is a reason for doing nothing, too.
 * - `act`: trip now.
 * - `would-act`: the same decision in observe mode; recorded and told, never done.
 * - `alert`: tell a person, change nothing.
 * - `none`: nothing to do or to say.
 */
export type Plan =
  | {
      readonly kind: "act" | "would-act";
      readonly changes: readonly PlannedChange[];
      readonly reason: string;
    }
  | { readonly kind: "alert" | "none"; readonly reason: string };
