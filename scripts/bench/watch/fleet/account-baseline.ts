import { learnBaseline } from "../../../../lib/detect/learn-baseline.ts";
import type { Baseline } from "../../../../lib/domain/baseline.ts";
import { DAY_MS } from "../../../../lib/domain/time.ts";
import { LEARNED_AT_MS, LEARNED_FROM } from "./baselines.ts";
import { FLEET_START_MS } from "./courses.ts";
import { type Fleet, isAsynchronous, type Total } from "./fleet.ts";
import { pooledTotals } from "./pooled-totals.ts";
import { windowOf } from "./windows.ts";

/** So many are summed one by one in the two weeks that are learned from; they do nearly all that is done. */
const SUMMED = 2_000;

/**
 * The baseline of the account's total. Its two weeks are the sum of all functions up to 2,000; of more, the dearest 2,000
 * one by one and the rest in pools. The watched days are exact sums in every case.
 */
export function accountBaselineOf(fleet: Fleet): Baseline {
  const dearest = fleet.functions.toSorted((a, b) => b.perMinute * b.runMs - a.perMinute * a.runMs);
  const summed = dearest.slice(0, SUMMED);
  const rest = pooledTotals(fleet, dearest.slice(SUMMED));
  const totalAt = (minute: number): Total => {
    if (minute < 0) return { runs: 0, durationMs: 0, errors: 0, events: 0 };
    let { runs, durationMs, errors, events } = rest(minute);
    for (const member of summed) {
      const done = fleet.activityAt(member.index, minute);
      runs += done.runs;
      durationMs += done.durationMs;
      errors += done.errors;
      if (isAsynchronous(member)) events += done.runs;
    }
    return { runs, durationMs, errors, events };
  };
  const range = { startMs: FLEET_START_MS, endMs: LEARNED_AT_MS, periodSeconds: 60 };
  const world = { activityAt: fleet.activityAt, totalAt };
  const history = windowOf(fleet, world, undefined, LEARNED_FROM, range, range.endMs + DAY_MS);
  return learnBaseline(history, LEARNED_AT_MS);
}
