import { amountAbove } from "./amounts.ts";
import { isAlarm, isTrip, type ReplayedIncident } from "./replayed-incident.ts";

/** Alarms that no second signal confirmed; nobody can tell from the recording whether they were worth a look. */
export const isUnconfirmed = (incident: ReplayedIncident): boolean => isAlarm(incident) && !isTrip(incident);

/** One a month for each function is what people live with; one in all is never too many. */
const BEARABLE_PER_FUNCTION_WEEK = 0.25;
export const bearableAlarms = (functionWeeks: number): number =>
  Math.max(1, Math.floor(BEARABLE_PER_FUNCTION_WEEK * functionWeeks));

/**
 * The least amount at risk, `atLeast` or the round amount above one of the incidents, above which no more of them remain than
 * are bearable.
 */
export function quietAmount(
  incidents: readonly ReplayedIncident[],
  bearable: number,
  atLeast: number,
): number {
  const dearestFirst = incidents.map(({ peakAtRiskUsd }) => peakAtRiskUsd).sort((a, b) => b - a);
  const firstTooMany = dearestFirst[bearable];
  return firstTooMany === undefined ? atLeast : Math.max(atLeast, amountAbove(firstTooMany));
}
