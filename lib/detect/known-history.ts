import { finalPeriods, type Measurement, type Window } from "../domain/observation.ts";
import { DAY_MS, type EpochMs, MINUTE_MS, SECOND_MS, type TimeSpan } from "../domain/time.ts";
import { SLOT_MS } from "./expectation.ts";
import { type Periods, type StandIns, standInsFor, unknownPeriods, withStandIns } from "./stand-ins.ts";

/** What may be learned of a history: its final periods from some time on, with stand-ins for what is left out. */
export type KnownHistory = {
  readonly startMs: EpochMs;
  readonly stepMinutes: number;
  /** Days of it that were really seen, may be broken. */
  readonly days: number;
  readonly standIns: StandIns;
  readonly of: (measurement: Measurement) => readonly number[] | undefined;
  /** Whole days counted from the newest back; a rest shorter than a day only when it is all there is. */
  readonly daily: (values: readonly number[]) => readonly (readonly number[])[];
};

export type KnownTerms = {
  readonly sinceMs: EpochMs;
  /** Of these spans nothing is learned. */
  readonly excluded: readonly TimeSpan[];
  /** Those found for the same time in shorter periods; absent: found by the runs of this history. */
  readonly standIns?: StandIns;
};

/** @throws {RangeError} when the periods are neither minutes nor 5 minutes */
export function knownHistory(history: Window, { sinceMs, excluded, standIns }: KnownTerms): KnownHistory {
  const stepMs = history.periodSeconds * SECOND_MS;
  if (stepMs !== MINUTE_MS && stepMs !== SLOT_MS)
    throw new RangeError(`knownHistory: periods must be of 60 or 300 s, got ${history.periodSeconds}`);
  const all = finalPeriods(history);
  const from = Math.min(all, Math.max(0, Math.ceil((sinceMs - history.startMs) / stepMs)));
  const periods: Periods = { startMs: history.startMs + from * stepMs, stepMs, length: all - from };
  const unknown = unknownPeriods(periods, excluded);
  const seen = (measurement: Measurement) => history.series[measurement]?.slice(from, all);
  const substitutes = standIns ?? standInsFor(seen("invocations") ?? [], periods, unknown);
  return {
    startMs: periods.startMs,
    stepMinutes: stepMs / MINUTE_MS,
    days: ((periods.length - unknown.reduce((count, isUnknown) => count + isUnknown, 0)) * stepMs) / DAY_MS,
    standIns: substitutes,
    of: (measurement) => {
      const values = seen(measurement);
      return values && withStandIns(values, periods, unknown, substitutes);
    },
    daily: (values) => daysOf(values, DAY_MS / stepMs),
  };
}

function daysOf(values: readonly number[], perDay: number): readonly (readonly number[])[] {
  const days: (readonly number[])[] = [];
  for (let end = values.length; end >= perDay; end -= perDay) days.push(values.slice(end - perDay, end));
  return days.length > 0 || values.length === 0 ? days : [values];
}
