import { expectedPerMinute } from "../detect/expectation.ts";
import { type EpochMs, HOUR_MS, MINUTE_MS } from "../domain/time.ts";
import { minuteIndex, minuteOf } from "./minutes.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import type { ReplayedIncident } from "./replayed-incident.ts";
import { recordedMinute, usualMinute } from "./usual-minute.ts";

/** Means over one step of the course. */
export type CoursePoint = {
  readonly atMs: EpochMs;
  readonly runsPerMinute: number;
  readonly usualRunsPerMinute: number;
  /** Between these lie nearly all minutes of an ordinary day. */
  readonly lowRunsPerMinute: number;
  readonly highRunsPerMinute: number;
  readonly usdPerHour: number;
  readonly usualUsdPerHour: number;
};

/** What was recorded and what was usual around an incident, for looking at. */
export type IncidentCourse = { readonly stepMs: number; readonly points: readonly CoursePoint[] };

const BEFORE_MS = 3 * HOUR_MS;
const AFTER_MS = 2 * HOUR_MS;
/** More points than a wide screen has room for show nothing more. */
const MOST_POINTS = 480;
const MINUTES_PER_HOUR = 60;
/** Standard deviations to either side of the expectation. */
const BAND = 3;

export function incidentCourse(
  prepared: PreparedFunction,
  { beganAtMs, endedAtMs }: Pick<ReplayedIncident, "beganAtMs" | "endedAtMs">,
): IncidentCourse {
  const { minutes, stepMs } = prepared;
  const wanted = (endedAtMs + AFTER_MS - (beganAtMs - BEFORE_MS)) / MOST_POINTS;
  const step = Math.max(1, Math.ceil(wanted / stepMs)) * (stepMs / MINUTE_MS);
  const first = Math.max(0, minuteIndex(minutes, beganAtMs - BEFORE_MS));
  const last = Math.min(minutes.length, minuteIndex(minutes, endedAtMs + AFTER_MS));
  const from = first - (first % step);
  const points: CoursePoint[] = [];
  for (let index = from; index + step <= last; index += step) points.push(pointOf(prepared, index, step));
  return { stepMs: step * MINUTE_MS, points };
}

function pointOf(prepared: PreparedFunction, index: number, step: number): CoursePoint {
  const atMs = minuteOf(prepared.minutes, index);
  const baseline = prepared.baselineAt(atMs);
  const usual = usualMinute(prepared, baseline, atMs);
  const { overdispersion, relativeSpread } = baseline.invocations;
  const expected = expectedPerMinute(baseline.invocations, atMs);
  const deviation = Math.sqrt(overdispersion * expected + (relativeSpread * expected) ** 2);
  let runs = 0;
  let usd = 0;
  for (let offset = 0; offset < step; offset += 1) {
    const recorded = recordedMinute(prepared, index + offset);
    runs += recorded.runs;
    usd += recorded.usd;
  }
  return {
    atMs,
    runsPerMinute: runs / step,
    usualRunsPerMinute: expected,
    lowRunsPerMinute: Math.max(0, expected - BAND * deviation),
    highRunsPerMinute: expected + BAND * deviation,
    usdPerHour: (usd / step) * MINUTES_PER_HOUR,
    usualUsdPerHour: usual.usd * MINUTES_PER_HOUR,
  };
}
