import type { Brake, TrippedGrade } from "../domain/breaker.ts";
import type { FittedChange, Grade } from "../domain/plan.ts";
import { type Setting, type SettingValue, sameSetting, sameValue } from "../domain/setting.ts";
import type { Found } from "./event.ts";

/** Why there is no brake to apply, once every setting has been read. */
export const NOTHING_TO_BRAKE =
  "nothing is left to brake: each setting is as low already, or its event source is gone";

/** A brake that is about to be applied for the first time. */
export function newBrake({ reason: _, ...change }: FittedChange, grade: Grade): Brake {
  const brake = { ...change, tripped: change.wanted };
  const first = atGrade({ ...brake, ours: [] }, grade);
  return { ...brake, wanted: first, ours: [first] };
}

export const toGrade = (brakes: readonly Brake[], grade: TrippedGrade): readonly Brake[] =>
  brakes.map((brake) => aimAt(brake, atGrade(brake, grade)));

/** A brake with fewer allowances than the others stays at its last one. @param stage from 0 */
export const toStage = (brakes: readonly Brake[], stage: number): readonly Brake[] =>
  brakes.map((brake) => {
    const { allowances } = brake;
    return aimAt(brake, allowances[Math.min(stage, allowances.length - 1)] ?? brake.tripped);
  });

/** The prior state is not one of our values, and stays out of `ours`. */
export const toPrior = (brakes: readonly Brake[]): readonly Brake[] =>
  brakes.map((brake) => ({ ...brake, wanted: brake.prior }));

/** What was found in place of a brake counts as ours from now on, so that it is put back like the rest. */
export const toOverwrite = (brakes: readonly Brake[], overwritten: readonly Found[]): readonly Brake[] =>
  brakes.map((brake) => {
    const drift = overwritten.find((other) => sameSetting(other.brake.setting, brake.setting));
    return drift === undefined ? brake : { ...brake, ours: [...brake.ours, drift.found] };
  });

/** How hard brakes limit that nobody probes: at their cap, or in full. */
export const gradeOf = (brakes: readonly Brake[]): Grade =>
  brakes.some(({ cap, wanted, tripped }) => cap && sameValue(cap, wanted) && !sameValue(cap, tripped))
    ? "cap"
    : "full";

export const without = (brakes: readonly Brake[], settings: readonly Setting[]): readonly Brake[] =>
  brakes.filter(({ setting }) => !settings.some((other) => sameSetting(setting, other)));

/** Whether something waits behind the brake until it is gone. */
export const holdsBack = ({ refusesOnly }: Brake): boolean => refusesOnly !== true;

/** Where there is no cap, the full brake stands in for it; a trickle is at least the widest allowance then. */
function atGrade({ tripped, cap, allowances }: Brake, grade: TrippedGrade): SettingValue {
  if (grade === "full") return tripped;
  return cap ?? (grade === "trickle" ? allowances.at(-1) : undefined) ?? tripped;
}

/** `ours` only ever grows: a run that was cut off may have left any earlier value behind. */
function aimAt(brake: Brake, wanted: SettingValue): Brake {
  const known = brake.ours.some((value) => sameValue(value, wanted));
  return { ...brake, wanted, ours: known ? brake.ours : [...brake.ours, wanted] };
}
