import type { Brake } from "../domain/breaker.ts";
import { type SettingValue, sameValue } from "../domain/setting.ts";

/**
 * How a setting stands to its brake.
 * - `as-wanted`: nothing to do.
 * - `to-move`: one of our own values, or the prior state that we had not changed yet: an earlier run was cut off.
 * - `drifted`: somebody else changed it; it is left alone.
 */
export type SettingStatus = "as-wanted" | "to-move" | "drifted";

/**
 * Judges what was read.
 *
 * @param wasApplied whether the wanted value has once been read back since it is wanted. From then on every other value
 *                   is somebody's doing, even the prior state: a person undid the brake by hand.
 */
export function settingStatus(brake: Brake, present: SettingValue, wasApplied: boolean): SettingStatus {
  if (sameValue(present, brake.wanted)) return "as-wanted";
  // Restored once, it is out of our hands: whatever comes after is the owner's.
  if (wasApplied) return sameValue(brake.wanted, brake.prior) ? "as-wanted" : "drifted";
  const isOurs = [...brake.ours, brake.prior].some((value) => sameValue(value, present));
  return isOurs ? "to-move" : "drifted";
}
