import type { Detector } from "./detector.ts";
import { CONFIRM, surgeOf } from "./surge.ts";
import { usualCount } from "./usual.ts";
import { figure, overMinutes } from "./wording.ts";

/**
 * Far more events arrive in the function's own queue than usual. Retries are not counted as arrivals, so it shows what
 * senders do: a loop feeds itself new events.
 */
export const detectAsyncEvents: Detector = ({ baseline, minutes, newestMs }) => {
  const arrivals = minutes.of("asyncEventsReceived");
  if (arrivals === undefined || arrivals.length === 0) return undefined;
  // Every event is run at least once, so the runs bound what was usual where arrivals were never learned.
  const season =
    baseline.asyncEventsSeen === "unknown" ? baseline.invocations : baseline.asyncEventsPerMinute;
  const usual = usualCount(season, newestMs);
  const surge = surgeOf(arrivals, usual, CONFIRM);
  return {
    kind: "async-events",
    score: surge.score,
    actual: surge.level,
    expected: usual.expected,
    unit: "events/min",
    sentence:
      `${figure(surge.level)} events a minute arrived ${overMinutes(surge.minutes, surge.outOf)}; ` +
      `${figure(usual.expected)} are expected at this time, ${figure(usual.record)} is the record.`,
  };
};
