import type { Cause } from "../domain/anomaly.ts";
import type { Grade } from "../domain/plan.ts";
import type { SettingValue } from "../domain/setting.ts";
import { usd } from "../domain/usd.ts";
import type { Callers } from "./callers.ts";

/** What is being braked, as far as the grade depends on it. */
export type Attack = {
  readonly cause: Cause;
  /** What the function would cost now without it, USD per hour, list price. */
  readonly expectedUsdPerHour: number;
  /** The pace from which the guard acts, USD per hour beyond the expectation. */
  readonly affordableUsdPerHour: number;
  /** The most that so many executions at once can cost, USD per hour, list price. */
  readonly mostUsdPerHour: (executions: number) => number;
};

export type ChosenGrade = { readonly grade: Grade; readonly reason: string };

/** Kinds of attack that go on under a cap, with half a sentence why. The others are many calls from outside. */
const CAP_IS_NO_CURE: Partial<Readonly<Record<Cause, string>>> = {
  loop: "a loop feeds itself",
  "retry-storm": "a retry storm feeds itself",
  "duration-blow-up": "fewer runs that last too long are still runs that last too long",
  "deploy-regression": "fewer runs of a bad version are still runs of a bad version",
  "many-small-rises": "its own calls are no more than a share of what rises",
  "unknown-function": "nobody knows what it needs",
};

/**
 * How hard to brake at first. A cap lets rightful callers through, as many as on a busy day, next to those of the attack.
 * It is chosen where somebody waits for an answer, the attack does not feed itself, and the cap cannot itself cost what the
 * guard acts on. Where events wait instead, nobody is refused and a cap would gain nothing.
 *
 * @param cap           of the reservation; `undefined` where there is none
 * @param pausesSources mappings or pipes are paused besides: callers at the cap would take the executions that their
 *   messages need, and each message refused counts as a receive
 */
export function chooseGrade(
  attack: Attack,
  callers: Callers,
  cap: SettingValue | undefined,
  pausesSources: boolean,
): ChosenGrade {
  const full = (why: string): ChosenGrade => ({
    grade: "full",
    reason: `the full brake at once, since ${why}`,
  });
  if (callers !== "synchronous") return full("what it holds back waits and nobody is refused");
  const noCure = CAP_IS_NO_CURE[attack.cause];
  if (noCure !== undefined) return full(noCure);
  if (pausesSources) return full("callers under a cap would leave its other sources no room");
  if (cap?.kind !== "concurrency" || cap.reserved === "unreserved")
    return full("no useful cap can be reserved");
  const mostUsdPerHour = attack.mostUsdPerHour(cap.reserved) - attack.expectedUsdPerHour;
  const most = `${usd(Math.max(0, mostUsdPerHour))} an hour more than expected`;
  if (mostUsdPerHour >= attack.affordableUsdPerHour)
    return full(`a cap at ${cap.reserved} executions could still cost ${most}`);
  return {
    grade: "cap",
    reason: `${cap.reserved} executions at a time, as in a busy minute, so that rightful callers still get through; further ones are refused with 429; that can cost at most ${most}`,
  };
}
