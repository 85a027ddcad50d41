import type { Cause } from "../domain/anomaly.ts";
import type { PlannedChange } from "../domain/plan.ts";
import type { ConcurrencyValue, SettingValue } from "../domain/setting.ts";
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

/** A cap comes with the reservation that it is, which may be lower than what the function needs. */
export type ChosenGrade =
  | { readonly grade: "full"; readonly reason: string }
  | { readonly grade: "cap"; readonly cap: ConcurrencyValue; readonly reason: string };

/** Kinds of attack that go on under a cap, with half a sentence why. The others are many calls from outside. */
const CAP_IS_NO_CURE: Partial<Readonly<Record<Cause, string>>> = {
  loop: "a loop feeds itself",
  "retry-storm": "a retry storm feeds itself",
  "duration-blow-up": "fewer runs that last too long are still runs that last too long",
  "deploy-regression": "fewer runs of a bad version are still runs of a bad version",
  "many-small-rises": "its own calls are no more than a share of what rises",
  "unknown-function": "nobody knows what it needs",
};

/** A single execution is no service that its callers would call healthy. */
export const LEAST_CAP = 2;

/**
 * How hard to brake at first. A cap lets rightful callers through, as many as on a busy day, next to those of the attack.
 * It is chosen where somebody waits for an answer, the attack does not feed itself, and at least some executions cannot
 * themselves cost what the guard acts on. Where events wait instead, nobody is refused and a cap would gain nothing.
 *
 * @param change        of the reservation; `undefined` where there is none
 * @param pausesSources mappings or pipes are paused besides: callers at the cap would take the executions that their
 *   messages need, and each message refused counts as a receive
 */
export function chooseGrade(
  attack: Attack,
  callers: Callers,
  change: PlannedChange | undefined,
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
  const needed = reservedBy(change?.cap);
  if (needed === undefined) return full("no useful cap can be reserved");

  const reserved = affordable(attack, needed);
  if (reserved < Math.max(LEAST_CAP, (reservedBy(change?.wanted) ?? 0) + 1))
    return full(`a cap at ${LEAST_CAP} executions could still cost ${beyond(attack, LEAST_CAP)}`);
  const share = reserved === needed ? "as in a busy minute" : `of the ${needed} of a busy minute`;
  return {
    grade: "cap",
    cap: { kind: "concurrency", reserved },
    reason: `${reserved} executions at a time, ${share}, so that rightful callers still get through; further ones are refused with 429; that can cost at most ${beyond(attack, reserved)}`,
  };
}

/** The most executions, up to what is needed, that cost less beyond the expectation than the guard acts on. */
function affordable(attack: Attack, needed: number): number {
  let executions = needed;
  while (executions > 0 && excessOf(attack, executions) >= attack.affordableUsdPerHour) executions -= 1;
  return executions;
}

const excessOf = ({ mostUsdPerHour, expectedUsdPerHour }: Attack, executions: number): number =>
  mostUsdPerHour(executions) - expectedUsdPerHour;

const beyond = (attack: Attack, executions: number): string =>
  `${usd(Math.max(0, excessOf(attack, executions)))} an hour more than expected`;

const reservedBy = (value: SettingValue | undefined): number | undefined =>
  value?.kind === "concurrency" && value.reserved !== "unreserved" ? value.reserved : undefined;
