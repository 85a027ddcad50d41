import { ALERT_AFTER_MS, type Incident } from "./incident.ts";

/**
 * Whether its owner has had an alert about an incident: at once of what was done, would have been done or was asked, of the rest when
 * it had lasted.
 */
export const wasTold = ({ plan, approval, openedAtMs, lastSeenAtMs }: Incident): boolean => {
  if (plan.kind === "none") return approval !== undefined;
  return plan.kind !== "alert" || approval !== undefined || lastSeenAtMs - openedAtMs >= ALERT_AFTER_MS;
};
