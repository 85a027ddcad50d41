import type { Brake } from "../domain/breaker.ts";
import type { FittedChange } from "../domain/plan.ts";
import { type Setting, type SettingValue, sameSetting, sameValue } from "../domain/setting.ts";

/** Why there is no brake to apply, once every setting has been read. */
export const NOTHING_TO_BRAKE =
  "nothing is left to brake: each setting is as low already, or its event source is gone";

/** A brake that is about to be applied for the first time. */
export const newBrake = ({ setting, prior, wanted, allowance }: FittedChange): Brake => ({
  setting,
  prior,
  wanted,
  tripped: wanted,
  allowance,
  ours: [wanted],
});

export const toTripped = (brakes: readonly Brake[]): readonly Brake[] =>
  brakes.map((brake) => aimAt(brake, brake.tripped));

export const toAllowance = (brakes: readonly Brake[]): readonly Brake[] =>
  brakes.map((brake) => aimAt(brake, brake.allowance));

/** The prior state is not one of our values, and stays out of `ours`. */
export const toPrior = (brakes: readonly Brake[]): readonly Brake[] =>
  brakes.map((brake) => ({ ...brake, wanted: brake.prior }));

export const without = (brakes: readonly Brake[], settings: readonly Setting[]): readonly Brake[] =>
  brakes.filter(({ setting }) => !settings.some((other) => sameSetting(setting, other)));

/** Whether events wait under the brake until it is gone: all but the one that refuses every caller. */
export const holdsBack = ({ tripped }: Brake): boolean =>
  tripped.kind === "event-source" || tripped.reserved !== 0;

/** `ours` only ever grows: a run that was cut off may have left any earlier value behind. */
function aimAt(brake: Brake, wanted: SettingValue): Brake {
  const known = brake.ours.some((value) => sameValue(value, wanted));
  return { ...brake, wanted, ours: known ? brake.ours : [...brake.ours, wanted] };
}
