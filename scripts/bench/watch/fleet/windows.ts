import { finalUntil } from "../../../../lib/domain/lambda-metric.ts";
import type { Measurement, TimeRange, Window } from "../../../../lib/domain/observation.ts";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "../../../../lib/domain/time.ts";
import type { Activity } from "./activity.ts";
import { type Fleet, type FleetWorld, isAsynchronous, minuteOf } from "./fleet.ts";
import { ACCOUNT_INDEX, visibleAtMs } from "./publication.ts";

type Minute = Activity & { readonly events: number };

const NOT_YET: Minute = { runs: 0, durationMs: 0, errors: 0, events: 0 };

/** The window of one function as CloudWatch has it at `nowMs`. @param functionIndex absent: the account's total */
export function windowOf(
  { seed, functions }: Fleet,
  world: FleetWorld,
  functionIndex: number | undefined,
  measurements: readonly Measurement[],
  range: TimeRange,
  nowMs: EpochMs,
): Window {
  const member = functionIndex === undefined ? undefined : functions[functionIndex];
  const stepMinutes = (range.periodSeconds * SECOND_MS) / MINUTE_MS;
  const periods = Math.floor((range.endMs - range.startMs) / (stepMinutes * MINUTE_MS));
  const first = minuteOf(range.startMs);
  const series = measurements.map((): number[] => new Array<number>(periods).fill(0));
  for (let offset = 0; offset < periods * stepMinutes; offset += 1) {
    const minute = first + offset;
    if (visibleAtMs(seed, functionIndex ?? ACCOUNT_INDEX, minute) > nowMs) continue;
    const done = functionIndex === undefined ? world.totalAt(minute) : minuteOfMember(minute, functionIndex);
    const period = Math.floor(offset / stepMinutes);
    for (const [index, measurement] of measurements.entries()) {
      const values = series[index];
      if (values === undefined) continue;
      const value = measured(done, measurement);
      const before = values[period] ?? 0;
      values[period] = measurement === "maxConcurrency" ? Math.max(before, value) : before + value;
    }
  }

  function minuteOfMember(minute: number, index: number): Minute {
    const done = world.activityAt(index, minute);
    if (done.runs === 0) return NOT_YET;
    return { ...done, events: isAsynchronous(member) ? done.runs : 0 };
  }

  return {
    ...(member === undefined ? {} : { functionName: member.functionName }),
    startMs: range.startMs,
    periodSeconds: range.periodSeconds,
    finalUntilMs: finalUntil(range.endMs, nowMs),
    series: Object.fromEntries(measurements.map((measurement, index) => [measurement, series[index] ?? []])),
  };
}

function measured(done: Minute, measurement: Measurement): number {
  switch (measurement) {
    case "invocations":
      return done.runs;
    case "durationMs":
      return done.durationMs;
    case "errors":
      return done.errors;
    case "asyncEventsReceived":
      return done.events;
    case "maxConcurrency":
      return concurrencyOf(done);
    default:
      // Nothing is throttled, dropped or late in this account.
      return 0;
  }
}

/** Little's law gives the mean; the highest of a minute is about two standard deviations of a Poisson number above it. */
function concurrencyOf({ runs, durationMs }: Minute): number {
  if (runs === 0) return 0;
  const running = durationMs / MINUTE_MS;
  return Math.max(1, Math.min(runs, Math.ceil(running + 2 * Math.sqrt(running))));
}
