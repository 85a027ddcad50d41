import type { BreakerState } from "../domain/breaker.ts";

export type LimitingState = Exclude<BreakerState, { kind: "armed" }>;

/** What every limiting state carries on to the next one: since when, for which incident, until when. */
export const limitingOf = ({ sinceMs, incidentId, expiresAtMs, lossAtMs }: LimitingState) => ({
  sinceMs,
  expiresAtMs,
  ...(incidentId !== undefined && { incidentId }),
  ...(lossAtMs !== undefined && { lossAtMs }),
});
