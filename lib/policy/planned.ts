import type { Anomaly, SignalKind } from "../domain/anomaly.ts";
import type { FunctionProfile } from "../domain/function-profile.ts";
import type { GuardPolicy, PlannedActivity } from "../domain/guard-policy.ts";
import { finalUntil } from "../domain/lambda-metric.ts";
import type { TimeRange } from "../domain/observation.ts";
import { type EpochMs, MINUTE_MS, toIso } from "../domain/time.ts";
import { matches } from "./matches.ts";

/** More load is what a launch brings. Failing runs, which come back as retries, and loops are not, however small. */
const NEVER_PLANNED: Partial<Record<SignalKind, string>> = {
  errors: "its runs fail",
  recursion: "it calls itself in a loop",
};

/** A rise that lasted shows for so long after it has ended. */
const AFTERGLOW_MS = 40 * MINUTE_MS;

/**
 * The declared activity that covers a function now: the first in the file. What is judged now is the newest final minute, a
 * few minutes ago, and what lasted shows for a while longer, so a plan holds for as long as its own minutes are judged; what
 * begins after it is not covered (see `coverage`).
 */
export function plannedNow(
  policy: Pick<GuardPolicy, "planned">,
  profile: FunctionProfile,
  nowMs: EpochMs,
): PlannedActivity | undefined {
  const judgedMs = finalUntil(nowMs, nowMs) - MINUTE_MS;
  return policy.planned.find(
    ({ match, fromMs, untilMs }) =>
      judgedMs >= fromMs && judgedMs < untilMs + AFTERGLOW_MS && matches(match, profile),
  );
}

/** The times declared for a function, past and future, in the order of the file; they may overlap. Learning leaves them out. */
export const plannedTimes = (
  policy: Pick<GuardPolicy, "planned">,
  profile: FunctionProfile,
): readonly Pick<TimeRange, "startMs" | "endMs">[] =>
  policy.planned
    .filter(({ match }) => matches(match, profile))
    .map(({ fromMs, untilMs }) => ({ startMs: fromMs, endMs: untilMs }));

/** Whether a plan covers an anomaly, and why or why not, as a clause that can follow a semicolon. */
export function coverage(
  plan: PlannedActivity,
  { signals, burn, beganAtMs }: Anomaly,
): { readonly isCovered: boolean; readonly reason: string } {
  const named = `plan ${plan.name} (${plan.because}, until ${toIso(plan.untilMs)})`;
  const [unplanned] = signals.flatMap(({ kind }) => NEVER_PLANNED[kind] ?? []);
  if (unplanned !== undefined)
    return { isCovered: false, reason: `${named} does not cover that ${unplanned}` };
  if (beganAtMs >= plan.untilMs)
    return { isCovered: false, reason: `${named} was over when this began, at ${toIso(beganAtMs)}` };
  const { actualUsdPerHour, expectedUsdPerHour } = burn;
  const isCovered = actualUsdPerHour <= plan.upToTimes * expectedUsdPerHour;
  const times =
    expectedUsdPerHour > 0
      ? `${Number((actualUsdPerHour / expectedUsdPerHour).toFixed(1))} times`
      : "without any usual";
  return {
    isCovered,
    reason: `${named} covers ${isCovered ? "" : "only "}up to ${plan.upToTimes} times the usual cost, this is ${times}`,
  };
}
