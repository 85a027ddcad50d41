import type { AccountRise } from "../../domain/account-rise.ts";
import type { Window } from "../../domain/observation.ts";
import { finalMinutes } from "../final-minutes.ts";
import { riseOver } from "./signs-of-rise.ts";

/** Three functions that rise alike explain a rise together; with less of it a function is one of many. */
const LEAST_SHARE = 0.3;

/**
 * Whether a function has a large part in a rise of the account's total, abnormal for it or not: many rises are a busy hour of somebody
 * whose hours are like that.
 * @param window in periods of 60 s
 */
export function explains(window: Window, rise: AccountRise): boolean {
  const minutes = finalMinutes(window);
  const hasPart = (values: readonly number[] | undefined, whole: number): boolean =>
    values !== undefined &&
    whole > 0 &&
    Math.max(riseOver(values, 1), riseOver(values, 5)) >= LEAST_SHARE * whole;
  return (
    rise.isOfUse &&
    (hasPart(minutes.of("durationMs"), rise.durationMsPerMinute) ||
      hasPart(minutes.of("invocations"), rise.runsPerMinute))
  );
}
